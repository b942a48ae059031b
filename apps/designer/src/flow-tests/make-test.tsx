import { Alert, Anchor, Button, type ButtonProps, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTestPipe } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { moment } from '../i18n/index.ts';

type Props = {
  /** A record that came in; of one that a split made, the one it was made of. */
  recordId: string;
  /** What people know it by. */
  recordKey: string | null;
  /** When it arrived, ISO 8601. */
  at: string;
  button?: Pick<ButtonProps, 'size' | 'variant'>;
};

/** A button that makes a test of what a record did; for every screen that shows one. */
export function MakeTest({ recordId, recordKey, at, button = { size: 'xs', variant: 'default' } }: Props) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button {...button} leftSection={<IconTestPipe size={16} aria-hidden />} onClick={open}>
        {t('flowTests.make.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('flowTests.make.title')}
        closeButtonProps={{ 'aria-label': t('flowTests.cancel') }}
      >
        <Making recordId={recordId} recordKey={recordKey} at={at} onClose={close} />
      </Modal>
    </>
  );
}

function Making({ recordId, recordKey, at, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const when = { at: moment(at) };
  const [name, setName] = useState(
    (recordKey === null
      ? t('flowTests.make.suggestion', when)
      : t('flowTests.make.suggestionFor', { ...when, key: recordKey })
    ).slice(0, 200),
  );
  const making = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/records/{id}/test', { params: { path: { id: recordId } }, body: { name: name.trim() } })),
    onSuccess: ({ flowId }) => queries.invalidateQueries({ queryKey: ['flow-tests', flowId] }),
  });
  if (making.data !== undefined)
    return (
      <Stack>
        <Alert color="green" role="status">
          {t('flowTests.make.done', { name: name.trim() })}
        </Alert>
        <Group justify="space-between">
          <Anchor
            renderRoot={(props) => <Link to="/flows/$id/tests" params={{ id: making.data.flowId }} {...props} />}
            size="sm"
          >
            {t('flowTests.make.show')}
          </Anchor>
          <Button onClick={onClose} data-autofocus>
            {t('versions.deploy.close')}
          </Button>
        </Group>
      </Stack>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('flowTests.make.text')}</Text>
        <TextInput
          label={t('flowTests.make.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          data-autofocus
        />
        {making.isError && (
          <Alert color="red" role="alert">
            {failureText(making.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('flowTests.cancel')}
          </Button>
          <Button type="submit" loading={making.isPending}>
            {t('flowTests.make.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
