import { Button, Checkbox, Group, List, Modal, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { Shown } from '../ui/shown.tsx';
import { type ReplayPreview, type Run, replayOf } from './run-queries.ts';

type How = 'resume' | 'failed' | 'all';
type On = 'same' | 'deployed';

/** Runs a run again, and says beforehand what that does, what cannot be run again, and why. */
export function ReplayDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation();
  const preview = useQuery(replayOf(run.id));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('runs.replay.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
    >
      <Shown query={preview}>{(known) => <Choice run={run} preview={known} onClose={onClose} />}</Shown>
    </Modal>
  );
}

function Choice({ run, preview, onClose }: { run: Run; preview: ReplayPreview; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [how, setHow] = useState<How>(preview.resumable > 0 ? 'resume' : 'all');
  const [on, setOn] = useState<On>(preview.versionThere ? 'same' : 'deployed');
  const [sure, setSure] = useState(false);
  const count = how === 'resume' ? preview.resumable : preview.startable[how];
  const twice = how === 'resume' ? [] : preview.again[how].filter(({ single }) => !single);
  const versionThere = how === 'resume' || on === 'same' ? preview.versionThere : preview.deployedVersion !== null;
  const blocked =
    count === 0 ||
    !versionThere ||
    (how !== 'resume' && preview.tooLarge[how]) ||
    (how === 'all' && preview.running > 0) ||
    (twice.length > 0 && !sure);
  const start = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/api/runs/{id}/replay', {
          params: { path: { id: run.id } },
          body: how === 'resume' ? { from: 'failure' } : { from: 'start', records: how, version: on },
        }),
      ),
    onSuccess: ({ runId, records }) => {
      notifications.show({ color: 'green', message: t('runs.replay.started', { count: records }) });
      onClose();
      if (runId !== run.id) void navigate({ to: '/runs/$id', params: { id: runId } });
    },
    onError: (failure) => notifications.show({ color: 'red', autoClose: false, message: failureText(failure) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['run', run.id] }),
  });
  return (
    <Stack>
      <Radio.Group
        label={t('runs.replay.how')}
        value={how}
        onChange={(next) => {
          setHow(next as How);
          setSure(false);
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="resume"
            label={t('runs.replay.resume')}
            description={t('runs.replay.resumeText', { version: preview.version })}
            disabled={preview.resumable === 0}
          />
          <Radio
            value="failed"
            label={t('runs.replay.failed')}
            description={t('runs.replay.startText')}
            disabled={preview.startable.failed === 0}
          />
          <Radio
            value="all"
            label={t('runs.replay.all')}
            description={t('runs.replay.startText')}
            disabled={preview.startable.all === 0}
          />
        </Stack>
      </Radio.Group>
      {how !== 'resume' && (
        <Radio.Group label={t('runs.replay.on')} value={on} onChange={(next) => setOn(next as On)}>
          <Stack gap="xs" mt="xs">
            <Radio
              value="same"
              label={t('runs.replay.same', { version: preview.version })}
              disabled={!preview.versionThere}
            />
            <Radio
              value="deployed"
              label={
                preview.deployedVersion === null
                  ? t('runs.replay.nowhere')
                  : t('runs.replay.deployed', { version: preview.deployedVersion })
              }
              disabled={preview.deployedVersion === null}
            />
          </Stack>
        </Radio.Group>
      )}
      <section aria-live="polite">
        <Stack gap="xs">
          <Text fw={600}>{count === 0 ? t('runs.replay.nothing') : t('runs.replay.will', { count })}</Text>
          <Obstacles preview={preview} how={how} />
          {how !== 'resume' && <Done calls={preview.again[how]} />}
          {twice.length > 0 && (
            <Checkbox
              label={t('runs.replay.confirmTwice')}
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
          )}
        </Stack>
      </section>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('editor.cancel')}
        </Button>
        <Button disabled={blocked} loading={start.isPending} onClick={() => start.mutate()}>
          {t('runs.replay.start', { count })}
        </Button>
      </Group>
    </Stack>
  );
}

function Obstacles({ preview, how }: { preview: ReplayPreview; how: How }) {
  const { t } = useTranslation();
  const counted = (['inDoubt', 'retrying', 'gone', 'expired'] as const).flatMap((what) =>
    preview[what] > 0 ? [t(`runs.replay.${what}`, { count: preview[what] })] : [],
  );
  const obstacles = [
    ...counted,
    ...(how === 'all' && preview.running > 0 ? [t('runs.replay.running', { count: preview.running })] : []),
    ...(preview.versionThere ? [] : [t('runs.replay.versionGone', { version: preview.version })]),
    ...(how !== 'resume' && preview.tooLarge[how] ? [t('runs.replay.tooLarge')] : []),
  ];
  if (obstacles.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('runs.replay.cannot')}
      </Text>
      <List size="sm">
        {obstacles.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </div>
  );
}

function Done({ calls }: { calls: ReplayPreview['again']['all'] }) {
  const { t } = useTranslation();
  if (calls.length === 0) return <Text size="sm">{t('runs.replay.doneNone')}</Text>;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('runs.replay.done')}
      </Text>
      <List size="sm">
        {calls.map(({ node, count, single }) => (
          <List.Item key={node}>{t(single ? 'runs.replay.single' : 'runs.replay.twice', { node, count })}</List.Item>
        ))}
      </List>
    </div>
  );
}
