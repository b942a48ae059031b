import { Alert, Button, Group, Text } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { useLiveEvents } from '../api/live-events.ts';
import { moment } from '../i18n/index.ts';
import { takeTheirs } from '../store/autosave.ts';
import type { Editor } from '../store/editor-store.ts';
import { useEditor, useOpen } from './editor-context.ts';

/** Says calmly that somebody else has saved this flow, while nothing is lost yet; bringing it in can be undone. */
export function SavedNotice() {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const theirs = useEditor((state) => state.theirs);
  const changed = useEditor(({ history, saved }) => history.graph !== saved.graph);
  const conflict = useEditor(({ saving }) => saving.state === 'conflict');
  useNoticedSaves(editor);
  if (theirs === undefined || conflict) return null;
  const name = theirs.by ?? t('editor.conflict.someone');
  return (
    <Alert
      variant="light"
      color="blue"
      icon={<IconUsers aria-hidden />}
      role="status"
      withCloseButton
      closeButtonLabel={t('editor.theirs.later')}
      onClose={() => editor.store.setState({ theirs: undefined })}
      py="xs"
    >
      <Group gap="sm">
        <Text size="sm">{t('editor.theirs.saved', { name, at: moment(theirs.at) })}</Text>
        {changed ? (
          <Button size="compact-sm" onClick={() => editor.store.setState({ saving: { state: 'conflict', theirs } })}>
            {t('editor.theirs.compare')}
          </Button>
        ) : (
          <Button size="compact-sm" onClick={() => takeTheirs(editor, theirs)}>
            {t('editor.theirs.bringIn')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** A hint that this flow was saved is followed up: our own saves, and what we know already, are no news. */
function useNoticedSaves({ store }: Editor): void {
  useLiveEvents(['flow.saved'], async ({ type, flowId: saved }) => {
    const { flowId } = store.getState();
    if (type === 'flow.saved' && saved !== flowId) return;
    await settled(store);
    const flow = await dataOf(api.GET('/api/flows/{id}', { params: { path: { id: flowId } } })).catch(() => undefined);
    if (flow === undefined) return;
    await settled(store);
    const { document, revision, updatedBy: by, updatedAt: at } = flow;
    if (revision > store.getState().saved.revision)
      store.setState({ theirs: { document: document as FlowDocument, revision, by, at } });
  });
}

/** Until no save of ours is under way. */
function settled({ getState, subscribe }: Editor['store']): Promise<void> {
  return new Promise((resolve) => {
    if (getState().saving.state !== 'saving') return resolve();
    const stop = subscribe(({ saving }) => {
      if (saving.state === 'saving') return;
      stop();
      resolve();
    });
  });
}
