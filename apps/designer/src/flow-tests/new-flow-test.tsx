import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowTest } from '@raccord/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { FlowTestForm } from './flow-test-form.tsx';

/** A test begun from blank: one record that comes in, and nothing known of what becomes of it. */
export function NewFlowTest({ id, opened, onClose }: { id: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const blank: FlowTest = {
    name: '',
    records: [{}],
    mocks: {},
    expect: { records: [{ state: 'succeeded' }], effects: [] },
  };
  const creating = useMutation({
    mutationFn: (document: unknown) =>
      dataOf(api.POST('/api/flows/{id}/tests', { params: { path: { id } }, body: { document } })),
    onSuccess: async (_, document) => {
      notifications.show({ color: 'green', message: t('flowTests.saved', { name: (document as FlowTest).name }) });
      await queries.invalidateQueries({ queryKey: ['flow-tests', id], exact: true });
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('flowTests.new')}
      closeButtonProps={{ 'aria-label': t('flowTests.cancel') }}
    >
      <FlowTestForm test={blank} saving={creating} onSave={(test) => creating.mutate(test)} onCancel={onClose} />
    </Modal>
  );
}
