import { Alert, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import { useMay } from '../session/use-may.ts';
import { useCurrentEnvironment } from '../shell/current-environment.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import { ConfirmReal } from './confirm-real.tsx';
import { SampleList } from './sample-list.tsx';
import { sampleList, samplesInUse } from './sample-queries.ts';
import classes from './samples.module.css';
import { StepData } from './step-data.tsx';
import { countStates } from './tried.ts';
import { TryButtons } from './try-buttons.tsx';
import { type Mode, type Part, type ToConfirm, useTrying } from './use-trying.ts';

/** At the bottom of the editor: the samples of a flow, and what becomes of them when it is tried. */
export function SamplesDrawer() {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const flowId = useEditor((state) => state.flowId);
  const chosen = useEditor((state) => state.chosenSample);
  const [open, setOpen] = useState(false);
  const [mode, setMode] = useState<Mode>('held');
  const [confirming, setConfirming] = useState<ToConfirm>();
  const { current } = useCurrentEnvironment();
  const may = useMay('builder');
  const list = useQuery(sampleList(flowId));
  const trying = useTrying(setConfirming);
  const trigger = useEditor(({ history }) => history.graph.nodes.find(({ node }) => node.kind === 'trigger')?.node.id);
  const inUse = samplesInUse(list.data ?? [], trigger);
  const start = (part: Part) => {
    setOpen(true);
    // For real it is one sample, the one that is looked at: nobody means fifty.
    const on = mode === 'held' ? inUse : inUse.slice(chosen, chosen + 1);
    if (current !== undefined && may && !trying.busy)
      trying.start({ part, mode, samples: on, environment: current.id });
  };
  const toggle = () => setOpen(!open);
  useHotkeys([
    ['mod+Enter', () => start({})],
    ['t', toggle],
  ]);
  return (
    <section className={classes.drawer} aria-label={t('samples.title')}>
      <Group className={classes.bar} justify="space-between" gap="xs">
        <Group gap="sm">
          <UnstyledButton onClick={toggle} aria-expanded={open} aria-keyshortcuts="T">
            <Group gap={6} wrap="nowrap">
              {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
              <Text size="sm" fw={600}>
                {t('samples.title')}
              </Text>
            </Group>
          </UnstyledButton>
          <Result />
        </Group>
        {may && <TryButtons mode={mode} onMode={setMode} busy={trying.busy} onTry={start} onCancel={trying.cancel} />}
      </Group>
      {trying.failure !== undefined && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert" py="xs">
          {failureText(trying.failure)}
        </Alert>
      )}
      {open && (
        <div className={classes.body}>
          <SampleList list={list} inUse={inUse} trigger={trigger} />
          <StepData inUse={inUse} />
        </div>
      )}
      <ConfirmReal
        asked={confirming}
        onClose={() => {
          setConfirming(undefined);
          editor.say(t('samples.cancelled'));
        }}
        onConfirm={(asked) => {
          setConfirming(undefined);
          trying.start({ ...asked, confirmed: true });
        }}
      />
    </section>
  );
}

/** What came of the last try, in a few marks. */
function Result() {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const tried = useEditor((state) => state.tried);
  const graph = useGraph();
  if (tried === undefined) return null;
  return (
    <Group gap="sm" wrap="nowrap">
      {countStates(tried.records).map(([state, count]) => (
        <RecordStateMark key={state} state={state} count={count} />
      ))}
      {tried.graph !== graph && (
        <Text size="xs" c="dimmed">
          {t('samples.stale')}
        </Text>
      )}
      {tried.run !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          component="a"
          href={`/runs/${tried.run.id}`}
          target="_blank"
          rel="noreferrer"
        >
          {tried.run.ended ? t('samples.seeRun') : t('samples.runGoesOn')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => editor.store.setState({ tried: undefined, nodeMarks: new Map() })}
      >
        {t('samples.clear')}
      </Button>
    </Group>
  );
}
