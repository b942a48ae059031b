import { Text, Timeline } from '@mantine/core';
import {
  IconAlertCircle,
  IconBolt,
  IconFlag,
  IconHourglass,
  IconPlayerPlay,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/index.ts';
import { Shown } from '../ui/shown.tsx';
import { type TimelineEntry, timelineOf } from './run-queries.ts';

const looks = {
  began: { icon: IconPlayerPlay, colour: 'gray' },
  called: { icon: IconBolt, colour: 'green' },
  intended: { icon: IconBolt, colour: 'gray' },
  failedCall: { icon: IconAlertCircle, colour: 'red' },
  failed: { icon: IconAlertCircle, colour: 'red' },
  waits: { icon: IconHourglass, colour: 'blue' },
  cancelled: { icon: IconX, colour: 'gray' },
  replayed: { icon: IconRefresh, colour: 'blue' },
  ended: { icon: IconFlag, colour: 'gray' },
} satisfies Record<TimelineEntry['what'], { icon: typeof IconBolt; colour: string }>;

/** What happened in a run, in the order of time. */
export function RunTimeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const timeline = useQuery(timelineOf(id));
  const time = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'short', timeStyle: 'medium' });
  const sentence = ({ what, node, count, detail }: TimelineEntry) => {
    const named =
      what === 'waits'
        ? t(`runs.waitsFor.${detail as 'retry'}`)
        : what === 'began'
          ? t(`runs.causes.${detail as 'webhook'}`, { defaultValue: detail ?? '' })
          : detail;
    return t(`runs.timeline.${what as 'called'}`, { node, count, detail: named });
  };
  return (
    <Shown query={timeline}>
      {({ entries, more }) => (
        <>
          {more && (
            <Text size="sm" c="dimmed" mb="sm">
              {t('runs.timeline.more')}
            </Text>
          )}
          <Timeline bulletSize={24} lineWidth={2}>
            {entries.map((entry, index) => {
              const { icon: Icon, colour } = looks[entry.what];
              return (
                <Timeline.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id; equal ones stay equal.
                  key={`${entry.at} ${entry.what} ${entry.node} ${index}`}
                  bullet={<Icon size={14} aria-hidden />}
                  color={colour}
                >
                  <Text size="sm">{sentence(entry)}</Text>
                  <Text size="xs" c="dimmed">
                    {time.format(new Date(entry.at))}
                  </Text>
                </Timeline.Item>
              );
            })}
          </Timeline>
        </>
      )}
    </Shown>
  );
}
