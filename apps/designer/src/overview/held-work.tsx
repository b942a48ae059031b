import { Alert, Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName, useLiveQueries } from '../runs/run-queries.ts';
import { number } from '../ui/amounts.ts';
import { type Held, heldBehind } from './overview-queries.ts';

/** What waits behind one connection; nothing while it is well. */
export function HeldBehind({ connectionId }: { connectionId: string }) {
  const held = useQuery(heldBehind(connectionId));
  useLiveQueries(['connection.changed', 'run.changed'], [['held']]);
  return held.data?.held.map((one) => <HeldCard key={one.connectionId} held={one} />) ?? null;
}

/** A broken or throttled connection: what waits behind it, since when, and when it goes on. */
export function HeldCard({ held, linked = false }: { held: Held; linked?: boolean }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const { waiting, waitingSince } = held;
  return (
    <Alert color="orange" variant="light" icon={<IconPlayerPause aria-hidden />} title={held.name}>
      <Stack gap={4}>
        <Text size="sm">
          {t(`overview.held.${held.reason}`)} {held.message}
        </Text>
        <Text size="sm" fw={600}>
          {waiting === 0 || waitingSince === null
            ? t('overview.held.waitingNone')
            : t('overview.held.waiting', { count: waiting, since: moment(waitingSince) })}
        </Text>
        {held.flows.length > 1 && (
          <Text size="sm">
            {t('overview.held.flows', {
              flows: held.flows.map(({ flowId, waiting: of }) => `${nameOf(flowId)} (${number(of)})`).join(', '),
            })}
          </Text>
        )}
        <Group gap="sm">
          <Text size="sm">{t('overview.held.since', { at: moment(held.since) })}</Text>
          <Badge variant="default" tt="none">
            {held.connector}
          </Badge>
          {linked && (
            <Anchor
              size="sm"
              c="inherit"
              td="underline"
              renderRoot={(props) => <Link {...props} to="/connections/$id" params={{ id: held.connectionId }} />}
            >
              {t(held.reason === 'auth' ? 'overview.held.reconnect' : 'overview.held.open')}
            </Anchor>
          )}
        </Group>
        <Text size="sm">
          {held.nextTryAt === null
            ? t('overview.held.byHand')
            : t('overview.held.next', { at: moment(held.nextTryAt) })}
        </Text>
      </Stack>
    </Alert>
  );
}
