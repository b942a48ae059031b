import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { Environment } from '../environments/environment-queries.ts';

type Props = { id: string; name: string; environment: Environment; onDone: () => void };

/** Takes a flow out of service in one environment, after asking. */
export function UndeployButton({ id, name, environment, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const words = { name, environment: environment.name };
  const stopping = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/flows/{id}/undeploy', { params: { path: { id } }, body: { environment: environment.id } })),
    onSuccess: async () => {
      notifications.show({ color: 'green', message: t('versions.deploy.undeployed', words) });
      for (const key of [['flow-deployments', id], ['flows'], ['triggers', id]])
        await queries.invalidateQueries({ queryKey: key });
      close();
      onDone();
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {t('versions.deploy.undeploy')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('versions.deploy.undeployTitle', words)}
        closeButtonProps={{ 'aria-label': t('versions.cancel') }}
      >
        <Stack>
          <Text size="sm">{t('versions.deploy.undeployText')}</Text>
          {stopping.isError && (
            <Alert color="red" role="alert">
              {failureText(stopping.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('versions.cancel')}
            </Button>
            <Button color="red" onClick={() => stopping.mutate()} loading={stopping.isPending}>
              {t('versions.deploy.undeploy')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
