import { Badge, Group, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, moment } from '../i18n/index.ts';
import type { Tracing } from './tracing-queries.ts';

/** On or off, by whom, until when, and how much was seen. */
export function TracingState({ of: { startedBy, until, entries, bytes, ended } }: { of: Tracing }) {
  const { t } = useTranslation();
  const size = new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  }).format(bytes / 1_024);
  return (
    <Group gap="xs" role="status">
      <Badge
        color={ended === null ? 'blue' : 'gray'}
        variant="light"
        tt="none"
        leftSection={ended === null ? <IconEye size={12} aria-hidden /> : <IconEyeOff size={12} aria-hidden />}
      >
        {t(ended === null ? 'tracing.on' : 'tracing.off')}
      </Badge>
      <Text size="sm">
        {ended === null
          ? t('tracing.until', { by: startedBy, at: moment(until) })
          : t(`tracing.ended.${ended.because}`, { by: ended.by ?? '', at: moment(ended.at), who: startedBy })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('tracing.seen', { count: entries, size })}
      </Text>
    </Group>
  );
}
