import { Checkbox, Group, Paper, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { Shown } from '../ui/shown.tsx';
import classes from './inbox.module.css';
import { type FailureRow, failurePages } from './inbox-queries.ts';
import type { Status } from './inbox-search.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

const ROW = 44;

type Props = {
  fingerprint: string;
  status: Status;
  search: string | undefined;
  current: string | undefined;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  onOpen: (id: string) => void;
  onSearch: (text: string) => void;
};

/** The records of a group, however many: only those in sight are drawn, the next are read as one comes near. */
export function RecordList({ fingerprint, status, search, ...rest }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(failurePages(fingerprint, status, search));
  const input = useRef<HTMLInputElement>(null);
  useInboxKeys({ '/': () => input.current?.focus() });
  return (
    <Paper withBorder>
      <TextInput
        ref={input}
        size="xs"
        m="xs"
        type="search"
        defaultValue={search ?? ''}
        onChange={(event) => rest.onSearch(event.currentTarget.value)}
        placeholder={t('inbox.group.search')}
        aria-label={t('inbox.group.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
      />
      <Shown query={pages}>
        {({ pages: read }) => (
          <Rows
            rows={read.flatMap(({ failures }) => failures)}
            more={pages.hasNextPage}
            onMore={() => {
              if (!pages.isFetchingNextPage) void pages.fetchNextPage();
            }}
            {...rest}
          />
        )}
      </Shown>
    </Paper>
  );
}

type RowsProps = Pick<Props, 'current' | 'selected' | 'onSelect' | 'onOpen'> & {
  rows: FailureRow[];
  more: boolean;
  onMore: () => void;
};

function Rows({ rows, more, onMore, current, selected, onSelect, onOpen }: RowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last > rows.length - 40) onMore();
  }, [more, last, rows.length, onMore]);
  const at = rows.findIndex(({ id }) => id === current);
  // What was chosen may have left; then the first is shown, so that one goes on with a single key.
  const first = rows[0]?.id;
  useEffect(() => {
    if (at === -1 && first !== undefined && (current === undefined || !more)) onOpen(first);
  }, [at, first, current, more, onOpen]);
  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    const row = rows[next];
    if (row === undefined) return;
    virtual.scrollToIndex(next);
    onOpen(row.id);
  };
  const toggle = (id: string) => {
    const next = new Set(selected);
    next[next.has(id) ? 'delete' : 'add'](id);
    onSelect(next);
  };
  useInboxKeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    x: current === undefined ? undefined : () => toggle(current),
  });
  if (rows.length === 0)
    return (
      <Text p="md" c="dimmed">
        {t('inbox.group.noRecords')}
      </Text>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section ref={scroller} className={classes.list} aria-label={t('inbox.group.records')} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index]!;
          const name = row.recordKey ?? row.recordId.slice(-12);
          return (
            <div
              key={row.id}
              className={classes.row}
              data-current={row.id === current}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
            >
              <Checkbox
                size="xs"
                checked={selected.has(row.id)}
                onChange={() => toggle(row.id)}
                aria-label={t('inbox.record.select', { key: name })}
              />
              <UnstyledButton className={classes.open} onClick={() => onOpen(row.id)} aria-current={row.id === current}>
                <Group justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm" truncate fw={row.id === current ? 600 : 400}>
                    {name}
                  </Text>
                  <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    {moment(row.createdAt)}
                  </Text>
                </Group>
              </UnstyledButton>
            </div>
          );
        })}
      </div>
    </section>
  );
}
