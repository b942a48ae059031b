import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiFailure, api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { pretty } from './exchange-view.tsx';
import classes from './inbox.module.css';
import { type Failure, inboxKey, versionOf } from './inbox-queries.ts';

/** What the step that failed would send for the corrected data: the flow is tried with every effect held back. */
export function MappingPreview({ failure, data }: { failure: Failure; data: unknown }) {
  const { t } = useTranslation();
  const { flowId, version, environmentId, node } = failure;
  const document = useQuery(versionOf(flowId, version)).data?.document;
  const [asked] = useDebouncedValue(data, 400);
  const trial = useQuery({
    queryKey: [...inboxKey, 'trial', flowId, version, asked],
    queryFn: () =>
      dataOf(
        api.POST('/api/flows/{id}/try', {
          params: { path: { id: flowId } },
          body: { document, environment: environmentId, samples: [{ data: asked }], mode: 'held' },
        }),
      ),
    enabled: document !== undefined && asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const held = trial.data?.held;
  const call = held?.calls.find((each) => each.node === node);
  const stopped = held?.records.find((each) => each.failure !== undefined)?.failure;
  return (
    <Stack gap="xs" component="section" aria-label={t('inbox.edit.preview')}>
      <Text fw={600}>{t('inbox.edit.preview')}</Text>
      <Text size="sm" c="dimmed">
        {t('inbox.edit.previewText')}
      </Text>
      {trial.isError ? (
        <Text size="sm">
          {trial.error instanceof ApiFailure && trial.error.status === 403
            ? t('inbox.edit.previewNot')
            : failureText(trial.error)}
        </Text>
      ) : held === undefined ? (
        <Skeleton height={120} role="status" aria-label={t('inbox.edit.previewing')} aria-busy={trial.isFetching} />
      ) : (
        <div aria-live="polite">
          {call === undefined && stopped === undefined && (
            <Text size="sm">{t('inbox.edit.previewNothing', { node })}</Text>
          )}
          {stopped !== undefined && (
            <Alert color="red" variant="light">
              {stopped.message}
            </Alert>
          )}
          {call !== undefined && <pre className={classes.text}>{pretty(call.input)}</pre>}
        </div>
      )}
    </Stack>
  );
}
