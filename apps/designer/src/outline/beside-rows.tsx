import { Text } from '@mantine/core';
import type { FlowGroup, FlowNote } from '@raccord/contract/flow-drawing';
import { IconBoxMultiple, IconNotes } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../editor/editor-context.ts';
import { groupAbout } from '../store/commands/groups.ts';
import type { Selection } from '../store/editor-store.ts';
import classes from './outline.module.css';

/** A line of the outline that is no step. */
export type BesideRow = { group: FlowGroup } | { note: FlowNote };

/** What choosing such a line chooses. */
export const choiceOf = (row: BesideRow): Partial<Selection> =>
  'group' in row ? { groups: [row.group.id] } : { notes: [row.note.id] };

export const isChosen = (row: BesideRow, { groups, notes }: Selection) =>
  'group' in row ? groups.includes(row.group.id) : notes.includes(row.note.id);

/** A group or a note in the outline, behind the steps. */
export function BesideLine({ row, current, chosen }: { row: BesideRow; current: boolean; chosen: boolean }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const choose = () => editor.select([], choiceOf(row));
  const Icon = 'group' in row ? IconBoxMultiple : IconNotes;
  const title = 'group' in row ? groupAbout(row.group) : row.note.text.trim() || t('editor.beside.emptyNote');
  const line =
    'group' in row ? t('editor.beside.groupWith', { steps: row.group.members.join(', ') }) : t('editor.beside.note');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={chosen}
      tabIndex={current ? 0 : -1}
      className={classes.row}
      style={{ paddingInlineStart: '16px' }}
      onClick={choose}
      onFocus={() => {
        if (!chosen) choose();
      }}
    >
      <Icon size={28} stroke={1.25} aria-hidden />
      <div className={classes.words}>
        <Text size="sm" truncate>
          {title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {line}
        </Text>
      </div>
    </div>
  );
}
