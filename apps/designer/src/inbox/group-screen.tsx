import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePacedEvents } from '../api/live-events.ts';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { FailureDetail } from './failure-detail.tsx';
import { GroupActions } from './group-actions.tsx';
import { GroupFacts } from './group-facts.tsx';
import { GroupHistory } from './group-history.tsx';
import { Waiting } from './group-table.tsx';
import classes from './inbox.module.css';
import { type GroupDetail, groupOf, inboxKey } from './inbox-queries.ts';
import { type Status, statuses } from './inbox-search.ts';
import { JobProgress } from './job-progress.tsx';
import { RecordList } from './record-list.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';

/** Failures of one kind: what they have in common, each of their records, and what can be done about them. */
export function GroupScreen() {
  const { t } = useTranslation();
  const { group: fingerprint } = useParams({ from: '/inside/inbox/$group' });
  const group = useQuery(groupOf(fingerprint));
  const queries = useQueryClient();
  usePacedEvents(['run.changed', 'failure.group'], () => queries.invalidateQueries({ queryKey: inboxKey }));
  const navigate = useNavigate();
  useInboxKeys({ escape: () => void navigate({ to: '/inbox' }) });
  return (
    <Page title={t('inbox.title')}>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/inbox" />}>
        <Group gap={4} mb="sm" w="fit-content" component="span">
          <IconArrowLeft size={14} aria-hidden />
          {t('inbox.actions.back')}
        </Group>
      </Anchor>
      <Shown query={group}>{(found) => <OneGroup key={fingerprint} group={found} />}</Shown>
    </Page>
  );
}

function OneGroup({ group }: { group: GroupDetail }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const { fingerprint, flowId, node, kind, message, counts } = group;
  const { status: wanted, failure, search } = useSearch({ from: '/inside/inbox/$group' });
  const navigate = useNavigate({ from: '/inbox/$group' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [jobId, setJob] = useState<string>();
  const status = wanted ?? 'open';
  const show = (next: Status) => {
    setSelected(new Set());
    void navigate({ search: next === 'open' ? {} : { status: next } });
  };
  const choose = (id: string | undefined) =>
    void navigate({
      search: ({ failure: _failure, ...rest }) => (id === undefined ? rest : { ...rest, failure: id }),
      replace: true,
    });
  const shown = statuses.filter((each) => counts[each] > 0 || each === status);
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Stack gap="xs">
          <Text fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
          <Group gap="xs">
            <Badge variant="default" tt="none" fw={400}>
              {t(`inbox.kinds.${kind as 'input'}`)}
            </Badge>
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id: flowId }} />}>
              {`${nameOf(flowId)} › ${node}`} <IconExternalLink size={13} aria-label={t('inbox.group.flow')} />
            </Anchor>
            <Text size="sm" c="dimmed">
              {`${t('inbox.group.firstAt')} ${moment(group.firstAt)} · ${t('inbox.group.lastAt')} ${moment(group.lastAt)}`}
            </Text>
            <Waiting group={group} />
          </Group>
          <Group justify="space-between" gap="md">
            <GroupFacts group={group} />
            <GroupActions
              group={group}
              status={status}
              selected={selected}
              onJob={setJob}
              onDone={() => setSelected(new Set())}
            />
          </Group>
        </Stack>
      </Paper>
      {jobId !== undefined && <JobProgress id={jobId} />}
      <Group gap="xs" role="group" aria-label={t('inbox.group.records')}>
        {shown.map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={each === status ? 'filled' : 'default'}
            aria-pressed={each === status}
            onClick={() => show(each)}
          >
            {`${t(`inbox.status.${each}`)} · ${counts[each].toLocaleString()}`}
          </Button>
        ))}
      </Group>
      <div className={classes.panes}>
        <RecordList
          fingerprint={fingerprint}
          status={status}
          search={search}
          current={failure}
          selected={selected}
          onSelect={setSelected}
          onOpen={choose}
          onSearch={(text) =>
            void navigate({
              search: ({ search: _search, ...rest }) => (text === '' ? rest : { ...rest, search: text }),
              replace: true,
            })
          }
        />
        {failure === undefined ? (
          <Text c="dimmed">{t('inbox.record.choose')}</Text>
        ) : (
          <FailureDetail key={failure} id={failure} />
        )}
      </div>
      <GroupHistory fingerprint={fingerprint} history={group.history} />
    </Stack>
  );
}
