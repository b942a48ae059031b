import { Text, ThemeIcon } from '@mantine/core';
import type { NodeKind } from '@raccord/contract';
import {
  IconArrowsSplit,
  IconBolt,
  IconClock,
  IconFilter,
  IconNotes,
  IconPlayerPlay,
  IconReplace,
  IconRoute,
  IconRouteAltLeft,
  IconSend,
  IconStack2,
  IconTable,
  IconUserCheck,
} from '@tabler/icons-react';

export const kindIcons = {
  trigger: IconPlayerPlay,
  action: IconBolt,
  map: IconReplace,
  filter: IconFilter,
  branch: IconRouteAltLeft,
  split: IconArrowsSplit,
  aggregate: IconStack2,
  lookup: IconTable,
  wait: IconClock,
  approval: IconUserCheck,
  subflow: IconRoute,
  respond: IconSend,
  note: IconNotes,
} satisfies { [K in NodeKind | 'note']: typeof IconBolt };

/** The mark of an app (its first letters), or of a kind of step. */
export function NodeIcon({ kind, app }: { kind: keyof typeof kindIcons; app?: { title: string } | undefined }) {
  const Icon = kindIcons[kind];
  return (
    <ThemeIcon variant="default" size={28} radius="sm" aria-hidden>
      {app === undefined ? (
        <Icon size={18} />
      ) : (
        <Text span size="xs" fw={700}>
          {initials(app.title)}
        </Text>
      )}
    </ThemeIcon>
  );
}

/** The mark of an app. */
export function initials(title: string): string {
  const [first = '', second] = title.split(/\s+/);
  return (second === undefined ? first.slice(0, 2) : `${first.charAt(0)}${second.charAt(0)}`).toUpperCase();
}
