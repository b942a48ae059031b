import { Checkbox, Group, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FlowListSearch, ListChange, ListedFlow, Sort } from './flow-queries.ts';
import { FlowRow } from './flow-row.tsx';

type Props = {
  flows: readonly ListedFlow[];
  search: FlowListSearch;
  onSearch: (next: ListChange) => void;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

/** Moments and counts are looked for from the latest and the most. */
const downwards: readonly Sort[] = ['lastRun', 'failures', 'changed'];

export function FlowTable({ flows, search, onSearch, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const all = flows.length > 0 && flows.every(({ id }) => chosen.has(id));
  const some = flows.some(({ id }) => chosen.has(id));
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  const heading = (sort: Sort, text: string) => (
    <SortHeading sort={sort} text={text} search={search} onSearch={onSearch} />
  );
  return (
    <Table.ScrollContainer minWidth={980}>
      <Table highlightOnHover verticalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={36}>
              <Checkbox
                size="xs"
                aria-label={t('flows.chooseAll')}
                checked={all}
                indeterminate={some && !all}
                onChange={() => onChoose(all ? new Set() : new Set(flows.map(({ id }) => id)))}
              />
            </Table.Th>
            {heading('name', t('flows.name'))}
            <Table.Th scope="col" w="17%">
              {t('flows.deployed')}
            </Table.Th>
            {heading('lastRun', t('flows.lastRun'))}
            {heading('nextRun', t('flows.nextRun'))}
            {heading('failures', t('flows.failures'))}
            <Table.Th scope="col" w="11%">
              {t('flows.owner')}
            </Table.Th>
            {heading('changed', t('flows.changed'))}
            <Table.Th scope="col" w={48}>
              <VisuallyHidden>{t('flows.menu')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((flow) => (
            <FlowRow
              key={flow.id}
              flow={flow}
              chosen={chosen.has(flow.id)}
              onChoose={(on) => choose(flow.id, on)}
              onTag={(tag) => onSearch({ tag })}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const widths: Record<Sort, string> = { name: 'auto', lastRun: '12%', nextRun: '12%', failures: '9%', changed: '12%' };

type HeadingProps = { sort: Sort; text: string; search: FlowListSearch; onSearch: (next: ListChange) => void };

function SortHeading({ sort, text, search, onSearch }: HeadingProps) {
  const { t } = useTranslation();
  const active = (search.sort ?? 'name') === sort;
  const descending = search.order === 'desc';
  const Icon = !active ? IconArrowsSort : descending ? IconArrowDown : IconArrowUp;
  const next = active ? !descending : downwards.includes(sort);
  const order = next ? 'desc' : undefined;
  return (
    <Table.Th scope="col" w={widths[sort]} aria-sort={!active ? 'none' : descending ? 'descending' : 'ascending'}>
      <UnstyledButton
        fw={700}
        fz="sm"
        mih={24}
        onClick={() => onSearch({ sort: sort === 'name' ? undefined : sort, order })}
        title={t('flows.sortBy', { column: text })}
      >
        <Group gap={4} wrap="nowrap">
          {text}
          <Icon size={14} aria-hidden opacity={active ? 1 : 0.5} style={{ flexShrink: 0 }} />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}
