import { Group, Text } from '@mantine/core';
import type { RunStatus } from '@raccord/contract';
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const looks = {
  running: { icon: IconPlayerPlay, colour: 'blue' },
  succeeded: { icon: IconCheck, colour: 'green' },
  partial: { icon: IconAlertTriangle, colour: 'orange' },
  failed: { icon: IconAlertCircle, colour: 'red' },
  cancelled: { icon: IconX, colour: 'gray' },
} satisfies Record<RunStatus, { icon: typeof IconCheck; colour: string }>;

/** How a run went: colour, icon and word, never colour alone. */
export function RunMark({ status }: { status: RunStatus }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[status];
  return (
    <Group gap={4} wrap="nowrap">
      <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} style={{ flexShrink: 0 }} />
      <Text span size="sm">
        {t(`flows.run.${status}`)}
      </Text>
    </Group>
  );
}
