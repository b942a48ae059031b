import { Group, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconPlayerPlay, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Verdict = 'willRun' | 'alreadyDone' | 'inDoubt' | 'refused';
export type Readiness = {
  total: number;
  looked: number;
  counts: Record<Verdict, number>;
  records: {
    id: string;
    recordKey: string | null;
    verdict: Verdict;
    done: string[];
    looksFirst: boolean;
    message?: string;
  }[];
};

const looks = {
  willRun: { icon: IconPlayerPlay, colour: 'blue' },
  alreadyDone: { icon: IconCheck, colour: 'green' },
  inDoubt: { icon: IconQuestionMark, colour: 'violet' },
  refused: { icon: IconAlertCircle, colour: 'red' },
} as const;
const verdicts = Object.keys(looks) as Verdict[];
const MOST_TOLD = 12;

export function ReadinessList({ readiness: { total, looked, counts, records } }: { readiness: Readiness }) {
  const { t } = useTranslation();
  const reasons = Map.groupBy(
    records.filter(({ message }) => message !== undefined),
    ({ message }) => message ?? '',
  );
  const told = records.filter(
    ({ verdict, done, looksFirst }) => verdict === 'willRun' && (done.length > 0 || looksFirst),
  );
  return (
    <Stack gap="xs">
      <Group gap="lg">
        {verdicts
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => {
            const { icon: Icon, colour } = looks[verdict];
            return (
              <Group key={verdict} gap={6}>
                <Icon size={16} aria-hidden color={`var(--mantine-color-${colour}-filled)`} />
                <Text fw={600}>{t(`inbox.ready.${verdict}`, { count: counts[verdict] })}</Text>
              </Group>
            );
          })}
      </Group>
      {looked < total && (
        <Text size="sm" c="dimmed">
          {t('inbox.ready.part', { looked: looked.toLocaleString(), total: total.toLocaleString() })}
        </Text>
      )}
      {reasons.size > 0 && (
        <List size="sm" spacing={4}>
          {[...reasons].map(([message, of]) => (
            <List.Item key={message}>{`${of.length} × ${message}`}</List.Item>
          ))}
        </List>
      )}
      {told.length > 0 && (
        <List size="sm" spacing={4}>
          {told.slice(0, MOST_TOLD).map(({ id, recordKey, done, looksFirst }) => (
            <List.Item key={id}>
              <b>{recordKey ?? id}</b>{' '}
              {[
                ...(done.length > 0 ? [t('inbox.ready.kept', { nodes: done.join(', ') })] : []),
                ...(looksFirst ? [t('inbox.ready.looksFirst')] : []),
              ].join('; ')}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
