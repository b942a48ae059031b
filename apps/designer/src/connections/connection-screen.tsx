import { Anchor, Badge, Card, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { currentLanguage, moment } from '../i18n/index.ts';
import { type App, connectorList } from '../nodes/apps.ts';
import { HeldBehind } from '../overview/held-work.tsx';
import { useMay } from '../session/use-may.ts';
import { TracingPanel } from '../tracing/tracing-panel.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { ConnectionActions } from './connection-actions.tsx';
import { type ConnectionDetail, connectionDetail, useConnectionsLive } from './connection-queries.ts';
import { CopiedAddress } from './copied-address.tsx';
import { Health } from './health.tsx';
import { OAuthClient } from './oauth-client.tsx';
import { RateGauge } from './rate-gauge.tsx';

/** One connection: how it is, what works through it, what it may, and how much of its vendor's allowance is used. */
export function ConnectionScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/connections/$id' });
  const connection = useQuery(connectionDetail(id));
  const connectors = useQuery(connectorList);
  useConnectionsLive();
  const app = connectors.data?.connectors.find((one) => one.id === connection.data?.connector);
  return (
    <Page title={connection.data?.name ?? t('connections.one')}>
      <Anchor component={Link} to="/connections" size="sm" mb="md" display="inline-block">
        {t('connections.back')}
      </Anchor>
      <Shown query={connection}>
        {(detail) => <Shown query={connectors}>{() => <Detail of={detail} app={app} />}</Shown>}
      </Shown>
    </Page>
  );
}

function Detail({ of, app }: { of: ConnectionDetail; app: App | undefined }) {
  const { t } = useTranslation();
  const environments = useQuery(environmentList).data?.environments ?? [];
  const environment = environments.find(({ id }) => id === of.environmentId);
  const byConsent = app?.auth.scopes !== undefined;
  const mayManage = useMay('admin');
  return (
    <Stack>
      <Group gap="xs">
        <Text>{app?.title[currentLanguage()] ?? t('connections.unknownConnector', { connector: of.connector })}</Text>
        {environment !== undefined && (
          <Badge color={environment.colour} variant="light" tt="none">
            {environment.name}
          </Badge>
        )}
        {of.isDefault && (
          <Badge variant="default" tt="none">
            {t('connections.default')}
          </Badge>
        )}
      </Group>
      <ConnectionActions of={of} app={app} />
      <HeldBehind connectionId={of.id} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title={t('connections.health')}>
          <Health of={of} byConsent={byConsent} />
          {of.hold !== null && (
            <Text size="sm" c="dimmed">
              {t('connections.heldHelp')}
            </Text>
          )}
          <Facts of={of} />
        </Section>
        <Section title={t('connections.usedBy')}>
          <Users of={of} />
        </Section>
        <Section title={t('connections.rights')}>
          <Rights of={of} byConsent={byConsent} />
        </Section>
        <Section title={t('connections.rate.title')}>
          <RateGauge id={of.id} />
        </Section>
        <Section title={t('tracing.section')}>
          <TracingPanel of={{ connectionId: of.id }} />
        </Section>
        {of.deliveries !== null && (
          <Section title={t('connections.deliveries.title')}>
            <Text size="sm">{t('connections.deliveries.help')}</Text>
            <CopiedAddress address={of.deliveries} />
          </Section>
        )}
        {byConsent && mayManage && (
          <Section title={t('connections.client.title')}>
            <OAuthClient connector={of.connector} own={of.credentialFields.includes('clientId')} />
          </Section>
        )}
      </SimpleGrid>
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}

function Facts({ of: { account, lastUsedAt, lastTest, lastConsent, tokenExpiresAt } }: { of: ConnectionDetail }) {
  const { t } = useTranslation();
  const told = (at: string, message: string | undefined) =>
    message === undefined ? t('connections.good', { at: moment(at) }) : `${moment(at)}: ${message}`;
  const facts: [string, string][] = [
    [t('connections.account'), account ?? t('connections.unknownAccount')],
    [t('connections.lastUsed'), lastUsedAt === null ? t('connections.never') : moment(lastUsedAt)],
    [t('connections.lastTest'), lastTest === null ? t('connections.never') : told(lastTest.at, lastTest.message)],
    ...(lastConsent === null
      ? []
      : [[t('connections.lastConsent'), told(lastConsent.at, lastConsent.message)] as [string, string]]),
    ...(tokenExpiresAt === null
      ? []
      : [[t('connections.token'), t('connections.tokenUntil', { at: moment(tokenExpiresAt) })] as [string, string]]),
  ];
  return (
    <dl style={{ margin: 0, display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 16px' }}>
      {facts.map(([name, value]) => (
        <Pair key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Pair({ name, value }: { name: string; value: string }) {
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </>
  );
}

function Users({ of: { flows } }: { of: ConnectionDetail }) {
  const { t } = useTranslation();
  if (flows.length === 0) return <Text size="sm">{t('connections.unused')}</Text>;
  return (
    <List size="sm">
      {flows.map(({ id, name, deployed }) => (
        <List.Item key={id}>
          <Anchor component={Link} to="/flows/$id" params={{ id } as never} size="sm" underline="always">
            {name}
          </Anchor>{' '}
          <Text span size="sm" c="dimmed">
            {deployed ? t('connections.inService') : t('connections.onlyDraft')}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function Rights({ of, byConsent }: { of: ConnectionDetail; byConsent: boolean }) {
  const { t } = useTranslation();
  const { grantedScopes, missingScopes } = of;
  if (!byConsent) return <Text size="sm">{t('connections.rightsOfKey')}</Text>;
  return (
    <Stack gap="xs">
      {missingScopes.length > 0 && (
        <Text size="sm">{t('connections.consent.missing', { scopes: missingScopes.join(', ') })}</Text>
      )}
      {grantedScopes === null || grantedScopes.length === 0 ? (
        <Text size="sm">{t('connections.rightsUnknown')}</Text>
      ) : (
        <List size="sm">
          {grantedScopes.map((scope) => (
            <List.Item key={scope} style={{ overflowWrap: 'anywhere' }}>
              {scope}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
