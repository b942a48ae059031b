import { Group, Text } from '@mantine/core';
import type { RunStatus } from '@raccord/contract';
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconLoader2, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const looks = {
  running: { icon: IconLoader2, colour: 'blue' },
  succeeded: { icon: IconCheck, colour: 'green' },
  partial: { icon: IconAlertTriangle, colour: 'orange' },
  failed: { icon: IconAlertCircle, colour: 'red' },
  cancelled: { icon: IconX, colour: 'gray' },
} satisfies Record<RunStatus, { icon: typeof IconCheck; colour: string }>;

/** What became of a run: green only when nothing failed. Colour, icon and word. */
export function RunStatusMark({ status, size = 'sm' }: { status: RunStatus; size?: 'sm' | 'md' }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[status];
  return (
    <Group gap={6} wrap="nowrap">
      <Icon
        size={size === 'sm' ? 16 : 20}
        color={`var(--mantine-color-${colour}-filled)`}
        style={{ flexShrink: 0 }}
        aria-hidden
      />
      <Text span size={size} fw={600}>
        {t(`runs.statuses.${status}`)}
      </Text>
    </Group>
  );
}
