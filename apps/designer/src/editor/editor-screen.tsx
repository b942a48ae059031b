import { ActionIcon, Group, Title, Tooltip, VisuallyHidden } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { useArranged } from '../canvas/use-arranged.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { MappingDialog } from '../mapping/mapping-dialog.tsx';
import { type Apps, connectorList, readApps } from '../nodes/apps.ts';
import { Outline } from '../outline/outline.tsx';
import { Palette } from '../palette/palette.tsx';
import { SamplesDrawer } from '../samples/samples-drawer.tsx';
import { startAutosave } from '../store/autosave.ts';
import { createEditor, type Draft } from '../store/editor-store.ts';
import { Page, PLACE } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import classes from './editor.module.css';
import { EditorContext, type Open, useEditor } from './editor-context.ts';
import { ProblemList } from './problem-list.tsx';
import { saveDraft } from './save-draft.ts';
import { SavedNotice } from './saved-notice.tsx';
import { SidePanel } from './side-panel.tsx';
import { StepDialogs } from './step-dialogs.tsx';
import { Toolbar } from './toolbar.tsx';
import { useCheck } from './use-check.ts';
import { useKeys } from './use-keys.ts';
import { useStepActions } from './use-step-actions.ts';

/** A flow, opened for editing. */
export function EditorScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/flows/$id' });
  const flow = useQuery({
    queryKey: ['flow', id],
    queryFn: () => dataOf(api.GET('/api/flows/{id}', { params: { path: { id } } })),
    // What is open is edited here; what others save is noticed when it is saved.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const connectors = useQuery(connectorList);
  const apps = useMemo(() => readApps(connectors.data?.connectors ?? []), [connectors.data]);
  if (flow.data === undefined || connectors.data === undefined)
    return (
      <Page title={t('editor.title', { name: id })}>
        {flow.isError ? <Shown query={flow}>{() => null}</Shown> : <Shown query={connectors}>{() => null}</Shown>}
      </Page>
    );
  const draft = { ...flow.data, document: flow.data.document as FlowDocument };
  return <EditorOf key={id} draft={draft} apps={apps} />;
}

function EditorOf({ draft, apps }: { draft: Draft; apps: Apps }) {
  const [editor] = useState(() => createEditor(draft));
  const flush = useRef<() => Promise<void>>(undefined);
  const open = useMemo((): Open => ({ editor, apps, save: async () => flush.current?.() }), [editor, apps]);
  useArranged(editor);
  useCheck(editor);
  useEffect(() => {
    const { flowId } = editor.store.getState();
    const saver = startAutosave(editor, (revision, document) => saveDraft(flowId, revision, document));
    flush.current = saver.flush;
    const warn = (event: BeforeUnloadEvent) => {
      const { saving } = editor.store.getState();
      if (saving.state === 'saved') return;
      void saver.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      saver.stop();
    };
  }, [editor]);
  return (
    <EditorContext value={open}>
      <ReactFlowProvider>
        <Workplace />
      </ReactFlowProvider>
    </EditorContext>
  );
}

function Workplace() {
  const { t } = useTranslation();
  const actions = useStepActions();
  const [outline, setOutline] = useState(true);
  const name = useEditor(({ history }) => history.graph.head.name);
  const flowId = useEditor((state) => state.flowId);
  useKeys(actions);
  useEffect(() => {
    document.title = `${name} – Raccord`;
  }, [name]);
  return (
    <div className={classes.editor}>
      <Group justify="space-between" wrap="nowrap" className={classes.head}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <ActionIcon component={Link} to="/flows" variant="subtle" color="gray" aria-label={t('nav.flows')}>
            <IconArrowLeft size={18} />
          </ActionIcon>
          <Title order={1} id={PLACE} size="h4" lineClamp={1} style={{ overflowWrap: 'anywhere' }} title={name}>
            {name}
          </Title>
          <Tooltip label={t('flows.about')}>
            <ActionIcon
              component={Link}
              to={`/flows/${flowId}/about`}
              variant="subtle"
              color="gray"
              aria-label={t('flows.about')}
            >
              <IconFileText size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
        <Toolbar actions={actions} outline={outline} onOutline={() => setOutline(!outline)} />
      </Group>
      <SavedNotice />
      <div className={classes.work} data-outline={outline}>
        {outline && (
          <div className={classes.side}>
            <Outline actions={actions} />
          </div>
        )}
        <div className={classes.middle}>
          <div className={classes.drawing}>
            <Canvas onAdd={actions.addAt} onNote={actions.addNote} />
          </div>
          <div data-region="below">
            <ProblemList />
            <SamplesDrawer />
          </div>
        </div>
        <SidePanel>
          <Inspector />
        </SidePanel>
      </div>
      <Said />
      <Palette actions={actions} />
      <StepDialogs actions={actions} />
      <MappingDialog />
      <ConflictDialog />
    </div>
  );
}

/** What was done, for whoever does not see it. By itself: it is another one after each edit. */
function Said() {
  const said = useEditor((state) => state.said);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
