import { Accordion, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useCallbackRef } from '@mantine/hooks';
import type { FlowNode } from '@raccord/contract';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '../canvas/graph.ts';
import { useEditor, useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { OpenMapping } from '../mapping/open-mapping.tsx';
import { needsConnection } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { changeNode, nameRefusal, rename } from '../store/commands/settings.ts';
import { AccountTrouble } from './account-trouble.tsx';
import { ConnectionPicker } from './connection-picker.tsx';
import { FormProvider, useForm } from './form-context.ts';
import type { JsonSchema } from './json-schema.ts';
import { kindSchema } from './kind-schemas.ts';
import { useNodeConnection } from './node-connection.ts';
import { SchemaForm, withField } from './schema-form.tsx';
import { sourcesOf } from './sources.ts';
import { type TargetField, useTargetFields } from './target-fields.ts';

/** Everything there is to set at one step. */
export function StepForm({ of }: { of: GraphNode }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const { run } = useEdits();
  const problems = useEditor((state) => state.problems);
  const { node, key } = of;
  // What can be read is offered in lists that are opened; nobody waits for it while they type.
  const known = useDeferredValue(graph);
  const sources = useMemo(() => sourcesOf(known, node.id, apps), [known, node.id, apps]);
  const account = useNodeConnection(node);
  const form = {
    path: `nodes.${node.id}`,
    problems: problems.filter((problem) => problem.node === node.id),
    literalsOnly: node.kind === 'trigger',
    sources: node.kind === 'trigger' ? [] : sources,
    account,
    beside: 'with' in node ? node.with : {},
  };
  const set = useCallbackRef((name: string, value: unknown) =>
    run(changeNode(graph, key, withField(node, name, value) as FlowNode, name)),
  );
  const usual = describeNode({ ...node, title: undefined } as unknown as FlowNode, apps, t).title;
  return (
    <FormProvider value={form}>
      <Stack gap="md">
        <OpenMapping node={node} />
        <Names of={key} id={node.id} title={node.title ?? ''} usual={usual} onSet={set} />
        {(node.kind === 'trigger' || node.kind === 'action') && <OperationForm of={{ key, node }} onSet={set} />}
        {node.kind !== 'trigger' && node.kind !== 'action' && (
          <SchemaForm schema={kindSchema(node.kind, t)} value={ownFields(node)} onChange={set} path={form.path} />
        )}
        <NoteField note={node.note ?? ''} onSet={set} />
      </Stack>
    </FormProvider>
  );
}

/** By itself: whenever it is drawn it measures how high it must be, which takes longer than all other fields together. */
const NoteField = memo(function NoteField({ note, onSet }: { note: string; onSet: Set }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('editor.inspector.note')}
      description={t('editor.inspector.noteHelp')}
      value={note}
      autosize
      minRows={1}
      maxRows={8}
      maxLength={4_000}
      onChange={(event) => onSet('note', event.currentTarget.value || undefined)}
    />
  );
});

function ownFields(node: FlowNode): Record<string, unknown> {
  const { id: _id, kind: _kind, title: _title, note: _note, ...fields } = node;
  return fields;
}

type Set = (name: string, value: unknown) => void;

type NameProps = { of: string; id: string; title: string; usual: string; onSet: Set };

/** What a step is called. @param usual what it is called as long as nobody has given it a title */
const Names = memo(function Names({ of, id, title, usual, onSet }: NameProps) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const { run } = useEdits();
  const [typed, setTyped] = useState<string>();
  const wanted = typed ?? id;
  const refusal = useEditor(({ history }) => nameRefusal(history.graph, of, wanted));
  const take = () => {
    if (refusal === undefined && wanted !== id) run(rename(editor.graph(), of, wanted));
    setTyped(undefined);
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('editor.inspector.stepTitle')}
        description={t('editor.inspector.stepTitleHelp')}
        value={title}
        placeholder={usual}
        maxLength={200}
        data-path={`nodes.${id}`}
        onChange={(event) => onSet('title', event.currentTarget.value || undefined)}
      />
      <TextInput
        label={t('editor.inspector.id')}
        description={t('editor.inspector.idHelp')}
        value={wanted}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        error={refusal === undefined ? undefined : t(`editor.refusal.${refusal}`)}
        data-path={`nodes.${id}.id`}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </Stack>
  );
});

type Operating = { key: string; node: Extract<FlowNode, { kind: 'trigger' | 'action' }> };

function OperationForm({ of: { key, node }, onSet }: { of: Operating; onSet: Set }) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const found = apps.find(node.uses);
  const targets = useTargetFields(node);
  const { account } = useForm();
  if (found === undefined) return <Text size="sm">{t('editor.line.unknown', { uses: node.uses })}</Text>;
  const own = (found.kind === 'action' ? found.of.input : found.of.config) as JsonSchema;
  const schema = withFields(own, targets.fields);
  const values = node.with ?? {};
  const path = `nodes.${node.id}.with`;
  return (
    <Stack gap="md">
      {(needsConnection(found.app) || node.connection !== undefined) && (
        <ConnectionPicker of={{ key, node } as never} />
      )}
      <Stack gap="sm" data-path={path} tabIndex={-1}>
        <SchemaForm
          schema={schema}
          value={values}
          path={path}
          onChange={(name, value) => {
            const next = withField(values, name, value);
            onSet('with', Object.keys(next).length === 0 ? undefined : next);
          }}
        />
      </Stack>
      {account !== undefined && targets.account.state === 'loading' && (
        <Text size="xs" c="dimmed" role="status">
          {t('editor.choices.fieldsAsking', { account: account.name })}
        </Text>
      )}
      {account !== undefined && targets.account.state === 'failed' && (
        <AccountTrouble failure={targets.account.failure} account={account} again={targets.again} />
      )}
      {found.kind === 'action' && (
        <Stack gap={2}>
          <Text size="sm" fw={500}>
            {t('editor.inspector.single')}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`editor.effect.${found.of.effect as 'read'}`)}
          </Text>
        </Stack>
      )}
      {(found.kind === 'action' || found.of.poll !== undefined) && (
        <Accordion variant="contained" chevronPosition="left">
          <Accordion.Item value="failures">
            <Accordion.Control>
              {t(
                `editor.inspector.${found.kind === 'action' ? 'failures' : found.of.webhook ? 'readBesides' : 'reading'}`,
              )}
            </Accordion.Control>
            <Accordion.Panel>
              <SchemaForm
                schema={kindSchema(node.kind, t)}
                value={policyOf(node)}
                onChange={onSet}
                path={`nodes.${node.id}`}
              />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}

/** The schema with the fields of the account beside its own. */
function withFields(schema: JsonSchema, fields: readonly TargetField[]): JsonSchema {
  const custom = fields.filter((field) => field.custom);
  if (custom.length === 0) return schema;
  const more = custom.map((field): [string, JsonSchema] => [field.name, field.schema]);
  return {
    ...schema,
    properties: { ...schema.properties, ...Object.fromEntries(more) },
    required: [...(schema.required ?? []), ...custom.filter(({ required }) => required).map(({ name }) => name)],
  };
}

function policyOf(node: Operating['node']): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...node };
  const names = node.kind === 'action' ? ['retry', 'onFailure', 'inDoubt'] : ['poll'];
  return Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}
