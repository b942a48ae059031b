import { Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { freshName } from '../canvas/graph.ts';
import { connectionList } from '../connections/connection-queries.ts';
import { useEditor, useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { changeNode } from '../store/commands/settings.ts';
import { useFieldError } from './form-context.ts';

type Using = { key: string; node: { id: string; kind: 'trigger' | 'action'; uses: string; connection?: string } };

/** The slot a step uses, and what each environment has put into it. */
export function ConnectionPicker({ of: { key, node } }: { of: Using }) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const environments = useQuery(environmentList);
  const error = useFieldError(`nodes.${node.id}.connection`);
  const connector = node.uses.split('/')[0]!;
  const slots = graph.head.connections ?? {};
  const fitting = Object.keys(slots).filter((slot) => slots[slot]?.connector === connector);
  const fresh = freshName(connector.slice(0, 60), new Set(Object.keys(slots)));

  const choose = (slot: string | null) => {
    const { connection: _old, ...rest } = graph.nodes.find((one) => one.key === key)!.node as Using['node'];
    const next = { ...rest, ...(slot === null ? {} : { connection: slot }) };
    const command = changeNode(graph, key, next as never, 'connection');
    const connections = { ...slots, [slot ?? '']: { connector } };
    const isNew = slot !== null && !Object.hasOwn(slots, slot);
    run(isNew ? { ...command, changes: [{ do: 'setHead', head: { connections } }, ...command.changes] } : command);
  };

  return (
    <Stack gap="xs">
      <Select
        label={t('editor.inspector.slot')}
        description={t('editor.inspector.slotHelp')}
        error={error}
        data-path={`nodes.${node.id}.connection`}
        data={[
          ...fitting.map((slot) => ({ value: slot, label: slot })),
          { value: fresh, label: `${t('editor.inspector.newSlot')}: ${fresh}` },
        ]}
        value={node.connection ?? null}
        onChange={choose}
      />
      {node.connection !== undefined &&
        (environments.data?.environments ?? []).map(({ id, name }) => (
          <BoundConnection key={id} environment={{ id, name }} slot={node.connection!} connector={connector} />
        ))}
    </Stack>
  );
}

type BoundProps = { environment: { id: string; name: string }; slot: string; connector: string };

function BoundConnection({ environment, slot, connector }: BoundProps) {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const queries = useQueryClient();
  const flowId = useEditor((state) => state.flowId);
  // A slot is known to the server once the draft that names it is saved.
  const known = useEditor(({ saved }) => saved.graph.head.connections?.[slot]?.connector === connector);
  const revision = useEditor(({ saved }) => saved.revision);
  const path = { id: flowId, environment: environment.name };
  const bindings = useQuery({
    queryKey: ['bindings', flowId, environment.id, revision],
    queryFn: () => dataOf(api.GET('/api/flows/{id}/bindings/{environment}', { params: { path } })),
    enabled: known,
  });
  const connections = useQuery(connectionList);
  const bind = useMutation({
    mutationFn: (connectionId: string | null) =>
      dataOf(
        api.PUT('/api/flows/{id}/bindings/{environment}/{slot}', {
          params: { path: { ...path, slot } },
          body: { connectionId },
        }),
      ),
    onError: (failure) => editor.say(failureText(failure)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['bindings', flowId] }),
  });
  if (!known)
    return (
      <Text size="xs" c="dimmed">
        {t('editor.inspector.notBound')}
      </Text>
    );
  const bound = bindings.data?.slots.find((one) => one.slot === slot)?.connection;
  const fitting = (connections.data?.connections ?? []).filter(
    (one) => one.environmentId === environment.id && one.connector === connector,
  );
  return (
    <Select
      size="xs"
      label={t('editor.inspector.inEnvironment', { environment: environment.name })}
      data={[
        { value: '', label: t('editor.inspector.byDefault') },
        ...fitting.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={bound?.explicit ? bound.id : ''}
      {...(bound === null ? { description: t('editor.inspector.unbound') } : {})}
      {...(bind.isError ? { error: failureText(bind.error) } : {})}
      disabled={bindings.data === undefined || bind.isPending}
      onChange={(id) => bind.mutate(id === null || id === '' ? null : id)}
      allowDeselect={false}
    />
  );
}
