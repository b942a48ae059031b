import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconLayoutDistributeHorizontal,
  IconLink,
  IconListTree,
  IconNotes,
  IconPlus,
  IconSettings,
  IconSwitchHorizontal,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../store/history.ts';
import { EditorVersions } from '../versions/editor-versions.tsx';
import { useEditor, useEdits, useOpen } from './editor-context.ts';
import { SaveState } from './save-state.tsx';
import type { StepActions } from './use-step-actions.ts';

type Props = { actions: StepActions; outline: boolean; onOutline: () => void };

export function Toolbar({ actions, outline, onOutline }: Props) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const { words } = useEdits();
  const chosen = useEditor(({ selection }) => selection.nodes.length);
  const others = useEditor(({ selection: { edges, notes, groups } }) => edges.length + notes.length + groups.length);
  // As words and not as commands: typing on in a field is another command with each letter.
  const past = useEditor(({ history }) => maybe(words, history.past.at(-1)?.command));
  const future = useEditor(({ history }) => maybe(words, history.future[0]?.command));
  return (
    <Group gap={4} role="toolbar" data-region="tools" aria-label={t('editor.toolbar')} wrap="nowrap">
      <Tool label={t('editor.showOutline')} icon={<IconListTree size={18} />} onClick={onOutline} pressed={outline} />
      <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={actions.add} aria-keyshortcuts="A">
        {t('editor.add')}
      </Button>
      <Tool
        label={t('editor.connect')}
        keys="C"
        icon={<IconLink size={18} />}
        onClick={actions.connect}
        disabled={chosen !== 1}
      />
      <Tool
        label={t('editor.move')}
        keys="M"
        icon={<IconSwitchHorizontal size={18} />}
        onClick={actions.move}
        disabled={chosen !== 1}
      />
      <Tool
        label={t('editor.remove')}
        keys="Delete"
        icon={<IconTrash size={18} />}
        onClick={actions.remove}
        disabled={chosen + others === 0}
      />
      <Tool
        label={t('editor.beside.addNote')}
        keys="N"
        icon={<IconNotes size={18} />}
        onClick={() => actions.addNote()}
      />
      <Tool
        label={t('editor.beside.makeGroup')}
        keys="G"
        icon={<IconBoxMultiple size={18} />}
        onClick={actions.group}
        disabled={chosen === 0}
      />
      <Tool
        label={past === undefined ? t('editor.undo') : t('editor.undoWhat', { what: past })}
        keys="Control+Z"
        icon={<IconArrowBackUp size={18} />}
        onClick={actions.undo}
        disabled={past === undefined}
      />
      <Tool
        label={future === undefined ? t('editor.redo') : t('editor.redoWhat', { what: future })}
        keys="Control+Shift+Z"
        icon={<IconArrowForwardUp size={18} />}
        onClick={actions.redo}
        disabled={future === undefined}
      />
      <Tool label={t('editor.tidyUp')} icon={<IconLayoutDistributeHorizontal size={18} />} onClick={actions.tidyUp} />
      <Tool
        label={t('editor.flowSettings')}
        icon={<IconSettings size={18} />}
        onClick={() => editor.select([])}
        pressed={chosen + others === 0}
      />
      <Text component="div" size="sm" ms="xs">
        <SaveState />
      </Text>
      <EditorVersions />
    </Group>
  );
}

const maybe = (words: (of: Command) => string, of: Command | undefined) => (of === undefined ? undefined : words(of));

type ToolProps = {
  label: string;
  keys?: string;
  icon: ReactNode;
  onClick: () => void;
  disabled?: boolean;
  pressed?: boolean;
};

function Tool({ label, keys, icon, onClick, disabled = false, pressed }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys.replaceAll('Control', 'Ctrl')})`}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        size="lg"
        aria-label={label}
        {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={onClick}
        disabled={disabled}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
