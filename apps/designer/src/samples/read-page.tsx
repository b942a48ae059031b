import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import { useOpen } from '../editor/editor-context.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { useSampleActs } from './use-sample-acts.ts';

type Props = { node: string; opened: boolean; onClose: () => void };

/** Samples read from the account; an account that is slow can be left alone. */
export function ReadPage({ node, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('samples.page.title')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      {opened && <Reading node={node} onDone={onClose} />}
    </Modal>
  );
}

function Reading({ node, onDone }: { node: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const { current } = useCurrentEnvironment();
  const acts = useSampleActs();
  const [cursor, setCursor] = useState<unknown>();
  const leaving = useRef<AbortController>(undefined);
  const reading = useMutation({
    mutationFn: async () => {
      const document = fromGraph(editor.graph());
      leaving.current = new AbortController();
      const { signal } = leaving.current;
      const from = cursor === undefined ? {} : { cursor };
      const body = { document, node, environment: current?.id ?? '', ...from };
      const params = { path: { id: document.id } };
      return dataOf(api.POST('/api/flows/{id}/samples/page', { params, body, signal }));
    },
    onSuccess: ({ samples, cursor: next }) => {
      setCursor(next);
      if (samples.length === 0) return editor.say(t('samples.page.nothing'));
      editor.chooseSample(0);
      editor.say(t('samples.kept', { count: samples.length }));
    },
    onSettled: acts.refresh,
  });
  const leave = () => {
    leaving.current?.abort();
    onDone();
  };
  const found = reading.data;
  return (
    <Stack>
      <Text size="sm">{t('samples.page.text', { environment: current?.name ?? '' })}</Text>
      {reading.isPending && (
        <Group gap="xs" role="status">
          <Loader size={16} aria-hidden />
          <Text size="sm">{t('samples.page.reading')}</Text>
        </Group>
      )}
      {reading.isError && (
        <Text size="sm" c="red" role="alert">
          {failureText(reading.error)}
        </Text>
      )}
      {found !== undefined && !reading.isPending && (
        <Text size="sm" role="status">
          {found.samples.length === 0 ? t('samples.page.nothing') : t('samples.kept', { count: found.samples.length })}
          {found.left > 0 && ` ${t('samples.page.left', { count: found.left })}`}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={leave}>
          {found !== undefined && found.samples.length > 0 ? t('samples.close') : t('editor.cancel')}
        </Button>
        <Button onClick={() => reading.mutate()} disabled={reading.isPending || current === undefined} data-autofocus>
          {t(found === undefined ? 'samples.page.read' : 'samples.page.again')}
        </Button>
      </Group>
    </Stack>
  );
}
