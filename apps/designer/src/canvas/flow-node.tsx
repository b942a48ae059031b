import { Badge, Text } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../editor/editor-context.ts';
import { describeNode, portLabel } from '../nodes/describe-node.ts';
import { NodeIcon } from '../nodes/node-icon.tsx';
import type { NodeMark } from '../store/editor-store.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import classes from './canvas.module.css';
import type { GraphNode } from './graph.ts';
import { nodePorts } from './node-ports.ts';

export type DrawnNode = Node<{ of: GraphNode; errors: number; warnings: number; mark?: NodeMark | undefined }, 'step'>;

/** A way out's name among the handles of its node; the plain one has a name too. */
export const handleOf = (port: string | undefined) => `:${port ?? ''}`;
export const portOf = (handle: string | null | undefined) => handle?.slice(1) || undefined;

export const FlowNode = memo(function FlowNode({
  data: { of, errors, warnings, mark },
  selected,
}: NodeProps<DrawnNode>) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const { node } = of;
  const { title, line, app } = describeNode(node, apps, t);
  const ports = nodePorts(node);
  const count = errors + warnings;
  return (
    <div className={classes.node} data-selected={selected} data-errors={errors > 0}>
      {node.kind !== 'trigger' && <Handle type="target" position={Position.Left} className={classes.target} />}
      <div className={classes.head}>
        <NodeIcon kind={node.kind} app={app} />
        <div className={classes.words}>
          <Text size="sm" fw={600} truncate title={title}>
            {title}
          </Text>
          <Text size="xs" c="dimmed" truncate title={line}>
            {line}
          </Text>
        </div>
        {node.note !== undefined && (
          <IconNote size={16} role="img" aria-label={`${t('editor.inspector.note')}${t('app.colon')} ${node.note}`} />
        )}
        {mark !== undefined && <RecordStateMark {...mark} />}
        {count > 0 && (
          <Badge
            circle
            size="sm"
            color={errors > 0 ? 'red' : 'yellow'}
            variant="filled"
            aria-label={t('editor.problems.of', { count })}
            role="img"
          >
            {count}
          </Badge>
        )}
      </div>
      {ports.map(({ port, kind }) =>
        kind === 'plain' ? (
          <Handle key=":" id={handleOf('')} type="source" position={Position.Right} className={classes.plain} />
        ) : (
          <div key={port} className={classes.port} data-kind={kind}>
            {portLabel(port, kind, t)}
            <Handle id={handleOf(port)} type="source" position={Position.Right} className={classes.source} />
          </div>
        ),
      )}
    </div>
  );
});
