import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fromGraph } from '../canvas/from-graph.ts';
import { moment } from '../i18n/index.ts';
import { type Choice, resolve } from '../store/autosave.ts';
import type { Theirs } from '../store/editor-store.ts';
import { type Difference, differenceOf, mergeFlows } from '../store/merge-flows.ts';
import { useEditor, useGraph, useOpen } from './editor-context.ts';

/** Somebody else saved first: what they changed, what you changed, and how it goes on. It stays until the choice is made. */
export function ConflictDialog() {
  const { t } = useTranslation();
  const saving = useEditor((state) => state.saving);
  // It stays when it is closed, so that the focus goes back to where it was.
  return (
    <Modal
      opened={saving.state === 'conflict'}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('editor.conflict.title')}
      size="lg"
    >
      {saving.state === 'conflict' && <Choices theirs={saving.theirs} />}
    </Modal>
  );
}

function Choices({ theirs }: { theirs: Theirs }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const saved = useEditor((state) => state.saved);
  const mine = fromGraph(useGraph());
  const { conflicts } = mergeFlows(saved.document, mine, theirs.document);
  const name = theirs.by ?? t('editor.conflict.someone');
  const choose = (choice: Choice) => () => resolve(editor, choice);
  return (
    <Stack>
      <Text>{t('editor.conflict.text', { name, at: moment(theirs.at) })}</Text>
      <Changes title={t('editor.conflict.theirs')} of={differenceOf(saved.document, theirs.document)} />
      <Changes title={t('editor.conflict.yours')} of={differenceOf(saved.document, mine)} />
      <Text size="sm">
        {conflicts.length === 0
          ? t('editor.conflict.noClash')
          : t('editor.conflict.clash', { places: conflicts.map(({ path }) => path).join(', ') })}
      </Text>
      <Group>
        <Button onClick={choose('both')} data-autofocus>
          {t('editor.conflict.both')}
        </Button>
        <Button variant="default" onClick={choose('mine')}>
          {t('editor.conflict.mine')}
        </Button>
        <Button variant="default" onClick={choose('theirs')}>
          {t('editor.conflict.takeTheirs')}
        </Button>
      </Group>
    </Stack>
  );
}

function Changes({ title, of }: { title: string; of: Difference }) {
  const { t } = useTranslation();
  const kinds = (['added', 'removed', 'changed'] as const).filter((kind) => of[kind].length > 0);
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <List size="sm">
        {kinds.map((kind) => (
          <List.Item key={kind}>{t(`editor.conflict.${kind}`, { steps: of[kind].join(', ') })}</List.Item>
        ))}
        {of.flow && <List.Item>{t('editor.conflict.flow')}</List.Item>}
        {kinds.length === 0 && !of.flow && <List.Item>{t('editor.conflict.nothing')}</List.Item>}
      </List>
    </Stack>
  );
}
