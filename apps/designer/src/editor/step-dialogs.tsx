import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import type { FlowEdge } from '@raccord/contract';
import { readGraph } from '@raccord/runtime/flow/graph';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../canvas/connect-rules.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import { type Graph, type GraphNode, nodeOfKey } from '../canvas/graph.ts';
import { nodePorts } from '../canvas/node-ports.ts';
import { describeNode, portLabel } from '../nodes/describe-node.ts';
import { connect } from '../store/commands/edges.ts';
import { moveStep } from '../store/commands/move-step.ts';
import { removeNodes } from '../store/commands/nodes.ts';
import { useEditor, useEdits, useGraph, useOpen } from './editor-context.ts';
import type { StepActions } from './use-step-actions.ts';

/** Connecting and moving without a mouse. */
export function StepDialogs({ actions: { dialog, closeDialog } }: { actions: StepActions }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const of = useEditor(({ history }) => (dialog === undefined ? undefined : nodeOfKey(history.graph, dialog.key)));
  const title = of === undefined ? '' : describeNode(of.node, apps, t).title;
  const connecting = dialog?.kind === 'connect';
  // It stays when it is closed, so that the focus goes back to where it was.
  return (
    <Modal
      opened={of !== undefined}
      onClose={closeDialog}
      closeButtonProps={{ 'aria-label': t('editor.cancel') }}
      title={
        connecting ? t('editor.choose.connectTitle', { from: title }) : t('editor.choose.moveTitle', { step: title })
      }
    >
      {of !== undefined && connecting && <Connect of={of} onDone={closeDialog} />}
      {of !== undefined && !connecting && <Move of={of} onDone={closeDialog} />}
    </Modal>
  );
}

/** What opens in a dialog stays in it, for screen readers too. */
const inDialog = { withinPortal: false };

type Props = { of: GraphNode; onDone: () => void };

/** Steps as options, each with its name in expressions so that two of one title can be told apart. */
function useStepOptions(graph: Graph, without: string) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  return graph.nodes
    .filter(({ key }) => key !== without)
    .map(({ key, node }) => ({ value: key, label: `${describeNode(node, apps, t).title} (${node.id})` }));
}

function usePortOptions(node: GraphNode['node'] | undefined) {
  const { t } = useTranslation();
  return node === undefined
    ? []
    : nodePorts(node).map(({ port, kind }) => ({ value: `:${port}`, label: portLabel(port, kind, t) }));
}

function Connect({ of, onDone }: Props) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run, refusal } = useEdits();
  const ports = usePortOptions(of.node);
  const steps = useStepOptions(graph, of.key);
  const [port, setPort] = useState(ports[0]?.value ?? ':');
  const [target, setTarget] = useState<string | null>(null);
  const to = target === null ? undefined : nodeOfKey(graph, target)?.node.id;
  const edge: FlowEdge | undefined =
    to === undefined ? undefined : { from: of.node.id, ...(port === ':' ? {} : { port: port.slice(1) }), to };
  const refused = edge === undefined ? undefined : refusalOf(graph, edge);
  const out = graph.edges.filter((one) => one.edge.from === of.node.id);
  return (
    <Stack>
      {ports.length > 1 && (
        <Select
          label={t('editor.choose.way')}
          data={ports}
          value={port}
          onChange={(next) => setPort(next ?? ':')}
          allowDeselect={false}
          comboboxProps={inDialog}
          openOnFocus={false}
        />
      )}
      <Select
        label={t('editor.choose.target')}
        data={steps}
        value={target}
        onChange={setTarget}
        searchable
        data-autofocus
        comboboxProps={inDialog}
        openOnFocus={false}
        error={refused === undefined ? undefined : refusal(refused)}
      />
      <Group>
        <Button
          disabled={edge === undefined || refused !== undefined}
          onClick={() => {
            if (edge !== undefined) run(connect(graph, edge));
            onDone();
          }}
        >
          {t('editor.connect')}
        </Button>
      </Group>
      {out.length > 0 && (
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            {t('editor.choose.disconnectTitle')}
          </Text>
          {out.map((one) => (
            <Button
              key={one.key}
              variant="default"
              size="xs"
              w="fit-content"
              onClick={() => run(removeNodes(graph, [], [one.key]))}
            >
              {t('editor.choose.disconnect', {
                to: one.edge.port === undefined ? one.edge.to : `${one.edge.to} (${one.edge.port})`,
              })}
            </Button>
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function Move({ of, onDone }: Props) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const below = readGraph(fromGraph(graph)).upstream;
  // Behind what comes after it, it would still be before it: only what does not depend on it is offered.
  const steps = useStepOptions(graph, of.key).filter(({ value }) => {
    const id = nodeOfKey(graph, value)!.node.id;
    return of.node.kind !== 'trigger' && (out(graph, of.node.id) < 2 || !below.get(id)?.has(of.node.id));
  });
  const [behind, setBehind] = useState<string | null>(null);
  const target = behind === null ? undefined : nodeOfKey(graph, behind)?.node;
  const ports = usePortOptions(target);
  const [chosen, setPort] = useState<string>();
  const port = ports.some(({ value }) => value === chosen) ? chosen! : (ports[0]?.value ?? ':');
  return (
    <Stack>
      <Select
        label={t('editor.choose.behind')}
        data={steps}
        value={behind}
        onChange={setBehind}
        searchable
        data-autofocus
        comboboxProps={inDialog}
        openOnFocus={false}
      />
      {ports.length > 1 && (
        <Select
          label={t('editor.choose.way')}
          data={ports}
          value={port}
          onChange={(next) => setPort(next ?? ':')}
          allowDeselect={false}
          comboboxProps={inDialog}
          openOnFocus={false}
        />
      )}
      <Group>
        <Button
          disabled={behind === null}
          onClick={() => {
            if (behind !== null) run(moveStep(graph, of.key, behind, port.slice(1)));
            onDone();
          }}
        >
          {t('editor.move')}
        </Button>
      </Group>
    </Stack>
  );
}

const out = (graph: Graph, id: string) => graph.edges.filter(({ edge }) => edge.from === id).length;
