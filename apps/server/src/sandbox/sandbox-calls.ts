import type { Call, Delivery } from '@raccord/sandbox';
import type { Deps } from '../deps.ts';
import { redactByName } from '../redaction/redact.ts';
import { hookOrigins, recordOrigins } from '../stores/sandbox-origins.ts';
import { askSandbox } from './ask-sandbox.ts';
import { connectionsToSandbox, type SandboxConnectionRef } from './sandbox-connections.ts';

export type SandboxCall = {
  id: string;
  /** `out`: we called the stand-in. `in`: it sent us an event. */
  direction: 'out' | 'in';
  system: string;
  at: string;
  method: string;
  url: string;
  body: string;
  status: number | null;
  durationMs: number | null;
  answer: string | null;
  /** The fault it met. */
  fault: string | null;
  /** What the event is called by the vendor. */
  event: string | null;
  /** How often it was sent; of our calls, once. */
  tries: number;
  /** Why no answer came, in the words of the network. */
  trouble: string | null;
  flow: { id: string; name: string } | null;
  runId: string | null;
  recordId: string | null;
  connection: { id: string; name: string } | null;
};

/** The last calls in both directions, the newest first, with the flow and the connection where these can be told. */
export async function readSandboxCalls(
  deps: Deps,
  workspaceId: string,
  { system, limit }: { system?: string | undefined; limit: number },
): Promise<SandboxCall[]> {
  const query = new URLSearchParams({ limit: String(limit), ...(system === undefined ? {} : { vendor: system }) });
  const logs = await askSandbox<{ in: Call[]; out: Delivery[] }>(deps, 'GET', `/calls?${query}`);
  const connections = await connectionsToSandbox(deps, workspaceId);
  const records = await recordOrigins(deps.db, workspaceId, [
    ...new Set(logs.in.flatMap(({ markers = [] }) => markers.slice(0, 1))),
  ]);
  const tokens = new Map(logs.out.map(({ seq, url }) => [seq, /\/hooks\/([\w-]+)/.exec(url)?.[1] ?? '']));
  const hooks = await hookOrigins(deps.db, workspaceId, [...new Set(tokens.values())]);
  const named = (id: string | null | undefined) => connections.find((connection) => connection.id === id);
  const calls = [
    ...logs.in.map((call) => {
      const record = records.find(({ recordId }) => recordId === call.markers?.[0]);
      return outgoing(call, record, onlyOne(connections, call.vendor));
    }),
    ...logs.out.map((delivery) => {
      const hook = hooks.find(({ token }) => token === tokens.get(delivery.seq));
      return incoming(delivery, hook, named(hook?.connectionId) ?? onlyOne(connections, delivery.vendor));
    }),
  ];
  return calls.sort((one, other) => other.at.localeCompare(one.at)).slice(0, limit);
}

function outgoing(
  call: Call,
  record: { recordId: string; runId: string; flowId: string; flowName: string } | undefined,
  connection: SandboxConnectionRef | undefined,
): SandboxCall {
  return {
    id: `out-${call.seq}`,
    direction: 'out',
    system: call.vendor,
    at: new Date(call.at).toISOString(),
    method: call.method,
    url: call.url,
    body: cleanBody(call.body),
    status: call.status ?? null,
    durationMs: call.durationMs ?? null,
    answer: call.answer === undefined ? null : cleanBody(call.answer),
    fault: call.fault ?? null,
    event: null,
    tries: 1,
    trouble: null,
    flow: record === undefined ? null : { id: record.flowId, name: record.flowName },
    runId: record?.runId ?? null,
    recordId: record?.recordId ?? null,
    connection: connection === undefined ? null : { id: connection.id, name: connection.name },
  };
}

function incoming(
  { seq, vendor, url, body, eventType, attempts }: Delivery,
  hook: { flowId: string | null; flowName: string | null } | undefined,
  connection: SandboxConnectionRef | undefined,
): SandboxCall {
  const last = attempts.at(-1);
  return {
    id: `in-${seq}`,
    direction: 'in',
    system: vendor,
    // What has not been tried yet comes first.
    at: new Date(last?.at ?? Date.now()).toISOString(),
    method: 'POST',
    url: url.replace(/(\/hooks\/)[\w-]+/, '$1…'),
    body: cleanBody(body),
    status: last?.status ?? null,
    durationMs: last?.durationMs ?? null,
    answer: null,
    fault: null,
    event: eventType,
    tries: attempts.length,
    trouble: last?.error ?? null,
    flow: hook?.flowId && hook.flowName !== null ? { id: hook.flowId, name: hook.flowName } : null,
    runId: null,
    recordId: null,
    connection: connection === undefined ? null : { id: connection.id, name: connection.name },
  };
}

/** Whose call it was is only known where one connection leads there. */
function onlyOne(connections: readonly SandboxConnectionRef[], vendor: string): SandboxConnectionRef | undefined {
  const fitting = connections.filter(({ connector }) => connector === vendor);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The stand-ins have hidden what they know for a secret; what JSON calls one goes as well. */
function cleanBody(text: string): string {
  try {
    return JSON.stringify(redactByName.value(JSON.parse(text)));
  } catch {
    return text;
  }
}
