import { Group, Text } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconHourglass, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Status } from './inbox-search.ts';

const looks = {
  open: { icon: IconAlertCircle, colour: 'red' },
  inDoubt: { icon: IconQuestionMark, colour: 'violet' },
  retrying: { icon: IconHourglass, colour: 'blue' },
  resolved: { icon: IconCheck, colour: 'green' },
  ignored: { icon: IconX, colour: 'gray' },
} as const;

/** The state of a failure: colour, icon and word. */
export function State({ of }: { of: Status }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[of];
  return (
    <Group gap={4} wrap="nowrap" component="span">
      <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} />
      <Text size="sm" component="span">
        {t(`inbox.status.${of}`)}
      </Text>
    </Group>
  );
}
