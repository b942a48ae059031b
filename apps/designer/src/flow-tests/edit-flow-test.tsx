import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowTest } from '@raccord/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { Shown } from '../ui/shown.tsx';
import { FlowTestForm } from './flow-test-form.tsx';
import { type FlowTestSummary, flowTest } from './flow-test-queries.ts';

type Props = { id: string; onClose: () => void; onSaved: (test: string) => void };

/** A test in a dialog of its own. */
export function EditFlowTest({ test, ...props }: Props & { test: FlowTestSummary | undefined }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={test !== undefined}
      onClose={props.onClose}
      size="xl"
      title={t('flowTests.editTitle', { name: test?.name })}
      closeButtonProps={{ 'aria-label': t('flowTests.cancel') }}
    >
      {test !== undefined && <Editing key={test.id} test={test.id} {...props} />}
    </Modal>
  );
}

function Editing({ id, test, onClose, onSaved }: Props & { test: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const stored = useQuery(flowTest(id, test));
  const saving = useMutation({
    mutationFn: ({ revision, document }: { revision: number; document: unknown }) =>
      dataOf(api.PUT('/api/flows/{id}/tests/{test}', { params: { path: { id, test } }, body: { revision, document } })),
    onSuccess: async (_, { document }) => {
      notifications.show({ color: 'green', message: t('flowTests.saved', { name: (document as FlowTest).name }) });
      await queries.invalidateQueries({ queryKey: ['flow-tests', id] });
      onSaved(test);
      onClose();
    },
  });
  return (
    <Shown query={stored}>
      {({ revision, document }) => (
        <FlowTestForm
          test={document as FlowTest}
          saving={saving}
          onSave={(changed) => saving.mutate({ revision, document: changed })}
          onCancel={onClose}
        />
      )}
    </Shown>
  );
}
