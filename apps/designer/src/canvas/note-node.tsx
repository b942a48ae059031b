import { type FlowNote, noteSizes } from '@raccord/contract/flow-drawing';
import { type Node, type NodeProps, NodeResizeControl } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './beside.module.css';

export type DrawnNote = Node<{ note: FlowNote }, 'note'>;

const { width, height } = noteSizes;

/** Words on the canvas: text, whatever stands in it. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<DrawnNote>) {
  const { t } = useTranslation();
  return (
    <div className={classes.note} data-colour={note.colour ?? 'yellow'} data-selected={selected}>
      {note.text === '' ? <span className={classes.empty}>{t('editor.beside.emptyNote')}</span> : note.text}
      {selected && (
        <NodeResizeControl
          position="bottom-right"
          className={classes.corner!}
          minWidth={width.least}
          maxWidth={width.most}
          minHeight={height.least}
          maxHeight={height.most}
        />
      )}
    </div>
  );
});
