import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './beside.module.css';

export type DrawnGroup = Node<{ title: string }, 'frame'>;

/** The frame around the steps of a group. It is held by its title; within it the canvas is as anywhere else. */
export const GroupNode = memo(function GroupNode({ data: { title }, selected }: NodeProps<DrawnGroup>) {
  const { t } = useTranslation();
  return (
    <div className={classes.group} data-selected={selected}>
      <div className={`${classes.title} ${GROUP_HANDLE}`} title={title}>
        {title.trim() === '' ? t('editor.beside.group') : title}
      </div>
    </div>
  );
});

export const GROUP_HANDLE = 'raccord-group-title';
