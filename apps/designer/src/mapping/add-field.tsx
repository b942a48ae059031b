import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Keys that may not occur anywhere in a flow. */
const forbidden = ['__proto__', 'constructor', 'prototype'];

/** A field under a name of one's own. */
export function AddField({ taken, onAdd }: { taken: unknown; onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const isFree = wanted !== '' && !forbidden.includes(wanted) && !Object.hasOwn(Object(taken ?? {}), wanted);
  const add = () => {
    if (!isFree) return;
    onAdd(wanted);
    setName('');
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        value={name}
        placeholder={t('mapping.newField')}
        aria-label={t('mapping.newField')}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // The focus goes on to the new field, and the key would press what it finds there.
          event.preventDefault();
          add();
        }}
      />
      <Button size="xs" variant="default" disabled={!isFree} onClick={add}>
        {t('mapping.addField')}
      </Button>
    </Group>
  );
}
