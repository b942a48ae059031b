import { Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const looks = {
  passed: { icon: IconCircleCheck, colour: 'green' },
  failed: { icon: IconCircleX, colour: 'red' },
  unknown: { icon: IconMinus, colour: 'gray' },
} as const;

/** Colour, icon and word. */
export function TestVerdict({ passed }: { passed: boolean | undefined }) {
  const { t } = useTranslation();
  const verdict = passed === undefined ? 'unknown' : passed ? 'passed' : 'failed';
  const { icon: Icon, colour } = looks[verdict];
  return (
    <Group gap={4} wrap="nowrap">
      <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} />
      <Text span size="sm">
        {t(`flowTests.${verdict}`)}
      </Text>
    </Group>
  );
}
