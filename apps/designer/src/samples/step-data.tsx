import { Alert, Badge, Button, Group, Loader, Tabs, Text } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import { nodeOfKey } from '../canvas/graph.ts';
import { useEditor, useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { useMay } from '../session/use-may.ts';
import { asName } from '../store/rename-reads.ts';
import { JsonView } from '../ui/json-view.tsx';
import { exampleRecord } from './example-context.ts';
import { type Sample, sampleData, sampleList } from './sample-queries.ts';
import classes from './samples.module.css';
import { dataAt } from './tried.ts';
import { useSampleActs } from './use-sample-acts.ts';

type Tab = 'input' | 'output' | 'sent';

/** What the chosen step was given, gave and would have sent, for the chosen sample; before a try, the sample itself. */
export function StepData({ inUse }: { inUse: readonly Sample[] }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const key = useEditor(({ selection }) => (selection.nodes.length === 1 ? selection.nodes[0] : undefined));
  const tried = useEditor((state) => state.tried);
  const sample = useEditor((state) => state.chosenSample);
  const part = useEditor((state) => state.chosenPart);
  const [wanted, setTab] = useState<Tab>('output');
  const node = key === undefined ? undefined : nodeOfKey(graph, key)?.node;
  const at = tried === undefined ? -1 : indexIn(tried.samples, inUse[sample]?.id);
  const family = tried?.records.filter(({ index }) => index === at) ?? [];
  const record = family[part] ?? family[0];
  if (tried === undefined || record === undefined || node === undefined)
    return <SampleData sample={inUse[sample]} hint={tried === undefined ? undefined : t('samples.chooseStep')} />;
  const { title } = describeNode(node, apps, t);
  const { input, output, sent } = dataAt(tried, record, node.id);
  // Another record may have sent nothing from here.
  const tab = wanted === 'sent' && sent.length === 0 ? 'output' : wanted;
  const failed = record.failure !== undefined && record.node === node.id;
  const replaced = tried.replaced[node.id];
  const shown = { input, output, sent: sent.length === 1 ? sent[0]!.input : sent.map((call) => call.input) }[tab];
  const name = tab === 'input' ? '$' : tab === 'output' ? asName(node.id) : 'input';
  return (
    <div className={classes.data}>
      <Tabs value={tab} onChange={(value) => value !== null && setTab(value as Tab)}>
        <Group px="sm" pt={4} gap="sm" wrap="nowrap" justify="space-between">
          <Text size="sm" fw={600} truncate title={title}>
            {title}
          </Text>
          <Tabs.List style={{ flexWrap: 'nowrap' }}>
            <Tabs.Tab value="input">{t('samples.input')}</Tabs.Tab>
            <Tabs.Tab value="output">{t('samples.output')}</Tabs.Tab>
            {sent.length > 0 && (
              <Tabs.Tab
                value="sent"
                rightSection={
                  <Badge size="xs" variant="light" aria-hidden>
                    {sent.length}
                  </Badge>
                }
              >
                {t('samples.sent')}
              </Tabs.Tab>
            )}
          </Tabs.List>
        </Group>
      </Tabs>
      {failed && (
        <Alert color="red" variant="light" py="xs" mx="sm" mt="xs">
          {record.failure!.message}
        </Alert>
      )}
      <Group px="sm" pt={6} gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {replaced !== undefined
            ? t(`samples.replaced.${replaced}`)
            : tab !== 'input' && sent.length > 0
              ? t('samples.heldBack')
              : tried.skippedWaits.includes(node.id)
                ? t('samples.skippedWait')
                : tried.answeredApprovals.includes(node.id)
                  ? t('samples.answeredApproval')
                  : ''}
        </Text>
        {tab === 'output' && output !== undefined && (node.kind === 'action' || node.kind === 'subflow') && (
          <PinButton node={node.id} output={output} />
        )}
      </Group>
      <div className={classes.view}>
        {shown === undefined ? (
          <Text size="sm" c="dimmed">
            {input === undefined ? t('samples.notReached') : failed ? '' : t('samples.gaveNothing')}
          </Text>
        ) : (
          <JsonView value={shown} name={name} label={t('samples.dataOf', { what: t(`samples.${tab}`), step: title })} />
        )}
      </div>
    </div>
  );
}

/** An example was tried where there were no samples. */
function indexIn(samples: readonly string[], id: string | undefined): number {
  return id === undefined ? (samples.length === 0 ? 0 : -1) : samples.indexOf(id);
}

function PinButton({ node, output }: { node: string; output: unknown }) {
  const { t } = useTranslation();
  const may = useMay('builder');
  const acts = useSampleActs();
  const flowId = useEditor((state) => state.flowId);
  const pinned = useQuery(sampleList(flowId)).data?.find((one) => one.node === node && one.pinned);
  if (!may) return null;
  return pinned === undefined ? (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconPin size={14} aria-hidden />}
      onClick={() => acts.pinOutput(node, output)}
    >
      {t('samples.pinThis')}
    </Button>
  ) : (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconPinnedOff size={14} aria-hidden />}
      onClick={() => acts.change(pinned, { pinned: false })}
    >
      {t('samples.unpin')}
    </Button>
  );
}

function SampleData({ sample, hint }: { sample: Sample | undefined; hint: string | undefined }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const query = useQuery({ ...sampleData(sample?.id ?? ''), enabled: sample !== undefined });
  const example = useMemo(() => exampleRecord(fromGraph(graph), apps), [graph, apps]);
  const trigger = graph.nodes.find(({ node }) => node.kind === 'trigger')?.node.id ?? 'trigger';
  const value = sample === undefined ? example : query.data;
  return (
    <div className={classes.data}>
      {hint !== undefined && (
        <Text size="xs" c="dimmed" px="sm" pt={8}>
          {hint}
        </Text>
      )}
      <div className={classes.view}>
        {query.isError ? (
          <Text size="sm" c="red" role="alert">
            {failureText(query.error)}
          </Text>
        ) : value === undefined ? (
          <Loader size="sm" aria-label={t('app.loading')} />
        ) : (
          <JsonView value={value} name={asName(trigger)} label={t('samples.sampleData')} />
        )}
      </div>
    </div>
  );
}
