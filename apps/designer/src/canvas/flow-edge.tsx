import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { portLabel } from '../nodes/describe-node.ts';
import classes from './canvas.module.css';
import type { NodePort } from './node-ports.ts';

export type DrawnEdge = Edge<
  { from: string; to: string; way: NodePort | undefined; onInsert: (edge: string) => void },
  'way'
>;

/** An edge, with a + in its middle. */
export const FlowEdge = memo(function FlowEdge(edge: EdgeProps<DrawnEdge>) {
  const { t } = useTranslation();
  const [near, setNear] = useState(false);
  const [path, x, y] = getBezierPath(edge);
  const { from = '', to = '', way, onInsert } = edge.data ?? {};
  const by = way === undefined ? undefined : portLabel(way.port, way.kind, t);
  const shown = near || edge.selected;
  return (
    <>
      <BaseEdge
        id={edge.id}
        path={path}
        interactionWidth={20}
        {...(edge.markerEnd ? { markerEnd: edge.markerEnd } : {})}
      />
      <EdgeLabelRenderer>
        <div
          className={`${classes.insert} nodrag nopan`}
          data-edge={edge.id}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          <ActionIcon
            size={24}
            radius="xl"
            variant={shown ? 'filled' : 'default'}
            tabIndex={edge.selected ? 0 : -1}
            aria-label={
              by === undefined ? t('editor.insertHere', { from, to }) : t('editor.insertByWay', { from, to, way: by })
            }
            onClick={() => onInsert?.(edge.id)}
            onMouseEnter={() => setNear(true)}
            onMouseLeave={() => setNear(false)}
          >
            <IconPlus size={14} />
          </ActionIcon>
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
