import { ActionIcon, Badge, Group, Table, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowTrouble, TableRow } from './table-rows.ts';

type RowProps = {
  row: TableRow;
  position: number;
  trouble: RowTrouble | undefined;
  onChange: (row: TableRow) => void;
  onRemove: () => void;
  onPaste: (event: ClipboardEvent) => void;
};

/** A key and its value, and what is wrong with them. */
export function RowInputs({ row, position, trouble, onChange, onRemove, onPaste }: RowProps) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      {(['key', 'value'] as const).map((side) => (
        <Table.Td key={side}>
          <TextInput
            size="xs"
            value={row[side]}
            maxLength={10_000}
            error={side === 'key' ? trouble !== undefined && trouble !== 'noValue' : trouble === 'noValue'}
            aria-label={t(side === 'key' ? 'mapping.table.keyOf' : 'mapping.table.valueOf', { row: position })}
            onChange={(event) => onChange({ ...row, [side]: event.currentTarget.value })}
            onPaste={onPaste}
          />
        </Table.Td>
      ))}
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={onRemove}
            aria-label={t('mapping.table.remove', { row: position })}
          >
            <IconX size={16} />
          </ActionIcon>
          {trouble !== undefined && (
            <Badge color="orange" variant="light" tt="none" leftSection={<IconAlertTriangle size={12} aria-hidden />}>
              {t(`mapping.table.${trouble}`)}
            </Badge>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
