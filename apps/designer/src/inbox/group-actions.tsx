import { Button, Group, Menu } from '@mantine/core';
import { IconCheck, IconDots, IconPlayerPlay, IconReplace } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import type { GroupDetail } from './inbox-queries.ts';
import type { Status } from './inbox-search.ts';
import { ReplaceDialog } from './replace-dialog.tsx';
import { RetryDialog } from './retry-dialog.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { type Act, type Replacement, type Target, useInboxActs } from './use-inbox-acts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

type Props = {
  group: GroupDetail;
  status: Status;
  selected: ReadonlySet<string>;
  onJob: (id: string) => void;
  onDone: () => void;
};

/** What can be done to the whole group, or to what is selected of it. */
export function GroupActions({ group, status, selected, onJob, onDone }: Props) {
  const { t } = useTranslation();
  const { job, change } = useInboxActs();
  const [asking, setAsking] = useState<'retry' | 'replace' | 'import'>();
  const { fingerprint, counts, ignoredAt, snooze } = group;
  const target: Target = selected.size > 0 ? { ids: [...selected] } : { filter: { fingerprint } };
  const count = selected.size > 0 ? selected.size : counts[status];
  const start = (act: Act, replacement?: Replacement) =>
    job.mutate(
      { act, target, ...(replacement === undefined ? {} : { replacement }) },
      {
        onSuccess: ({ id }) => {
          onJob(id);
          setAsking(undefined);
          onDone();
        },
      },
    );
  const canRun = status === 'open' && count > 0;
  useInboxKeys({
    r: canRun ? () => setAsking('retry') : undefined,
    f: canRun ? () => setAsking('replace') : undefined,
    e: canRun ? () => start('resolve') : undefined,
  });
  const words = selected.size > 0 ? 'inbox.actions.retrySelected' : 'inbox.actions.retryAll';
  const take = (format: 'csv' | 'json', separator?: ';') => {
    const query = new URLSearchParams({
      format,
      fingerprint,
      status,
      ...(separator === undefined ? {} : { separator }),
    });
    const link = document.createElement('a');
    link.href = `/api/failures/export?${query}`;
    link.download = `${fingerprint}.${format}`;
    link.click();
  };
  const french = currentLanguage() === 'fr';
  return (
    <Group gap="xs">
      {canRun && (
        <>
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setAsking('retry')}
            aria-keyshortcuts="r"
          >
            {t(words, { count })}
          </Button>
          <Button
            variant="default"
            leftSection={<IconReplace size={16} aria-hidden />}
            onClick={() => setAsking('replace')}
            aria-keyshortcuts="f"
          >
            {t('inbox.actions.replace')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCheck size={16} aria-hidden />}
            onClick={() => start('resolve')}
            loading={job.isPending && job.variables.act === 'resolve'}
            aria-keyshortcuts="e"
          >
            {t('inbox.actions.resolve')}
          </Button>
        </>
      )}
      {(status === 'resolved' || status === 'ignored') && count > 0 && (
        <Button onClick={() => start('reopen')} loading={job.isPending}>
          {t('inbox.actions.reopen')}
        </Button>
      )}
      <SnoozeMenu fingerprints={[fingerprint]} snoozed={snooze !== null} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            {t('inbox.actions.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {canRun && <Menu.Item onClick={() => start('ignore')}>{t('inbox.actions.ignoreThese')}</Menu.Item>}
          <Menu.Item
            onClick={() => change.mutate({ fingerprints: [fingerprint], change: { ignored: ignoredAt === null } })}
          >
            {t(ignoredAt === null ? 'inbox.actions.ignoreAlways' : 'inbox.actions.ignoreNoMore')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => take('csv', french ? ';' : undefined)}>{t('inbox.actions.exportCsv')}</Menu.Item>
          {!french && <Menu.Item onClick={() => take('csv', ';')}>{t('inbox.actions.exportSemicolons')}</Menu.Item>}
          <Menu.Item onClick={() => take('json')}>{t('inbox.actions.exportJson')}</Menu.Item>
          <Menu.Item onClick={() => setAsking('import')}>{t('inbox.actions.import')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'retry' && (
        <RetryDialog
          target={target}
          pending={job.isPending}
          onGo={() => start('retry')}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'replace' && (
        <ReplaceDialog
          target={target}
          count={count}
          fingerprint={fingerprint}
          pending={job.isPending}
          onGo={(replacement) => start('retry', replacement)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'import' && <ImportDialog onClose={() => setAsking(undefined)} />}
    </Group>
  );
}
