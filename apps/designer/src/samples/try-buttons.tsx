import { Button, Group, Loader, Menu, Select } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nodeOfKey } from '../canvas/graph.ts';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import type { Mode, Part } from './use-trying.ts';

const modes: readonly Mode[] = ['held', 'sandbox', 'real'];

type Props = {
  mode: Mode;
  onMode: (mode: Mode) => void;
  busy: boolean;
  onTry: (part: Part) => void;
  onCancel: () => void;
};

/** How a flow is tried, and how much of it. */
export function TryButtons({ mode, onMode, busy, onTry, onCancel }: Props) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const key = useEditor(({ selection }) => (selection.nodes.length === 1 ? selection.nodes[0] : undefined));
  const chosen = key === undefined ? undefined : nodeOfKey(graph, key)?.node;
  const step = chosen === undefined ? '' : describeNode(chosen, apps, t).title;
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
            <Menu.Item disabled={chosen === undefined} onClick={() => onTry({ node: chosen!.id })}>
              {chosen === undefined ? t('samples.upToNone') : t('samples.upTo', { step })}
            </Menu.Item>
            <Menu.Item
              disabled={chosen === undefined || chosen.kind === 'trigger'}
              onClick={() => onTry({ node: chosen!.id, only: true })}
            >
              {chosen === undefined ? t('samples.onlyNone') : t('samples.only', { step })}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
    </Group>
  );
}
