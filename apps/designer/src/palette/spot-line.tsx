import { Group, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type GraphNode, nodeOfId, nodeOfKey } from '../canvas/graph.ts';
import { nodePorts } from '../canvas/node-ports.ts';
import { useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode, portLabel } from '../nodes/describe-node.ts';
import { freePort, type Spot } from '../store/commands/nodes.ts';

type Props = { id: string; spot: Spot; onSpot: (spot: Spot) => void };

/** Where what is added goes: behind which step or between which two, and by which way out. That way can be another one. */
export function SpotLine({ id, spot, onSpot }: Props) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const title = ({ node }: GraphNode) => describeNode(node, apps, t).title;
  const wayOf = ({ node }: GraphNode, port: string) => {
    const found = nodePorts(node).find((one) => one.port === port);
    return found === undefined || found.kind === 'plain' ? undefined : portLabel(found.port, found.kind, t);
  };
  const cut = 'edge' in spot ? graph.edges.find(({ key }) => key === spot.edge)?.edge : undefined;
  const after = 'after' in spot ? nodeOfKey(graph, spot.after) : nodeOfId(graph, cut?.from ?? '');
  if (after === undefined) return null;
  const port = cut !== undefined ? (cut.port ?? '') : ('after' in spot && spot.port) || freePort(graph, after);
  const way = wayOf(after, port);
  const to = nodeOfId(graph, cut?.to ?? '');
  const between = { from: title(after), to: to === undefined ? '' : title(to), way };
  const words =
    to === undefined
      ? t(way === undefined ? 'editor.palette.behind' : 'editor.palette.behindBy', { step: title(after), way })
      : t(way === undefined ? 'editor.palette.between' : 'editor.palette.betweenBy', between);
  const ways = cut === undefined ? nodePorts(after.node) : [];
  return (
    <Group px="md" py={6} gap="sm" justify="space-between">
      <Text id={id} size="sm" c="dimmed">
        {words}
      </Text>
      {ways.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('editor.choose.way')}
          data={ways.map((one) => ({ value: `:${one.port}`, label: portLabel(one.port, one.kind, t) }))}
          value={`:${port}`}
          onChange={(value) => onSpot({ after: after.key, port: value.slice(1) })}
        />
      )}
    </Group>
  );
}
