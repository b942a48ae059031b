import { Anchor, Badge, Checkbox, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useFlowName } from '../runs/run-queries.ts';
import classes from './inbox.module.css';
import type { Group as FailureGroup } from './inbox-queries.ts';
import type { Status } from './inbox-search.ts';
import { Sparkline } from './sparkline.tsx';

type Props = {
  groups: readonly FailureGroup[];
  status: Status;
  currentId: string | undefined;
  selected: ReadonlySet<string>;
  onToggle: (fingerprint: string) => void;
  onAll: (all: boolean) => void;
};

export function GroupTable({ groups, status, currentId, selected, onToggle, onAll }: Props) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const all = groups.every(({ fingerprint }) => selected.has(fingerprint));
  return (
    <Table.ScrollContainer minWidth={880} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table layout="fixed" verticalSpacing="xs" highlightOnHover aria-label={t('inbox.groups.label')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={36}>
              <Checkbox
                size="xs"
                checked={all}
                indeterminate={!all && selected.size > 0}
                onChange={() => onAll(!all)}
                aria-label={t('inbox.groups.label')}
              />
            </Table.Th>
            <Table.Th scope="col">{t('inbox.groups.what')}</Table.Th>
            <Table.Th scope="col" w={150}>
              {t('inbox.groups.where')}
            </Table.Th>
            <Table.Th scope="col" ta="end" w={156}>
              {t('inbox.groups.count')}
            </Table.Th>
            <Table.Th scope="col" w={164}>
              {t('inbox.groups.when')}
            </Table.Th>
            <Table.Th scope="col" w={130}>
              {t('inbox.groups.trend')}
            </Table.Th>
            <Table.Th scope="col" w={100}>
              {t('inbox.groups.who')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Row
              key={group.fingerprint}
              group={group}
              status={status}
              current={group.fingerprint === currentId}
              selected={selected.has(group.fingerprint)}
              flowName={nameOf(group.flowId)}
              onToggle={() => onToggle(group.fingerprint)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps = {
  group: FailureGroup;
  flowName: string;
  status: Status;
  current: boolean;
  selected: boolean;
  onToggle: () => void;
};

function Row({ group, flowName, status, current, selected, onToggle }: RowProps) {
  const { t } = useTranslation();
  const { fingerprint, message, node, kind, count, retrying, lastAt, firstAt, assignee, tags } = group;
  const search = status === 'open' ? {} : { status };
  return (
    <Table.Tr id={`group-${fingerprint}`} className={classes.group} data-current={current} aria-current={current}>
      <Table.Td>
        <Checkbox
          size="xs"
          checked={selected}
          onChange={onToggle}
          aria-label={t('inbox.groups.select', { what: message.slice(0, 80) })}
        />
      </Table.Td>
      <Table.Th scope="row" fw={500}>
        <Anchor
          inherit
          c="inherit"
          className={classes.sentence}
          renderRoot={(props) => <Link {...props} to="/inbox/$group" params={{ group: fingerprint }} search={search} />}
        >
          {message}
        </Anchor>
        <Group gap={6} mt={4}>
          <Badge variant="default" tt="none" fw={400}>
            {t(`inbox.kinds.${kind as 'input'}`)}
          </Badge>
          {tags.map((tag) => (
            <Badge key={tag} variant="light" color="blue" tt="none" fw={500}>
              {tag}
            </Badge>
          ))}
          <Waiting group={group} />
        </Group>
      </Table.Th>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {node}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {flowName}
        </Text>
      </Table.Td>
      <Table.Td ta="end">
        <Text fw={600}>{count.toLocaleString()}</Text>
        {retrying > 0 && (
          <Text size="xs" c="dimmed">
            {t('inbox.groups.retrying', { count: retrying })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{moment(lastAt)}</Text>
        {firstAt !== lastAt && (
          <Text size="xs" c="dimmed">
            {t('inbox.groups.first', { at: moment(firstAt) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Sparkline perHour={group.perHour} perDay={group.perDay} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" {...(assignee === null ? { c: 'dimmed' } : {})}>
          {assignee ?? t('inbox.groups.none')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** Why a group is out of sight. */
export function Waiting({ group: { snooze, ignoredAt } }: { group: Pick<FailureGroup, 'snooze' | 'ignoredAt'> }) {
  const { t } = useTranslation();
  return (
    <>
      {snooze !== null && (
        <Text size="xs" c="dimmed">
          {snooze.until === null
            ? t('inbox.groups.snoozedAgain')
            : t('inbox.groups.snoozedUntil', { at: moment(snooze.until) })}
        </Text>
      )}
      {ignoredAt !== null && (
        <Text size="xs" c="dimmed">
          {t('inbox.groups.ignoredSince', { at: moment(ignoredAt) })}
        </Text>
      )}
    </>
  );
}
