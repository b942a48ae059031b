import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { useSandboxAct } from './sandbox-queries.ts';
import { useSystemName } from './use-system-name.ts';

/** Says what is lost before it is. */
export function ResetDialog({ of, onClose }: { of: string; onClose: () => void }) {
  const { t } = useTranslation();
  const name = useSystemName()(of);
  const [which, setWhich] = useState<'one' | 'all'>('one');
  const reset = useSandboxAct(() =>
    dataOf(api.POST('/api/sandbox/reset', { body: which === 'one' ? { system: of } : {} })),
  );
  const done = () => {
    notifications.show({ color: 'green', message: t('sandbox.reset.done') });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sandbox.reset.title')}
      closeButtonProps={{ 'aria-label': t('connections.close') }}
    >
      <Stack>
        <Radio.Group
          label={t('sandbox.reset.which')}
          value={which}
          onChange={(next) => setWhich(next === 'all' ? 'all' : 'one')}
        >
          <Stack gap="sm" mt="xs">
            <Radio value="one" label={t('sandbox.reset.one', { name })} description={t('sandbox.reset.oneHelp')} />
            <Radio value="all" label={t('sandbox.reset.all')} description={t('sandbox.reset.allHelp')} />
          </Stack>
        </Radio.Group>
        <ActFailure of={reset.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('alerts.cancel')}
          </Button>
          <Button color="red.8" loading={reset.isPending} onClick={() => reset.mutate(undefined, { onSuccess: done })}>
            {which === 'one' ? t('sandbox.reset.doOne', { name }) : t('sandbox.reset.doAll')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
