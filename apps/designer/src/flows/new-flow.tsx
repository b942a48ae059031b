import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure, api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { blankFlow } from './blank-flow.ts';

/** A blank flow under a name, opened at once. */
export function NewFlow() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const creating = useMutation({
    mutationFn: () => dataOf(api.POST('/api/flows', { body: { document: blankFlow(name) } })),
    onSuccess: async ({ id }) => {
      close();
      await queries.invalidateQueries({ queryKey: ['flows'] });
      await navigate({ to: '/flows/$id', params: { id } });
    },
  });
  const taken = creating.error instanceof ApiFailure && creating.error.code === 'server.flowExists';
  const error = creating.isError ? (taken ? t('editor.flowExists') : failureText(creating.error)) : undefined;
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {t('editor.newFlow')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('editor.newFlowTitle')}
        closeButtonProps={{ 'aria-label': t('editor.cancel') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            creating.mutate();
          }}
        >
          <Stack>
            <Text size="sm">{t('editor.newFlowText')}</Text>
            <TextInput
              label={t('editor.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={200}
              required
              data-autofocus
              error={error}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('editor.cancel')}
              </Button>
              <Button type="submit" loading={creating.isPending}>
                {t('editor.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
