import { Center, Loader, Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeOfId } from '../canvas/graph.ts';
import { useEditor, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import classes from './mapping.module.css';
import { useMappingDoor, useMappingPlace } from './mapping-place.ts';

// The editor of expressions and what it needs are fetched when somebody maps for the first time.
const MappingView = lazy(() => import('./mapping-view.tsx'));

/** The place where one maps: the whole window, over the drawing. */
export function MappingDialog() {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const place = useMappingPlace();
  const { close } = useMappingDoor();
  const of = useEditor(({ history }) => (place === undefined ? undefined : nodeOfId(history.graph, place.nodeId)));
  const title = of === undefined ? '' : t('mapping.title', { step: describeNode(of.node, apps, t).title });
  return (
    <Modal
      opened={of !== undefined}
      onClose={close}
      fullScreen
      // Within a field Escape is the field's: it closes what completion offers, or leads back to the row.
      closeOnEscape={false}
      onKeyDown={(event) => {
        const inField =
          event.target instanceof Element &&
          event.target.closest('input:not([type=radio], [type=checkbox]), textarea, .cm-editor') !== null;
        if (event.key === 'Escape' && !event.defaultPrevented && !inField) close();
      }}
      title={title}
      closeButtonProps={{ 'aria-label': t('mapping.close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {of !== undefined && place !== undefined && (
        <Suspense
          fallback={
            <Center h="100%">
              <Loader aria-label={t('app.loading')} />
            </Center>
          }
        >
          <MappingView key={of.key} of={of} place={place} />
        </Suspense>
      )}
    </Modal>
  );
}
