import { Anchor, Group, Modal, Pagination, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../ui/amounts.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Shown } from '../ui/shown.tsx';
import classes from './sandbox.module.css';
import { PAGE, type Row, type SandboxSearch, type System, tablePage } from './sandbox-queries.ts';
import { columnsOf, shownCell } from './shown-columns.ts';

type Props = {
  of: System;
  search: SandboxSearch;
  onChange: (next: Pick<SandboxSearch, 'table' | 'q' | 'page'>) => void;
};

/** What a stand-in holds, table by table. */
export function TableView({ of, search: { table: wanted, q = '', page = 1 }, onChange }: Props) {
  const { t } = useTranslation();
  const table =
    of.tables.find(({ name }) => name === wanted) ?? of.tables.find(({ count }) => count > 0) ?? of.tables[0];
  const [open, setOpen] = useState<Row>();
  const rows = useQuery({ ...tablePage(of.id, table?.name ?? '', q, page), enabled: table !== undefined });
  if (table === undefined) return <Text>{t('sandbox.data.none')}</Text>;
  const named = { table: table.name, ...(q === '' ? {} : { q }) };
  return (
    <Stack>
      <Group align="flex-end">
        <Select
          label={t('sandbox.data.table')}
          data={of.tables.map(({ name, count }) => ({ value: name, label: `${name} (${number(count)})` }))}
          value={table.name}
          allowDeselect={false}
          searchable
          onChange={(next) => next !== null && onChange({ table: next })}
        />
        <TextInput
          type="search"
          label={t('sandbox.data.search')}
          flex={1}
          miw={200}
          maxLength={200}
          value={q}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => {
            const words = event.currentTarget.value;
            onChange({ table: table.name, ...(words === '' ? {} : { q: words }) });
          }}
        />
      </Group>
      <Shown query={rows}>
        {(data) =>
          data.found === 0 ? (
            <Text>{t(q === '' ? 'sandbox.data.noRows' : 'sandbox.data.noneFound')}</Text>
          ) : (
            <Stack>
              <Text size="sm" c="dimmed" role="status">
                {q === ''
                  ? t('sandbox.data.count', { count: data.total })
                  : t('sandbox.data.found', { count: data.found, total: number(data.total) })}
                {!data.all && ` ${t('sandbox.data.notAll')}`}
              </Text>
              <Rows rows={data.rows} label={table.name} onOpen={setOpen} />
              {data.found > PAGE && (
                <Pagination
                  total={Math.ceil(data.found / PAGE)}
                  value={page}
                  onChange={(next) => onChange({ ...named, ...(next === 1 ? {} : { page: next }) })}
                  getControlProps={(control) => ({ 'aria-label': t(`sandbox.data.pages.${control}`) })}
                  getItemProps={(at) => ({ 'aria-label': t('sandbox.data.page', { at }) })}
                />
              )}
            </Stack>
          )
        }
      </Shown>
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        size="xl"
        title={t('sandbox.data.row', { table: table.name })}
        closeButtonProps={{ 'aria-label': t('connections.close') }}
      >
        <div className={classes.json}>
          <JsonView value={open} name={table.name} label={t('sandbox.data.row', { table: table.name })} />
        </div>
      </Modal>
    </Stack>
  );
}

function Rows({ rows, label, onOpen }: { rows: Row[]; label: string; onOpen: (row: Row) => void }) {
  const { t } = useTranslation();
  const columns = columnsOf(rows);
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table highlightOnHover verticalSpacing="xs" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // Rows have no key that all tables share; a page is drawn as a whole.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Table.Tr key={at}>
              {columns.map((column, place) => {
                const text = shownCell(row[column]);
                return place === 0 ? (
                  <Table.Th key={column} scope="row" className={classes.cell}>
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      ta="start"
                      aria-label={t('sandbox.data.open', { what: text })}
                      onClick={() => onOpen(row)}
                    >
                      {text}
                    </Anchor>
                  </Table.Th>
                ) : (
                  <Table.Td key={column} className={classes.cell}>
                    {text}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
