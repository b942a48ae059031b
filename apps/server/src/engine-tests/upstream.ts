import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ActionContext,
  type ConnectorRegistry,
  defineAction,
  defineConnector,
  type Effect,
  Failure,
} from '@raccord/contract';
import Type from 'typebox';
import { type TestEngine, workspaceId } from '../testing/test-engine.ts';

/** What the other side did, by the key it was done under, and in which order. */
export type Effects = { key: string; n: unknown; at: number }[];

export type Mode =
  | 'normal'
  | 'error500'
  | 'refuse'
  | 'throttle'
  | 'unauthorized'
  | 'dropAfterWork'
  | 'slow'
  | 'busy'
  | 'nonsense';

/** Another system: does what it is told, once for each key when it is asked under one, and fails in the ways systems fail. */
export type Upstream = {
  address: string;
  effects: Effects;
  calls: number;
  /** Those it never manages. */
  broken: Set<unknown>;
  /** The mode of the next calls; a number of times, then `normal`. */
  behave(mode: Mode, times?: number): void;
  close(): Promise<void>;
};

export async function startUpstream(): Promise<Upstream> {
  let mode: Mode = 'normal';
  let left = 0;
  const effects: Effects = [];
  const byKey = new Map<string, unknown>();
  const take = (): Mode => {
    if (mode === 'normal') return 'normal';
    if (left > 0) left -= 1;
    const now = mode;
    if (left === 0) mode = 'normal';
    return now;
  };
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://upstream');
    if (request.method === 'GET') {
      const found = byKey.get(url.searchParams.get('marker') ?? '');
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ found: found ?? null }));
      return;
    }
    upstream.calls += 1;
    const body = JSON.parse(await bodyOf(request));
    const behaviour = take();
    const answer = (status: number, value: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    };
    if (behaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    if (behaviour === 'busy') return answer(503, { error: 'not now' });
    if (behaviour === 'error500' || upstream.broken.has(body.n)) return answer(500, { error: 'down' });
    if (behaviour === 'refuse') return answer(422, { error: 'n is wrong' });
    if (behaviour === 'throttle') return answer(429, { error: 'slow down' }, { 'retry-after': '1' });
    if (behaviour === 'unauthorized') return answer(401, { error: 'who?' });
    const key = body.key ?? body.marker ?? '';
    // A marker can be looked for, and keeps nobody from doing the same again.
    const known = body.marker === undefined && byKey.has(key);
    const done = known ? byKey.get(key) : { id: effects.length + 1, n: body.n };
    if (!known) {
      effects.push({ key, n: body.n, at: Date.now() });
      if (key !== '') byKey.set(key, done);
    }
    if (behaviour === 'dropAfterWork') return request.socket.destroy();
    answer(200, behaviour === 'nonsense' ? null : done);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: Upstream = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    calls: 0,
    broken: new Set(),
    behave(next, times = Number.POSITIVE_INFINITY) {
      mode = next;
      left = times;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return upstream;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const input = Type.Object({ n: Type.Number() }, { additionalProperties: false });
const output = Type.Object({ id: Type.Number(), n: Type.Number() });

/** A connector with one action of each way to stay single, all against the upstream. */
export function upstreamRegistry(): ConnectorRegistry {
  const action = (id: string, effect: Effect) =>
    defineAction({
      id,
      version: 1,
      title: { en: id, fr: id },
      description: { en: id, fr: id },
      input,
      output,
      effect,
      run: (context, value) =>
        send(context, {
          n: value.n,
          ...(effect === 'key' || effect === 'upsert' ? { key: context.idempotencyKey } : {}),
          ...(effect === 'readback' ? { marker: context.marker } : {}),
        }),
      ...(effect === 'readback' ? { readback: lookBack } : {}),
    });
  const title = { en: 'Upstream', fr: 'Amont' };
  return {
    manual: { id: 'manual', title, description: title, auth, triggers: {}, actions: {} },
    upstream: defineConnector({
      id: 'upstream',
      title,
      description: title,
      auth,
      triggers: {},
      actions: { k: action('k', 'key'), u: action('u', 'upsert'), r: action('r', 'readback'), n: action('n', 'none') },
    }),
  };
}

/** The engine's default connection to it. */
export async function connectUpstream(engine: TestEngine, { address }: Upstream, connectionId: string): Promise<void> {
  await engine.pool.query(
    `insert into connections (id, workspace_id, environment_id, connector, name, endpoints, is_default) values ($1, $2, $3, 'upstream', 'up', $4, true)`,
    [connectionId, workspaceId, engine.environmentId, JSON.stringify({ api: address })],
  );
}

const auth = { kind: 'none' as const, credentials: Type.Object({}), apply: () => undefined };

async function lookBack(context: ActionContext): Promise<{ id: number; n: number } | undefined> {
  const { json } = await context.http.request({ method: 'GET', url: '/', query: { marker: context.marker } });
  return (json as { found: { id: number; n: number } | null }).found ?? undefined;
}

async function send(context: ActionContext, body: unknown): Promise<{ id: number; n: number }> {
  const { status, json, headers } = await context.http.request({ method: 'POST', url: '/', json: body });
  if (status === 200) {
    const { id, n } = json as { id: number; n: number };
    return { id, n };
  }
  if (status === 429)
    throw new Failure(
      'rateLimited',
      'http.rateLimited',
      { message: '429' },
      { retryAfterMs: Number(headers['retry-after']) * 1_000 },
    );
  if (status === 401) throw new Failure('auth', 'http.unauthorized', { message: '401' });
  if (status === 503) throw new Failure('transient', 'http.serverError', { message: String(status) });
  if (status >= 500)
    throw new Failure('transient', 'http.serverError', { message: String(status) }, { uncertain: true });
  throw new Failure('input', 'http.refused', { message: JSON.stringify(json) });
}
