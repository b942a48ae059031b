import { Text, Timeline } from '@mantine/core';
import { IconAlertCircle, IconCheck, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { TraceId } from '../ui/trace-id.tsx';
import type { RecordDetail } from './inbox-queries.ts';

/** Every call that was made for a record; none is ever overwritten. */
export function AttemptList({ attempts }: { attempts: RecordDetail['attempts'] }) {
  const { t } = useTranslation();
  if (attempts.length === 0) return <Text size="sm">{t('inbox.record.noAttempts')}</Text>;
  return (
    <Timeline bulletSize={20} lineWidth={1} active={attempts.length}>
      {attempts.map((attempt, index) => {
        const failure = attempt.failure as
          | { code?: string; params?: { message?: unknown; status?: unknown } }
          | undefined;
        const intent = attempt.kind === 'intent';
        const Icon = intent ? IconSend : failure === undefined ? IconCheck : IconAlertCircle;
        const colour = intent ? 'gray' : failure === undefined ? 'green' : 'red';
        const end = intent
          ? t('inbox.record.attemptIntent')
          : failure === undefined
            ? t('inbox.record.attemptDone')
            : undefined;
        return (
          <Timeline.Item
            // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added.
            key={index}
            color={colour}
            bullet={<Icon size={12} aria-hidden />}
            title={
              <Text size="sm" fw={600}>
                {t('inbox.record.attempt', { number: attempt.try, node: attempt.node })}
              </Text>
            }
          >
            <Text size="xs" c="dimmed">
              {moment(attempt.at)}
              {attempt.ms !== undefined && ` · ${t('inbox.record.ms', { count: attempt.ms })}`}
            </Text>
            <TraceId id={attempt.trace} />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {end ?? String(failure?.params?.message ?? failure?.code ?? '')}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
