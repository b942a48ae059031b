import { Code, ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { type RecordImpact, stateWord } from './impact-summary.ts';

type Row = { step: string; field: string; before?: string | undefined; after?: string | undefined; json: boolean };
type Props = { records: readonly RecordImpact[]; stepOf: (node: string) => string };

/** Record by record: which step, which field, from what to what. */
export function ImpactTable({ records, stepOf }: Props) {
  const { t } = useTranslation();
  if (records.length === 0) return null;
  return (
    <ScrollArea.Autosize
      mah={320}
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('versions.impact.title') }}
    >
      <Table verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('versions.impact.record')}</Table.Th>
            <Table.Th scope="col">{t('versions.impact.step')}</Table.Th>
            <Table.Th scope="col">{t('versions.impact.field')}</Table.Th>
            <Table.Th scope="col">{t('versions.impact.before')}</Table.Th>
            <Table.Th scope="col">{t('versions.impact.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((record) => (
            <RecordRows key={record.id} record={record} stepOf={stepOf} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function RecordRows({ record, stepOf }: { record: RecordImpact; stepOf: Props['stepOf'] }) {
  const { t } = useTranslation();
  const rows: Row[] = [
    ...record.ends.map(({ before, after, message }) => ({
      step: '',
      field: t('versions.impact.end'),
      before: stateWord(before, t),
      after: message === undefined ? stateWord(after, t) : `${stateWord(after, t)} – ${message}`,
      json: false,
    })),
    ...record.calls.flatMap(({ node, change, fields }): Row[] => {
      const step = stepOf(node);
      if (change === 'changed')
        return fields.map(({ path, ...sides }) => ({ step, field: path, ...sides, json: true }));
      const [before, after] = [t('versions.impact.noCall'), t('versions.impact.newCall')];
      return [{ step, field: '', ...(change === 'added' ? { after } : { after: before }), json: false }];
    }),
    ...record.answer.map(({ path, ...sides }) => ({
      step: t('versions.impact.answer'),
      field: path,
      ...sides,
      json: true,
    })),
  ];
  return rows.map((row, index) => (
    // The rows of one answer, which never change their order.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Table.Tr key={`${row.step} ${row.field} ${index}`}>
      {index === 0 && (
        <Table.Th scope="row" rowSpan={rows.length} style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
          {record.key ?? t('versions.impact.unnamed')}
          <Text size="xs" c="dimmed">
            {moment(record.at)}
          </Text>
        </Table.Th>
      )}
      <Table.Td>{row.step}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.field}</Table.Td>
      <Table.Td>
        <Value text={row.before} json={row.json} />
      </Table.Td>
      <Table.Td>
        <Value text={row.after} json={row.json} />
      </Table.Td>
    </Table.Tr>
  ));
}

function Value({ text, json }: { text: string | undefined; json: boolean }) {
  const { t } = useTranslation();
  if (text === undefined) return json ? <Text size="xs">{t('versions.impact.nothing')}</Text> : null;
  return json ? <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code> : <Text size="sm">{text}</Text>;
}
