import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddField } from './add-field.tsx';
import { SOURCE_DRAG } from './expression-editor.tsx';
import classes from './mapping.module.css';
import type { Source } from './source-tree.ts';
import type { Mapping } from './use-mapping.ts';

type NewProps = {
  mapping: Mapping;
  armed: Source | undefined;
  onDisarm: () => void;
  onAdded: (name: string) => void;
};

/** Where a field of a map node begins: what is dropped gives it its name. */
export function NewField({ mapping, armed, onDisarm, onAdded }: NewProps) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const names = Object.fromEntries(mapping.targets.map(({ steps }) => [String(steps[1]), true]));
  const add = (wanted: string, source?: Source) => {
    let name = wanted;
    for (let count = 2; Object.hasOwn(names, name); count++) name = `${wanted}${count}`;
    mapping.add(['with', name], source);
    onDisarm();
    onAdded(name);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only where things are dropped; keys have the field inside
    <div
      className={classes.drop}
      data-over={isOver}
      data-new-field
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(SOURCE_DRAG)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const path = event.dataTransfer.getData(SOURCE_DRAG);
        const source = mapping.sources.find((one) => one.path === path);
        if (source === undefined) return;
        event.preventDefault();
        add(source.name, source);
      }}
    >
      <Group justify="space-between">
        {armed === undefined ? (
          <Text size="xs" c="dimmed">
            {t('mapping.addFieldHint')}
          </Text>
        ) : (
          <Button size="compact-sm" onClick={() => add(armed.name, armed)}>
            {t('mapping.addField')}
            {t('app.colon')} {armed.name}
          </Button>
        )}
        <AddField taken={names} onAdd={(name) => add(name)} />
      </Group>
    </div>
  );
}
