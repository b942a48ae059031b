import { ScrollArea, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Head } from '../canvas/graph.ts';
import { useEditor, useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { groupAbout, groupOf } from '../store/commands/groups.ts';
import { noteOf } from '../store/commands/notes.ts';
import { changeFlow } from '../store/commands/settings.ts';
import { FormProvider } from './form-context.ts';
import { GroupForm } from './group-form.tsx';
import { flowSchema } from './kind-schemas.ts';
import { NoteForm } from './note-form.tsx';
import { SchemaForm } from './schema-form.tsx';
import { StepForm } from './step-form.tsx';

/** What is chosen, and all there is to set at it; the flow itself when nothing is. */
export function Inspector() {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const chosen = useEditor((state) => state.selection.nodes);
  const panel = useRef<HTMLDivElement>(null);
  useWantedFocus(panel);
  const of = chosen.length === 1 ? graph.nodes.find(({ key }) => key === chosen[0]) : undefined;
  const beside = useEditor(({ selection }) => selection.notes.length + selection.groups.length);
  const note = useEditor(({ selection: { nodes, notes, groups }, history }) =>
    notes.length === 1 && nodes.length + groups.length === 0 ? noteOf(history.graph, notes[0]) : undefined,
  );
  const group = useEditor(({ selection: { nodes, notes, groups }, history }) =>
    groups.length === 1 && nodes.length + notes.length === 0 ? groupOf(history.graph, groups[0]) : undefined,
  );
  const described = of && describeNode(of.node, apps, t);
  const title =
    described?.title ??
    (note !== undefined
      ? t('editor.beside.note')
      : group !== undefined
        ? groupAbout(group)
        : beside > 0
          ? t('editor.beside.chosen', { count: chosen.length + beside })
          : chosen.length > 1
            ? t('editor.inspector.many', { count: chosen.length })
            : t('editor.inspector.flow'));
  return (
    <Stack
      h="100%"
      gap={0}
      component="section"
      aria-label={t('editor.inspector.label')}
      ref={panel}
      data-region="settings"
    >
      <Stack p="sm" gap={4}>
        <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {described !== undefined && of !== undefined && (
          <Text size="sm" c="dimmed" truncate>
            {described.line}
          </Text>
        )}
      </Stack>
      <ScrollArea
        flex={1}
        px="sm"
        pb="sm"
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': title }}
      >
        {of !== undefined && <StepForm key={of.key} of={of} />}
        {note !== undefined && <NoteForm key={note.id} note={note} />}
        {group !== undefined && <GroupForm key={group.id} group={group} />}
        {chosen.length + beside === 0 && <FlowForm />}
      </ScrollArea>
    </Stack>
  );
}

function FlowForm() {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const problems = useEditor((state) => state.problems);
  const { name, description, owner, tags, settings } = graph.head;
  const set = (field: string, value: unknown) => run(changeFlow(graph, { [field]: value } as Partial<Head>));
  return (
    <FormProvider value={{ path: '', problems, literalsOnly: false, sources: [] }}>
      <SchemaForm
        schema={flowSchema(t)}
        value={{ name, description, owner, tags, settings }}
        path=""
        onChange={(field, value) => set(field, field === 'name' ? (value ?? '') : emptied(value))}
      />
    </FormProvider>
  );
}

const emptied = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value;

/** Moves the focus to the place somebody asked for: the field itself, or what it is in. */
function useWantedFocus(panel: React.RefObject<HTMLDivElement | null>): void {
  const { editor } = useOpen();
  const wanted = useEditor((state) => state.wantsFocus);
  useEffect(() => {
    if (wanted === undefined) return;
    editor.focus(undefined);
    const places = [...(panel.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
    const inside = places.filter(
      ({ dataset: { path = '' } }) => wanted === path || wanted.startsWith(`${path}.`) || wanted.startsWith(`${path}[`),
    );
    const nearest = inside.sort((a, b) => b.dataset.path!.length - a.dataset.path!.length)[0];
    const target = nearest ?? panel.current?.querySelector<HTMLElement>('input, textarea');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }, [wanted, editor, panel]);
}
