import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { FlowTestSummary } from './flow-test-queries.ts';

/** Deletes a test, after asking. */
export function DeleteFlowTest({
  id,
  test,
  onClose,
}: {
  id: string;
  test: FlowTestSummary | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const name = test?.name ?? '';
  const deleting = useMutation({
    mutationFn: (one: FlowTestSummary) =>
      dataOf(api.DELETE('/api/flows/{id}/tests/{test}', { params: { path: { id, test: one.id } } })),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('flowTests.deleted', { name }) });
      await queries.invalidateQueries({ queryKey: ['flow-tests', id], exact: true });
      onClose();
    },
  });
  return (
    <Modal
      opened={test !== undefined}
      onClose={onClose}
      title={t('flowTests.deleteTitle', { name })}
      closeButtonProps={{ 'aria-label': t('flowTests.cancel') }}
    >
      <Stack>
        <Text size="sm">{t('flowTests.deleteText')}</Text>
        {deleting.isError && (
          <Alert color="red" role="alert">
            {failureText(deleting.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('flowTests.cancel')}
          </Button>
          <Button color="red" loading={deleting.isPending} onClick={() => test !== undefined && deleting.mutate(test)}>
            {t('flowTests.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
