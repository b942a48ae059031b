import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { type PersonJob, useAct } from './settings-queries.ts';

/** What is erased does not come back, so whoever does it types once more whom it is about. */
export function EraseDialog({ job, onClose }: { job: PersonJob; onClose: () => void }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState('');
  const [cancels, setCancels] = useState(false);
  const { open } = job.found;
  const erasing = useAct('person-jobs', () =>
    dataOf(api.POST('/api/person-jobs/{id}/erase', { params: { path: { id: job.id } }, body: { person, cancels } })),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings.person.eraseTitle')}
      closeButtonProps={{ 'aria-label': t('settings.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          erasing.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <Stack>
          <Text>{t('settings.person.eraseText')}</Text>
          {open > 0 && (
            <Checkbox
              label={t('settings.person.cancels', { count: open })}
              description={t('settings.person.mustCancel')}
              checked={cancels}
              onChange={(event) => setCancels(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={t('settings.person.again')}
            value={person}
            onChange={(event) => setPerson(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <ActFailure of={erasing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('settings.cancel')}
            </Button>
            <Button
              type="submit"
              color="red.8"
              disabled={person.trim().length < 4 || (open > 0 && !cancels)}
              loading={erasing.isPending}
            >
              {t('settings.person.eraseNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
