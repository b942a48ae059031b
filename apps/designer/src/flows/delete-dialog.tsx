import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { deleteFlow, useTold } from './flow-actions.ts';
import type { ListedFlow } from './flow-queries.ts';
import { shortName } from './short-name.ts';

type Props = { flow: ListedFlow; opened: boolean; onClose: () => void };

/** Asks before a flow is destroyed; by its id when it was ever in service. */
export function DeleteDialog({ flow, opened, onClose }: Props) {
  const { id, deployments } = flow;
  const name = shortName(flow.name);
  const { t } = useTranslation();
  const { done, refresh } = useTold();
  const [typed, setTyped] = useState('');
  const wasInService = deployments.length > 0;
  const deleting = useMutation({
    mutationFn: () => deleteFlow(id, wasInService ? typed : undefined),
    onSuccess: async () => {
      onClose();
      done(t('flows.deleted', { name }));
      await refresh();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('flows.deleteTitle', { name })}
      closeButtonProps={{ 'aria-label': t('flows.cancel') }}
      styles={{ title: { overflowWrap: 'anywhere' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deleting.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t('flows.deleteText')}</Text>
          {wasInService && (
            <TextInput
              label={t('flows.deleteId')}
              description={t('flows.deleteNamed', { id })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {deleting.isError && (
            <Alert color="red" variant="light" role="alert">
              {failureText(deleting.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('flows.cancel')}
            </Button>
            <Button type="submit" color="red" loading={deleting.isPending} disabled={wasInService && typed !== id}>
              {t('flows.delete')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
