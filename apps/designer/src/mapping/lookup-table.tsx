import { Alert, Button, Group, Pagination, ScrollArea, Stack, Table, Text } from '@mantine/core';
import type { NodeOf } from '@raccord/contract';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { type ClipboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freshName } from '../canvas/graph.ts';
import { useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { changeTable } from '../store/commands/mapping.ts';
import { changeNode } from '../store/commands/settings.ts';
import { RowInputs } from './table-row.tsx';
import {
  isTable,
  MOST_ROWS,
  type Pasted,
  readPasted,
  rowsOf,
  type TableRow,
  tableOf,
  troublesOf,
} from './table-rows.ts';

const ON_A_PAGE = 100;

/** The table of a lookup, edited where it is used. */
export function LookupTable({ nodeKey, node }: { nodeKey: string; node: NodeOf<'lookup'> }) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const tables = graph.head.tables ?? {};
  const table = node.table !== '' && Object.hasOwn(tables, node.table) ? tables[node.table] : undefined;
  if (table !== undefined) return <Rows key={node.table} id={node.table} rows={table.rows} title={table.title} />;
  const make = () => {
    const id = node.table !== '' ? node.table : freshName('table', new Set(Object.keys(tables)), '-');
    const made = changeTable(graph, id, {});
    const { changes } = changeNode(graph, nodeKey, { ...node, table: id }, 'table');
    run({ ...made, changes: [...made.changes, ...changes] });
  };
  return (
    <Stack p="md" align="flex-start">
      <Text size="sm">{t('mapping.table.none')}</Text>
      <Button size="sm" onClick={make}>
        {t('mapping.table.make')}
      </Button>
    </Stack>
  );
}

type Edited = { rows: readonly TableRow[]; saved: unknown };

/** Rows as they are being edited: those that cannot be looked up wait here until they are put right. */
function useRows(id: string, saved: Readonly<Record<string, unknown>>) {
  const { editor } = useOpen();
  const { run } = useEdits();
  const [edited, setEdited] = useState<Edited>(() => ({ rows: rowsOf(saved), saved }));
  // An undo, or somebody else's change: what is in the flow is shown again.
  const rows = edited.saved === saved ? edited.rows : rowsOf(saved);
  const change = (next: readonly TableRow[]) => {
    const table = tableOf(next);
    const isSame = JSON.stringify(Object.entries(table)) === JSON.stringify(Object.entries(saved));
    if (!isSame) run(changeTable(editor.graph(), id, table));
    setEdited({ rows: next, saved: isSame ? saved : editor.graph().head.tables?.[id]?.rows });
  };
  return { rows, change };
}

type RowsProps = { id: string; rows: Readonly<Record<string, unknown>>; title: string | undefined };

function Rows({ id, rows: saved, title }: RowsProps) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const { rows, change } = useRows(id, saved);
  const [page, setPage] = useState(1);
  const [refused, setRefused] = useState<Exclude<Pasted, { rows: TableRow[] }>>();
  const body = useRef<HTMLTableSectionElement>(null);
  const troubles = troublesOf(rows);
  const wrong = troubles.filter(Boolean).length;
  const pages = Math.max(1, Math.ceil(rows.length / ON_A_PAGE));
  const first = (Math.min(page, pages) - 1) * ON_A_PAGE;

  const paste = (event: ClipboardEvent, index: number) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isTable(text)) return;
    event.preventDefault();
    const pasted = readPasted(text);
    if (!('rows' in pasted)) return setRefused(pasted);
    const isEmpty = rows[index]?.key === '' && rows[index]?.value === '';
    const next = rows.toSpliced(isEmpty ? index : index + 1, isEmpty ? 1 : 0, ...pasted.rows);
    if (next.length > MOST_ROWS) return setRefused({ refused: 'tooMany', limit: MOST_ROWS });
    setRefused(undefined);
    change(next);
    editor.say(t('mapping.table.pasted', { count: pasted.rows.length }));
  };
  const add = () => {
    change([...rows, { key: '', value: '' }]);
    setPage(Math.ceil((rows.length + 1) / ON_A_PAGE));
    setTimeout(() => body.current?.querySelector<HTMLElement>('tr:last-child input')?.focus());
  };
  return (
    <ScrollArea
      flex={1}
      p="md"
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('mapping.table.label', { table: title ?? id }) }}
    >
      <Stack maw={900} gap="xs">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('mapping.table.help')}
          </Text>
          <Text size="sm">{t('mapping.table.rows', { count: rows.length })}</Text>
        </Group>
        {refused !== undefined && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
            {t(`mapping.table.refused.${refused.refused}`, { limit: refused.limit })}
          </Alert>
        )}
        {wrong > 0 && (
          <Alert color="orange" variant="light" role="status" icon={<IconAlertTriangle aria-hidden />}>
            {t('mapping.table.notSaved', { count: wrong })}
          </Alert>
        )}
        <Table aria-label={t('mapping.table.label', { table: title ?? id })} verticalSpacing={2} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('mapping.table.key')}</Table.Th>
              <Table.Th>{t('mapping.table.value')}</Table.Th>
              <Table.Td w={190} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            {rows.slice(first, first + ON_A_PAGE).map((row, offset) => {
              const index = first + offset;
              return (
                <RowInputs
                  key={index}
                  row={row}
                  position={index + 1}
                  trouble={troubles[index]}
                  onChange={(next) => change(rows.with(index, next))}
                  onRemove={() => change(rows.toSpliced(index, 1))}
                  onPaste={(event) => paste(event, index)}
                />
              );
            })}
          </Table.Tbody>
        </Table>
        <Group justify="space-between">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={add}
            disabled={rows.length >= MOST_ROWS}
            onPaste={(event) => paste(event, rows.length - 1)}
          >
            {t('mapping.table.add')}
          </Button>
          {pages > 1 && (
            <Pagination
              size="sm"
              total={pages}
              value={Math.min(page, pages)}
              onChange={setPage}
              aria-label={t('mapping.table.pages')}
              getItemProps={(number) => ({ 'aria-label': String(number) })}
            />
          )}
        </Group>
      </Stack>
    </ScrollArea>
  );
}
