import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActFailure } from './act-failure.tsx';

type Props = {
  /** What is lost by it. */
  text: string;
  opened: boolean;
  act: UseMutationResult<unknown, Error, string>;
  of: string;
  onClose: () => void;
};

export function DeleteDialog({ text, opened, act, of, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('connections.close') }}
      opened={opened}
      onClose={onClose}
      title={t('alerts.delete')}
    >
      <Stack>
        <Text>{text}</Text>
        <ActFailure of={act.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('alerts.cancel')}
          </Button>
          <Button color="red.8" loading={act.isPending} onClick={() => act.mutate(of, { onSuccess: onClose })}>
            {t('alerts.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
