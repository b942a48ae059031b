import { Group, Text } from '@mantine/core';
import type { RecordState } from '@raccord/contract';
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconHelp,
  IconHourglass,
  IconPlayerPause,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A record's state as people see it: one that waits behind a connection is held. */
export type ShownState = RecordState | 'held';

const looks = {
  succeeded: { icon: IconCheck, colour: 'green' },
  filtered: { icon: IconBan, colour: 'gray' },
  failed: { icon: IconAlertCircle, colour: 'red' },
  waiting: { icon: IconHourglass, colour: 'blue' },
  held: { icon: IconPlayerPause, colour: 'orange' },
  inDoubt: { icon: IconHelp, colour: 'violet' },
  cancelled: { icon: IconX, colour: 'gray' },
} satisfies Record<ShownState, { icon: typeof IconCheck; colour: string }>;

/** Colour, icon and word, never colour alone. With `count`, the word is said and the number shown. */
export function RecordStateMark({ state, count }: { state: ShownState; count?: number }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[state];
  const word = t(`state.${state}`);
  return (
    <Group gap={4} wrap="nowrap" title={word}>
      <Icon
        size={16}
        color={`var(--mantine-color-${colour}-filled)`}
        style={{ flexShrink: 0 }}
        {...(count === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word })}
      />
      <Text span size="xs">
        {count ?? word}
      </Text>
    </Group>
  );
}
