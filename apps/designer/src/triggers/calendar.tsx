import { Alert, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { IconClockEdit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { calendarDays } from './calendar-days.ts';

/** The next times of a schedule, a day a box, in the zone of the flow and in the reader's; clock changes are marked. */
export function Calendar({ times, zone }: { times: readonly string[]; zone: string }) {
  const { t } = useTranslation();
  const viewer = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const days = calendarDays(times, { zone, viewer, locale: currentLanguage(), now: Date.now() });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
      {days.map(({ day, change, occurrences }) => (
        <Paper key={day} withBorder p="xs">
          <Text size="sm" fw={600}>
            {day}
          </Text>
          {change !== undefined && (
            <Alert color="yellow" variant="light" p="xs" my={4} icon={<IconClockEdit size={16} aria-hidden />}>
              <Text size="xs">
                {t('triggers.clock', { ...change, what: t(change.forward ? 'triggers.forward' : 'triggers.backward') })}
              </Text>
            </Alert>
          )}
          {occurrences.map(({ at, local, yours }) => (
            <Group key={at} gap="xs">
              <Text size="sm">{local}</Text>
              {yours !== undefined && (
                <Text size="xs" c="dimmed">
                  {t('triggers.yours', { time: yours })}
                </Text>
              )}
            </Group>
          ))}
        </Paper>
      ))}
    </SimpleGrid>
  );
}
