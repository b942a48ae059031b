import { Group, Text } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import type { Connection } from './connection-queries.ts';

export type HealthState = 'ready' | 'held' | 'failing' | 'notConnected';

/** What of a connection matters first: whether its work waits, whether it was refused when it was last tried, whether it has an account. */
export function healthOf(
  { hold, lastTest, lastConsent, credentialFields }: Connection,
  byConsent: boolean,
): HealthState {
  if (hold !== null) return 'held';
  const bare = !credentialFields.some((field) => field !== 'clientId' && field !== 'clientSecret');
  if (byConsent && bare && lastConsent?.connected !== true) return 'notConnected';
  const consentIsNewer = lastConsent !== null && (lastTest === null || lastConsent.at > lastTest.at);
  const last = consentIsNewer ? lastConsent : lastTest;
  return last?.failure === undefined ? 'ready' : 'failing';
}

const looks = {
  ready: { icon: IconCheck, colour: 'green' },
  held: { icon: IconPlayerPause, colour: 'orange' },
  failing: { icon: IconAlertCircle, colour: 'red' },
  notConnected: { icon: IconPlugConnectedX, colour: 'gray' },
} as const;

export function Health({ of, byConsent }: { of: Connection; byConsent: boolean }) {
  const { t } = useTranslation();
  const state = healthOf(of, byConsent);
  const { icon: Icon, colour } = looks[state];
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} style={{ flexShrink: 0 }} />
      <Text size="sm">
        {state === 'held' && of.hold !== null
          ? t('connections.held', { since: moment(of.hold.since) })
          : t(`connections.${state}`)}
      </Text>
    </Group>
  );
}
