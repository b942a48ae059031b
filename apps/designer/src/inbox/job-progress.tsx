import { Group, Paper, Progress, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { inboxKey, jobOf } from './inbox-queries.ts';

/** How far work on many failures is; when it is done, what was refused and why. */
export function JobProgress({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: job } = useQuery(jobOf(id));
  const ended = job !== undefined && job.endedAt !== null;
  useEffect(() => {
    if (ended) void queries.invalidateQueries({ queryKey: [...inboxKey, 'groups'] });
    if (ended) void queries.invalidateQueries({ queryKey: [...inboxKey, 'failures'] });
    if (ended) void queries.invalidateQueries({ queryKey: [...inboxKey, 'group'] });
  }, [ended, queries]);
  if (job === undefined) return null;
  const { act, done, total, refused, by } = job;
  const through = done + refused.reduce((sum, { count }) => sum + count, 0);
  const label = t(`inbox.job.${act}`);
  return (
    <Paper withBorder p="sm" mb="md" role="status">
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={600}>
          {ended ? t('inbox.job.done', { count: done, total }) : label}
        </Text>
        <Text size="sm" c="dimmed">
          {t('inbox.job.progress', { done: through.toLocaleString(), total: total.toLocaleString() })} ·{' '}
          {t('inbox.job.by', { name: by })}
        </Text>
      </Group>
      <Progress
        value={ended ? 100 : (through / Math.max(1, total)) * 100}
        aria-label={label}
        transitionDuration={150}
      />
      {refused.map(({ code, count, message }) => (
        <Text key={code} size="sm" mt={6}>
          {`${count} × ${message}`}
        </Text>
      ))}
    </Paper>
  );
}
