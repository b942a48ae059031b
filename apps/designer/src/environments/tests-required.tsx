import { Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { Environment } from './environment-queries.ts';

/** Whether flows go into service in an environment only when all of their tests pass. */
export function TestsRequired({ environment: { id, name, testsRequired } }: { environment: Environment }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: (wanted: boolean) =>
      dataOf(api.PATCH('/api/environments/{id}', { params: { path: { id } }, body: { testsRequired: wanted } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['environments'] }),
    onError: (failure) => notifications.show({ color: 'red', message: failureText(failure) }),
  });
  return (
    <Switch
      checked={testsRequired}
      disabled={changing.isPending}
      onChange={(event) => changing.mutate(event.currentTarget.checked)}
      label={t('flowTests.required')}
      aria-label={t('flowTests.requiredIn', { environment: name })}
    />
  );
}
