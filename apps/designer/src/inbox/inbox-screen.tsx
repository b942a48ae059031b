import { Alert, Button, Stack, Tabs, Text, VisuallyHidden } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePacedEvents } from '../api/live-events.ts';
import { session } from '../session/session.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { GroupTable } from './group-table.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { type Group as FailureGroup, groupList, inboxKey } from './inbox-queries.ts';
import { type InboxSearch, statusOf, type Tab, tabs } from './inbox-search.ts';
import { JobProgress } from './job-progress.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { useInboxActs } from './use-inbox-acts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

const MOST_GROUPS = 200;

/** What needs somebody: failures that are alike stand together, the most recent first. */
export function InboxScreen() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const me = useQuery(session).data?.name;
  const groups = useQuery(groupList(search, me));
  const queries = useQueryClient();
  usePacedEvents(['run.changed', 'failure.group', 'failure.resolve', 'failure.ignore', 'failure.reopen'], () =>
    queries.invalidateQueries({ queryKey: inboxKey }),
  );
  const [keysShown, setKeysShown] = useState(false);
  const { tab = 'open' } = search;
  const filtered = Object.keys(search).some((name) => name !== 'tab');
  const show = (next: Tab) => void navigate({ search: next === 'open' ? {} : { tab: next } });
  return (
    <Page
      title={t('inbox.title')}
      action={
        <Button
          variant="default"
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={() => setKeysShown(true)}
          aria-keyshortcuts="?"
        >
          {t('inbox.actions.keys')}
        </Button>
      }
    >
      <Tabs value={tab} onChange={(next) => show(next as Tab)} mb="md" keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`inbox.tabs.${each}`)}
              <TabCount tab={each} counts={groups.data?.counts} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md">
          <InboxFilters search={search} />
          {groups.data?.jobs.map((job) => (
            <JobProgress key={job.id} id={job.id} />
          ))}
          <Shown query={groups}>
            {({ groups: found }) =>
              found.length === 0 ? (
                <Nothing tab={tab} filtered={filtered} />
              ) : (
                <Groups key={tab} groups={found} search={search} me={me} onKeys={() => setKeysShown(true)} />
              )
            }
          </Shown>
        </Tabs.Panel>
      </Tabs>
      <KeysDialog opened={keysShown} onClose={() => setKeysShown(false)} />
    </Page>
  );
}

function TabCount({ tab, counts }: { tab: Tab; counts: { open: number; inDoubt: number } | undefined }) {
  const count = tab === 'open' ? counts?.open : tab === 'inDoubt' ? counts?.inDoubt : undefined;
  if (count === undefined || count === 0) return null;
  return (
    <Text span size="sm" fw={600}>
      {` ${count.toLocaleString()}`}
    </Text>
  );
}

function Nothing({ tab, filtered }: { tab: Tab; filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) return <Text>{t('inbox.empty.filtered')}</Text>;
  if (tab === 'open') return <Empty title={t('inbox.empty.openTitle')} text={t('inbox.empty.openText')} />;
  if (tab === 'inDoubt') return <Empty title={t('inbox.empty.inDoubtTitle')} text={t('inbox.empty.inDoubtText')} />;
  return <Empty title={t('inbox.empty.otherTitle')} text={t('inbox.empty.otherText')} />;
}

type Props = { groups: FailureGroup[]; search: InboxSearch; me: string | undefined; onKeys: () => void };

/** The table with what one does in it: one row is the current one, any number are selected. */
function Groups({ groups, search, me, onKeys }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/inbox' });
  const { change, job } = useInboxActs();
  const [currentId, setCurrent] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const at = groups.findIndex(({ fingerprint }) => fingerprint === currentId);
  const status = statusOf[search.tab ?? 'open'];
  const open = (fingerprint: string) =>
    void navigate({
      to: '/inbox/$group',
      params: { group: fingerprint },
      search: status === 'open' ? {} : { status },
    });
  const move = (by: number) => {
    const next = groups[Math.min(groups.length - 1, Math.max(0, at + by))];
    setCurrent(next?.fingerprint);
    document.getElementById(`group-${next?.fingerprint}`)?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = (fingerprint: string) => {
    const next = new Set(selected);
    next[next.has(fingerprint) ? 'delete' : 'add'](fingerprint);
    setSelected(next);
  };
  const chosen = groups.filter(({ fingerprint }) => selected.has(fingerprint));
  const meant = chosen.length > 0 ? chosen : groups.filter(({ fingerprint }) => fingerprint === currentId);
  const each = (act: 'retry' | 'resolve') => {
    if (status !== 'open') return;
    for (const { fingerprint } of meant) job.mutate({ act, target: { filter: { fingerprint } } });
    setSelected(new Set());
  };
  const assign = () => {
    if (meant.length > 0 && me !== undefined)
      change.mutate({ fingerprints: meant.map(({ fingerprint }) => fingerprint), change: { assignee: me } });
  };
  useInboxKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: currentId === undefined ? undefined : () => open(currentId),
    x: currentId === undefined ? undefined : () => toggle(currentId),
    r: () => each('retry'),
    e: () => each('resolve'),
    a: assign,
    '?': onKeys,
    escape: () => setSelected(new Set()),
  });
  const current = groups[at];
  return (
    <Stack gap="xs">
      {chosen.length > 0 && <BulkBar groups={chosen} status={status} onDone={() => setSelected(new Set())} />}
      <GroupTable
        groups={groups}
        status={status}
        currentId={currentId}
        selected={selected}
        onToggle={toggle}
        onAll={(all) => setSelected(new Set(all ? groups.map(({ fingerprint }) => fingerprint) : []))}
      />
      <VisuallyHidden role="status">
        {current === undefined ? '' : `${current.count} × ${current.message}`}
      </VisuallyHidden>
      {groups.length === MOST_GROUPS && (
        <Alert variant="light" color="blue">
          {t('inbox.groups.limit')}
        </Alert>
      )}
    </Stack>
  );
}
