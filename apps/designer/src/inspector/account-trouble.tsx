import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { ConsentState } from '../connections/consent-state.tsx';
import { useConsent } from '../connections/use-consent.ts';
import { currentLanguage } from '../i18n/index.ts';
import type { Account } from './node-connection.ts';

type Props = { failure: unknown; account: Account; again: () => void };

/** Why an account gave no answer, and what helps: asking again, or connecting it anew where its access has ended. */
export function AccountTrouble({ failure, account, again }: Props) {
  const { t } = useTranslation();
  const { consent, start } = useConsent(again);
  const ended = failure instanceof ApiFailure && failure.kind === 'auth' && account.app.auth.scopes !== undefined;
  return (
    <Stack gap={6}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconAlertTriangle size={16} aria-hidden color="var(--mantine-color-red-filled)" style={{ flexShrink: 0 }} />
        <Text size="xs">{failureText(failure)}</Text>
      </Group>
      <Group gap={6}>
        {ended && (
          <Button size="compact-xs" onClick={() => void start(account.id)}>
            {t('connections.reconnect')}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={again}>
          {t('failure.retry')}
        </Button>
      </Group>
      <ConsentState of={consent} app={account.app.title[currentLanguage()]} />
    </Stack>
  );
}
