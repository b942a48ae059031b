import { Anchor, Button, Checkbox, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { useInboxKeys } from '../inbox/use-inbox-keys.ts';
import { useFlowName } from '../runs/run-queries.ts';
import { Empty } from '../ui/empty.tsx';
import { Shown } from '../ui/shown.tsx';
import { BulkDecide } from './bulk-decide.tsx';
import { type ApprovalRow, approvalPages, type ReviewSearch } from './review-queries.ts';
import { ApprovalState } from './state.tsx';

type Props = { state: 'open' | 'decided'; search: ReviewSearch };

/** The questions, to look at one after the other or to answer many the same way. */
export function ApprovalList({ state, search }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(approvalPages(state, search));
  const filtered = Object.keys(search).some((name) => name !== 'view');
  return (
    <Shown query={pages}>
      {({ pages: read }) => {
        const rows = read.flatMap(({ approvals }) => approvals);
        if (rows.length === 0 && filtered) return <Text>{t('review.empty.filtered')}</Text>;
        if (rows.length === 0)
          return <Empty title={t(`review.empty.${state}Title`)} text={t(`review.empty.${state}Text`)} />;
        return (
          <Stack gap="xs" align="flex-start">
            <Questions rows={rows} state={state} />
            {pages.hasNextPage && (
              <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('review.more')}
              </Button>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}

function Questions({ rows, state }: { rows: ApprovalRow[]; state: Props['state'] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrent] = useState<string>();
  const at = rows.findIndex(({ id }) => id === currentId);
  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    setCurrent(next?.id);
    document.getElementById(`approval-${next?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = (id: string) => {
    const next = new Set(selected);
    next[next.has(id) ? 'delete' : 'add'](id);
    setSelected(next);
  };
  const isOpen = state === 'open';
  useInboxKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: currentId === undefined ? undefined : () => void navigate({ to: '/review/$id', params: { id: currentId } }),
    x: currentId === undefined || !isOpen ? undefined : () => toggle(currentId),
    escape: () => setSelected(new Set()),
  });
  const chosen = rows.filter(({ id }) => selected.has(id));
  const all = chosen.length === rows.length;
  return (
    <Stack gap="xs" w="100%">
      {chosen.length > 0 && <BulkDecide chosen={chosen} onDone={() => setSelected(new Set())} />}
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="xs" highlightOnHover aria-label={t(`review.views.${state}`)}>
          <Table.Thead>
            <Table.Tr>
              {isOpen && (
                <Table.Th scope="col" w={36}>
                  <Checkbox
                    size="xs"
                    checked={all}
                    indeterminate={!all && chosen.length > 0}
                    onChange={() => setSelected(new Set(all ? [] : rows.map(({ id }) => id)))}
                    aria-label={t('review.selectAll')}
                  />
                </Table.Th>
              )}
              <Table.Th scope="col">{t('review.question')}</Table.Th>
              <Table.Th scope="col" w={180}>
                {t('review.record')}
              </Table.Th>
              <Table.Th scope="col" w={200}>
                {t(isOpen ? 'review.since' : 'review.decided')}
              </Table.Th>
              <Table.Th scope="col" w={150}>
                {t('review.state')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                current={row.id === currentId}
                {...(isOpen ? { selected: selected.has(row.id), onToggle: () => toggle(row.id) } : {})}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <VisuallyHidden role="status">{rows[at]?.question ?? ''}</VisuallyHidden>
    </Stack>
  );
}

type RowProps = { row: ApprovalRow; current: boolean; selected?: boolean; onToggle?: () => void };

function Row({ row, current, selected, onToggle }: RowProps) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const question = row.question === '' ? t('review.noQuestion') : row.question;
  const what = [question, row.recordKey].filter((part) => part !== null).join(' · ');
  return (
    <Table.Tr id={`approval-${row.id}`} aria-current={current} bg={current ? 'var(--mantine-color-default-hover)' : ''}>
      {onToggle !== undefined && (
        <Table.Td>
          <Checkbox
            size="xs"
            checked={selected === true}
            onChange={onToggle}
            aria-label={t('review.select', { what: what.slice(0, 80) })}
          />
        </Table.Td>
      )}
      <Table.Th scope="row" fw={500}>
        <Anchor
          inherit
          c="inherit"
          lineClamp={2}
          renderRoot={(props) => <Link {...props} to="/review/$id" params={{ id: row.id }} />}
        >
          {question}
        </Anchor>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {nameOf(row.flowId)} › {row.node}
        </Text>
      </Table.Th>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.recordKey ?? t('review.noKey')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{moment(row.decidedAt ?? row.createdAt)}</Text>
        {row.state === 'open' && row.dueAt !== null && (
          <Text size="xs" c="dimmed">
            {t('review.due', { at: moment(row.dueAt) })}
          </Text>
        )}
        {row.how !== null && (
          <Text size="xs" c="dimmed">
            {t(`review.how.${row.how}`, { who: row.decidedBy })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <ApprovalState approval={row} />
        {row.edited && (
          <Text size="xs" c="dimmed">
            {t('review.changed')}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
