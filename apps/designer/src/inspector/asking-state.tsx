import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccountTrouble } from './account-trouble.tsx';
import type { Account } from './node-connection.ts';
import type { AccountChoices } from './use-account-choices.ts';

/** A click here must not close the list that it speaks of. */
const keepFocus = (event: React.MouseEvent) => event.preventDefault();

/** How the asking of an account goes: it is under way, it takes long, somebody stopped it, it failed, it gave nothing. */
export function AskingState({ of, account }: { of: AccountChoices; account: Account }) {
  const { t } = useTranslation();
  const { query, choices, waiting, slow, stopped, stop } = of;
  const again = () => void query.refetch();
  return (
    <Stack gap={4} onMouseDown={keepFocus} role="status">
      {waiting && (
        <Line
          text={t(slow ? 'editor.choices.slow' : 'editor.choices.asking', { account: account.name })}
          {...(slow ? { action: t('editor.choices.stop'), onAct: () => void stop() } : {})}
          busy
        />
      )}
      {stopped && <Line text={t('editor.choices.stopped')} action={t('failure.retry')} onAct={again} />}
      {query.isError && !waiting && <AccountTrouble failure={query.error} account={account} again={again} />}
      {query.isSuccess && !waiting && choices.length === 0 && (
        <Line text={t('editor.choices.nothing', { account: account.name })} />
      )}
    </Stack>
  );
}

type LineProps = { text: string; action?: string; onAct?: () => void; busy?: boolean };

function Line({ text, action, onAct, busy }: LineProps) {
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Group gap={6} wrap="nowrap">
        {busy && <Loader size={14} aria-hidden />}
        <Text size="xs" c="dimmed">
          {text}
        </Text>
      </Group>
      {action !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onAct} style={{ flexShrink: 0 }}>
          {action}
        </Button>
      )}
    </Group>
  );
}
