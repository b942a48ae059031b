import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';

type Props<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode };

/** What a query has brought; until then its outline, and when it fails, why and what to do. */
export function Shown<T>({ query, children }: Props<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return (
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('failure.title')}
        role="alert"
      >
        <Stack align="flex-start">
          {failureText(query.error)}
          <Button size="xs" variant="default" onClick={() => void query.refetch()}>
            {t('failure.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  return (
    <Stack aria-busy="true" aria-label={t('app.loading')} role="status">
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={40} />
      ))}
    </Stack>
  );
}
