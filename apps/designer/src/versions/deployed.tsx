import { Alert, Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Environment } from '../environments/environment-queries.ts';
import { currentLanguage, moment } from '../i18n/index.ts';
import { connectorList, readApps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { Shown } from '../ui/shown.tsx';
import { documentOf, triggersIn } from './version-queries.ts';

type Props = { id: string; version: number; environment: Environment; onClose: () => void };

/** It is in service: what happens next, and what somebody has to be told. */
export function Deployed({ id, version, environment, onClose }: Props) {
  const { t } = useTranslation();
  const document = useQuery(documentOf(id, version));
  const triggers = useQuery(triggersIn(id, environment.name));
  return (
    <Stack>
      <Alert color="green" icon={<IconCheck aria-hidden />} role="status">
        {t('versions.deploy.done', { version, environment: environment.name })}
      </Alert>
      <Title order={3} size="h6">
        {t('versions.deploy.next')}
      </Title>
      <Shown query={document}>
        {(flow) => (
          <Shown query={triggers}>
            {({ triggers: all }) => (
              <Stack gap="sm">
                {all
                  .filter(({ active }) => active)
                  .map((trigger) => (
                    <Next key={trigger.id} trigger={trigger} flow={flow} />
                  ))}
              </Stack>
            )}
          </Shown>
        )}
      </Shown>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('versions.deploy.close')}
        </Button>
      </Group>
    </Stack>
  );
}

type Trigger = { node: string; kind: string; address: string | null; nextDueAt: string | null };

function Next({ trigger, flow }: { trigger: Trigger; flow: FlowDocument }) {
  const { t } = useTranslation();
  const connectors = useQuery(connectorList);
  const apps = useMemo(() => readApps(connectors.data?.connectors ?? []), [connectors.data]);
  const node = flow.nodes.find(({ id }) => id === trigger.node);
  const step = node === undefined ? trigger.node : describeNode(node, apps, t).title;
  const { kind, address, nextDueAt } = trigger;
  if (kind === 'schedule' && nextDueAt !== null)
    return <Text size="sm">{scheduleText(step, nextDueAt, zoneOf(node, flow), t)}</Text>;
  if (kind === 'poll' && nextDueAt !== null)
    return <Text size="sm">{t('versions.deploy.poll', { step, at: moment(nextDueAt) })}</Text>;
  if (address !== null) return <Address step={step} address={address} />;
  return (
    <Text size="sm">{t(kind === 'subflow' ? 'versions.deploy.subflow' : 'versions.deploy.manual', { step })}</Text>
  );
}

function zoneOf(node: FlowDocument['nodes'][number] | undefined, { settings }: FlowDocument): string {
  const own = node?.kind === 'trigger' ? node.with?.timezone : undefined;
  return typeof own === 'string' ? own : (settings?.timezone ?? 'UTC');
}

/** In the viewer's zone, with the flow's own beside it where the clocks differ. */
function scheduleText(step: string, iso: string, zone: string, t: TFunction): string {
  const at = moment(iso);
  const there = new Intl.DateTimeFormat(currentLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  }).format(new Date(iso));
  return there === at
    ? t('versions.deploy.schedule', { step, at })
    : t('versions.deploy.scheduleZone', { step, at, there, zone });
}

function Address({ step, address }: { step: string; address: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm">{t('versions.deploy.webhook', { step })}</Text>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? t('versions.deploy.copied') : t('versions.deploy.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
