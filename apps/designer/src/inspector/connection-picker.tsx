import { Button, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { freshName } from '../canvas/graph.ts';
import { ConnectionDialog, type Wanted } from '../connections/connection-dialog.tsx';
import { type Connection, connectionList, useConnectionsLive } from '../connections/connection-queries.ts';
import { ConsentState } from '../connections/consent-state.tsx';
import { Health, healthOf } from '../connections/health.tsx';
import { useConsent } from '../connections/use-consent.ts';
import { useEditor, useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { environmentList } from '../environments/environment-queries.ts';
import { currentLanguage } from '../i18n/index.ts';
import type { App } from '../nodes/apps.ts';
import { useMay } from '../session/use-may.ts';
import { changeNode } from '../store/commands/settings.ts';
import { useFieldError } from './form-context.ts';
import { bindingsOf } from './node-connection.ts';

type Using = { key: string; node: { id: string; kind: 'trigger' | 'action'; uses: string; connection?: string } };

/** The slot a step uses, and what each environment has put into it. */
export function ConnectionPicker({ of: { key, node } }: { of: Using }) {
  const { t } = useTranslation();
  const graph = useGraph();
  const { run } = useEdits();
  const environments = useQuery(environmentList);
  useConnectionsLive();
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
          { value: fresh, label: `${t('editor.inspector.newSlot')}${t('app.colon')} ${fresh}` },
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

/** The entry that makes one: no connection has this id. */
const NEW = 'new';

/** What is wrong with the connection that is used, and the button that helps. Said while the flow is open, too. */
function Unwell({ connection, app }: { connection: Connection; app: App }) {
  const { t } = useTranslation();
  const { consent, start } = useConsent();
  const byConsent = app.auth.scopes !== undefined;
  const health = healthOf(connection, byConsent);
  if (health === 'ready' && consent.state === 'idle') return null;
  const message = connection.hold?.message ?? connection.lastTest?.message ?? connection.lastConsent?.message;
  return (
    <Stack gap={4}>
      {health !== 'ready' && (
        <>
          <Health of={connection} byConsent={byConsent} />
          {message !== undefined && <Text size="xs">{message}</Text>}
          {byConsent && (
            <Button size="compact-xs" w="fit-content" onClick={() => void start(connection.id)}>
              {t(health === 'notConnected' ? 'connections.connect' : 'connections.reconnect')}
            </Button>
          )}
        </>
      )}
      <ConsentState of={consent} app={app.title[currentLanguage()]} />
    </Stack>
  );
}

type BoundProps = { environment: { id: string; name: string }; slot: string; connector: string };

function BoundConnection({ environment, slot, connector }: BoundProps) {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>();
  const mayConnect = useMay('admin');
  const app = apps.list.find(({ id }) => id === connector);
  const flowId = useEditor((state) => state.flowId);
  // A slot is known to the server once the draft that names it is saved.
  const known = useEditor(({ saved }) => saved.graph.head.connections?.[slot]?.connector === connector);
  const revision = useEditor(({ saved }) => saved.revision);
  const path = { id: flowId, environment: environment.name };
  const bindings = useQuery({ ...bindingsOf(flowId, environment, revision), enabled: known });
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
  const bound = bindings.data?.slots.find((one) => one.slot === slot)?.connection;
  const fitting = (connections.data?.connections ?? []).filter(
    (one) => one.environmentId === environment.id && one.connector === connector,
  );
  const standard = fitting.find(({ isDefault }) => isDefault)?.name;
  const used = fitting.find(({ id }) => id === bound?.id);
  const choose = (id: string | null) => {
    if (id === NEW) setWanted({ connector, environmentId: environment.id });
    else bind.mutate(id === null || id === '' ? null : id);
  };
  return (
    <Stack gap={4}>
      <Select
        size="xs"
        label={t('editor.inspector.inEnvironment', { environment: environment.name })}
        data={[
          {
            value: '',
            label:
              standard === undefined
                ? t('editor.inspector.byDefault')
                : t('editor.inspector.byDefaultIs', { name: standard }),
          },
          ...fitting.map(({ id, name }) => ({ value: id, label: name })),
          ...(mayConnect ? [{ value: NEW, label: t('connections.newHere') }] : []),
        ]}
        value={bound?.explicit ? bound.id : ''}
        {...(known
          ? bound === null
            ? { description: t('editor.inspector.unbound') }
            : {}
          : { description: t('editor.inspector.notBound') })}
        {...(bind.isError ? { error: failureText(bind.error) } : {})}
        // Not disabled: whoever goes by keys would pass it by before it is there.
        readOnly={!known || bind.isPending}
        aria-busy={bindings.data === undefined || bind.isPending}
        onChange={choose}
        allowDeselect={false}
      />
      {used !== undefined && app !== undefined && <Unwell connection={used} app={app} />}
      <ConnectionDialog of={wanted} onClose={() => setWanted(undefined)} onMade={(id) => bind.mutate(id)} />
    </Stack>
  );
}
