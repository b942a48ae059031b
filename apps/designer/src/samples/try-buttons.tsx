import { Button, Group, Loader, Menu, Select } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeOfKey } from '../canvas/graph.ts';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import type { EditorState } from '../store/editor-store.ts';
import type { Mode, Part } from './use-trying.ts';

const modes: readonly Mode[] = ['held', 'sandbox', 'real'];

type Props = {
  mode: Mode;
  onMode: (mode: Mode) => void;
  busy: boolean;
  onTry: (part: Part) => void;
  onCancel: () => void;
};

const chosenNode = ({ selection: { nodes }, history }: EditorState) =>
  nodes.length === 1 ? nodeOfKey(history.graph, nodes[0]!)?.node : undefined;

/** How a flow is tried, and how much of it. */
export function TryButtons({ mode, onMode, busy, onTry, onCancel }: Props) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  // Words and not the step: settings that are typed are none of the buttons' concern.
  const id = useEditor((state) => chosenNode(state)?.id);
  const kind = useEditor((state) => chosenNode(state)?.kind);
  const step = useEditor((state) => {
    const node = chosenNode(state);
    return node === undefined ? '' : describeNode(node, apps, t).title;
  });
  if (busy)
    return (
      <Group gap="xs">
        <Loader size={16} aria-hidden />
        <Button size="xs" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={onCancel}>
          {t('samples.cancel')}
        </Button>
      </Group>
    );
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        size="xs"
        w={190}
        aria-label={t('samples.mode')}
        allowDeselect={false}
        value={mode}
        data={modes.map((value) => ({ value, label: t(`samples.modes.${value}`) }))}
        renderOption={({ option }) => (
          <div>
            <div>{option.label}</div>
            <small>{t(`samples.modeHelp.${option.value as Mode}`)}</small>
          </div>
        )}
        comboboxProps={{ width: 320, position: 'top-end' }}
        onChange={(value) => value !== null && onMode(value as Mode)}
      />
      <Button.Group>
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          aria-keyshortcuts="Control+Enter"
          title="Ctrl+Enter"
          onClick={() => onTry({})}
        >
          {t('samples.tryAll')}
        </Button>
        <Menu position="top-end">
          <Menu.Target>
            <Button size="xs" px={6} aria-label={t('samples.tryPart')}>
              <IconChevronDown size={14} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={id === undefined} onClick={() => onTry({ node: id! })}>
              {id === undefined ? t('samples.upToNone') : t('samples.upTo', { step })}
            </Menu.Item>
            <Menu.Item
              disabled={id === undefined || kind === 'trigger'}
              onClick={() => onTry({ node: id!, only: true })}
            >
              {id === undefined ? t('samples.onlyNone') : t('samples.only', { step })}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
    </Group>
  );
}
