import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sample } from './sample-queries.ts';
import { useSampleActs } from './use-sample-acts.ts';

type Props = { sample: Sample; opened: boolean; onClose: () => void };

export function RenameSample({ sample, opened, onClose }: Props) {
  const { t } = useTranslation();
  const acts = useSampleActs();
  const [name, setName] = useState(sample.name);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('samples.rename')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          acts.change(sample, { name: name.trim() });
          onClose();
        }}
      >
        <Stack>
          <TextInput
            label={t('samples.name')}
            description={t('samples.nameHelp')}
            value={name}
            maxLength={200}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('editor.cancel')}
            </Button>
            <Button type="submit">{t('samples.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
