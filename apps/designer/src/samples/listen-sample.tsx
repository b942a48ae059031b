import {
  ActionIcon,
  Alert,
  Button,
  CopyButton,
  Group,
  Loader,
  Modal,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import { useOpen } from '../editor/editor-context.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { useSampleActs } from './use-sample-acts.ts';

/** Milliseconds between two looks whether something came. */
const LOOK_MS = 1_000;

type Props = { node: string; opened: boolean; onClose: () => void };

/** A sample from the next delivery to an address of its own. */
export function ListenSample({ node, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('samples.listen.title')}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      {opened && <Listening node={node} onDone={onClose} />}
    </Modal>
  );
}

function Listening({ node, onDone }: { node: string; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const { editor } = useOpen();
  const { current } = useCurrentEnvironment();
  const acts = useSampleActs();
  const address = useQuery({
    queryKey: ['listening', node, current?.id],
    queryFn: () => {
      const document = fromGraph(editor.graph());
      const body = { document, node, environment: current!.id };
      return dataOf(api.POST('/api/flows/{id}/samples/listen', { params: { path: { id: document.id } }, body }));
    },
    enabled: current !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const id = address.data?.id;
  const heard = useQuery({
    queryKey: ['listener', id],
    queryFn: () => dataOf(api.GET('/api/sample-listeners/{id}', { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'waiting' ? LOOK_MS : false),
    gcTime: 0,
  });
  const state = heard.data?.state;
  // Nobody waits behind a dialog that is closed.
  useEffect(() => {
    if (id === undefined) return;
    return () => void api.DELETE('/api/sample-listeners/{id}', { params: { path: { id } } }).catch(() => undefined);
  }, [id]);
  const told = useRef(false);
  useEffect(() => {
    if (state !== 'caught' || told.current) return;
    told.current = true;
    void acts.refresh();
    editor.chooseSample(0);
    editor.say(t('samples.listen.caught'));
  }, [state, acts, editor, t]);
  if (address.isError)
    return (
      <Stack>
        <Text size="sm" c="red" role="alert">
          {failureText(address.error)}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('samples.close')}
          </Button>
        </Group>
      </Stack>
    );
  if (address.data === undefined) return <Loader size="sm" aria-label={t('app.loading')} />;
  const { url, until } = address.data;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(new Date(until));
  return (
    <Stack>
      <Text size="sm">{t('samples.listen.text', { time })}</Text>
      <TextInput
        label={t('samples.listen.address')}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        rightSection={
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? 'samples.listen.copied' : 'samples.listen.copy')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t(copied ? 'samples.listen.copied' : 'samples.listen.copy')}
                  onClick={copy}
                >
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        }
      />
      <div role="status">
        {state === 'caught' ? (
          <Alert color="green" variant="light" icon={<IconCheck aria-hidden />}>
            {t('samples.listen.caught')}
          </Alert>
        ) : state === 'over' ? (
          <Text size="sm">{t('samples.listen.over')}</Text>
        ) : (
          <Group gap="xs">
            <Loader size={16} aria-hidden />
            <Text size="sm">{t('samples.listen.waiting')}</Text>
          </Group>
        )}
      </div>
      {state === 'waiting' && heard.data?.refusal != null && (
        <Alert color="red" variant="light" role="alert" title={t('samples.listen.refused')}>
          {heard.data.refusal.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t(state === 'caught' ? 'samples.close' : 'samples.listen.stop')}
        </Button>
      </Group>
    </Stack>
  );
}
