import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { number } from '../ui/amounts.ts';
import { MOST_PASTED, type Pasted, readPasted } from './pasted.ts';
import { useSampleActs } from './use-sample-acts.ts';

type Props = { node: string; opened: boolean; onClose: () => void };

/** A sample from the clipboard; what is no JSON is told where it stops being that. */
export function PasteSample({ node, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('samples.paste.title')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      {opened && <Form node={node} onDone={onClose} />}
    </Modal>
  );
}

function Form({ node, onDone }: { node: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const flowId = useEditor((state) => state.flowId);
  const acts = useSampleActs();
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [read, setRead] = useState<Pasted>();
  const saving = useMutation({
    mutationFn: (data: unknown) => {
      const body = { node, data, ...(name.trim() === '' ? {} : { name: name.trim() }) };
      return dataOf(api.POST('/api/flows/{id}/samples', { params: { path: { id: flowId } }, body }));
    },
    onSuccess: () => {
      editor.chooseSample(0);
      editor.say(t('samples.kept', { count: 1 }));
      onDone();
    },
    onSettled: acts.refresh,
  });
  const wrong = read !== undefined && 'refusal' in read ? refusalText(read, t) : undefined;
  const error = wrong ?? (saving.isError ? failureText(saving.error) : undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const now = readPasted(text);
        setRead(now);
        if ('data' in now) saving.mutate(now.data);
      }}
    >
      <Stack>
        <Textarea
          label={t('samples.paste.label')}
          description={t('samples.paste.help')}
          error={error}
          value={text}
          rows={12}
          data-autofocus
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={(event) => {
            const next = event.currentTarget.value;
            // What is far too long would only make the page slow.
            const fits = next.length <= MOST_PASTED;
            setText(fits ? next : '');
            setRead(fits ? undefined : { refusal: 'tooLong', size: next.length });
            saving.reset();
          }}
        />
        <TextInput
          label={t('samples.name')}
          description={t('samples.nameHelp')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('editor.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('samples.paste.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function refusalText(read: Extract<Pasted, { refusal: string }>, t: TFunction): string {
  if (read.refusal === 'noJson') return t('samples.paste.noJson', { line: read.line, column: read.column });
  if (read.refusal === 'tooLong')
    return t('samples.paste.tooLong', { size: number(read.size), most: number(MOST_PASTED) });
  return t('samples.paste.empty');
}
