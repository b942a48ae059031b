import { Button, Group, Paper, Text } from '@mantine/core';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AssignMenu } from './assignee.tsx';
import type { Group as FailureGroup } from './inbox-queries.ts';
import type { Status } from './inbox-search.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import { type Act, useInboxActs } from './use-inbox-acts.ts';

type Props = { groups: readonly FailureGroup[]; status: Status; onDone: () => void };

/** What one can do to the groups that are selected, together. */
export function BulkBar({ groups, status, onDone }: Props) {
  const { t } = useTranslation();
  const { job, change } = useInboxActs();
  const fingerprints = groups.map(({ fingerprint }) => fingerprint);
  const all = (act: Act) => {
    for (const fingerprint of fingerprints) job.mutate({ act, target: { filter: { fingerprint } } });
    onDone();
  };
  const count = groups.reduce((sum, each) => sum + each.count, 0);
  return (
    <Paper withBorder p="xs">
      <Group gap="xs">
        <Text size="sm" fw={600} mr="auto" aria-live="polite">
          {t('inbox.groups.selected', { count: groups.length })}
        </Text>
        {status === 'open' && (
          <>
            <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={() => all('retry')}>
              {t('inbox.actions.retryAll', { count })}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCheck size={14} aria-hidden />}
              onClick={() => all('resolve')}
            >
              {t('inbox.actions.resolve')}
            </Button>
            <Button size="xs" variant="default" onClick={() => all('ignore')}>
              {t('inbox.actions.ignore')}
            </Button>
          </>
        )}
        {(status === 'resolved' || status === 'ignored') && (
          <Button size="xs" variant="default" onClick={() => all('reopen')}>
            {t('inbox.actions.reopen')}
          </Button>
        )}
        <AssignMenu onAssign={(assignee) => change.mutate({ fingerprints, change: { assignee } })} />
        <SnoozeMenu fingerprints={fingerprints} snoozed={groups.some(({ snooze }) => snooze !== null)} size="xs" />
      </Group>
    </Paper>
  );
}
