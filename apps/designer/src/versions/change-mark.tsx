import { Group, Text } from '@mantine/core';
import { IconCircleMinus, IconCirclePlus, IconEqual, IconPencil, IconVector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChangeLook } from './describe-change.ts';

const looks = {
  added: { icon: IconCirclePlus, colour: 'green' },
  removed: { icon: IconCircleMinus, colour: 'red' },
  changed: { icon: IconPencil, colour: 'blue' },
  drawing: { icon: IconVector, colour: 'gray' },
  same: { icon: IconEqual, colour: 'gray' },
} satisfies Record<ChangeLook | 'same', { icon: typeof IconPencil; colour: string }>;

/** Colour, icon and word, never colour alone. */
export function ChangeMark({ look }: { look: ChangeLook | 'same' }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[look];
  return (
    <Group gap={4} wrap="nowrap" style={{ flexShrink: 0 }}>
      <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} />
      <Text span size="xs">
        {t(`versions.mark.${look}`)}
      </Text>
    </Group>
  );
}
