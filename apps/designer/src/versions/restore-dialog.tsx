import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowDocument } from '@raccord/contract';
import { diffFlows } from '@raccord/runtime/flow/diff-flows';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import type { Apps } from '../nodes/apps.ts';
import { Shown } from '../ui/shown.tsx';
import { ChangeList } from './change-list.tsx';
import { documentOf, storedDraft } from './version-queries.ts';

type Props = { id: string; version: number | undefined; apps: Apps; onClose: () => void };

/** Makes a version the draft again, after saying what the draft holds that the version does not. */
export function RestoreDialog({ id, version, apps, onClose }: Props) {
  const { t } = useTranslation();
  const word = t('versions.version', { version });
  return (
    <Modal
      opened={version !== undefined}
      onClose={onClose}
      size="lg"
      title={t('versions.restoreTitle', { version: word })}
      closeButtonProps={{ 'aria-label': t('versions.cancel') }}
    >
      {version !== undefined && <Restoring id={id} version={version} apps={apps} onClose={onClose} />}
    </Modal>
  );
}

function Restoring({ id, version, apps, onClose }: Props & { version: number }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const word = t('versions.version', { version });
  const draft = useQuery(storedDraft(id));
  const document = useQuery(documentOf(id, version));
  const restoring = useMutation({
    mutationFn: (revision: number) =>
      dataOf(
        api.POST('/api/flows/{id}/restore', {
          params: { path: { id } },
          body: { version, revision, note: t('versions.restoreNote', { version }) },
        }),
      ),
    onSuccess: async ({ kept }) => {
      notifications.show({
        color: 'green',
        message:
          kept === null
            ? t('versions.restoredSame', { version: word })
            : t('versions.restored', { version: word, kept }),
      });
      for (const key of ['flow', 'flow-draft', 'flow-document', 'flow-versions', 'flow-problems', 'flows'])
        await queries.invalidateQueries({ queryKey: key === 'flows' ? [key] : [key, id] });
      onClose();
    },
  });
  return (
    <Stack>
      <Text size="sm">{t('versions.restoreText', { version: word })}</Text>
      <Shown query={draft}>
        {(now) => (
          <Shown query={document}>
            {(then) => {
              const compared = { before: then, after: now.document as FlowDocument, apps };
              const changes = diffFlows(compared.before, compared.after);
              return (
                <>
                  <Text size="sm" fw={600}>
                    {changes.length === 0 ? t('versions.restoreSame') : t('versions.restoreLoses', { version: word })}
                  </Text>
                  {changes.length > 0 && <ChangeList changes={changes} compared={compared} />}
                  {restoring.isError && (
                    <Alert color="red" role="alert">
                      {failureText(restoring.error)}
                    </Alert>
                  )}
                  <Group justify="flex-end">
                    <Button variant="default" onClick={onClose} data-autofocus>
                      {t('versions.cancel')}
                    </Button>
                    <Button onClick={() => restoring.mutate(now.revision)} loading={restoring.isPending}>
                      {t('versions.restore')}
                    </Button>
                  </Group>
                </>
              );
            }}
          </Shown>
        )}
      </Shown>
    </Stack>
  );
}
