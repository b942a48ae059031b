import {
  type ActionContext,
  type ConnectorContext,
  defineAction,
  defineConnector,
  defineTrigger,
  Failure,
  type HttpRequest,
} from '@raccord/contract';
import Type, { type Static } from 'typebox';

const input = Type.Object({
  /** What is done, by name; the ledger counts by it. */
  item: Type.String(),
  value: Type.Optional(Type.Unknown()),
  /** Milliseconds the upstream takes to answer, after doing the work. */
  slowMs: Type.Optional(Type.Number()),
});
const output = Type.Object({ row: Type.Number() });
type Input = Static<typeof input>;
const text = (words: string) => ({ en: words, fr: words });
const named = (id: string) => ({ id, version: 1, title: text(id), description: text(id), input, output });

async function ask(context: ConnectorContext, request: HttpRequest): Promise<unknown> {
  const headers = { ...request.headers, 'x-worker': String(process.pid) };
  const { status, headers: answered, json } = await context.http.request({ ...request, headers, timeoutMs: 20_000 });
  if (status < 300) return json;
  const seconds = Number(answered['retry-after']);
  const retryAfter = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {};
  if (status === 429) throw new Failure('rateLimited', 'chaos.throttled', { status }, retryAfter);
  throw new Failure('transient', 'chaos.upstream', { status }, { ...retryAfter, uncertain: true });
}

const send = (path: string, { idempotencyKey }: ActionContext, json: Input, key = false): HttpRequest => ({
  method: 'POST',
  url: path,
  json: { ...json, marker: idempotencyKey },
  headers: key ? { 'idempotency-key': idempotencyKey } : {},
});

const keyed = defineAction({
  ...named('keyed'),
  effect: 'key',
  run: async (context, fields) => (await ask(context, send('/keyed', context, fields, true))) as Static<typeof output>,
});
/** Does as `keyed` does, and refuses multiples. */
const picky = defineAction({
  ...named('picky'),
  input: Type.Object({ item: Type.String(), value: Type.Number(), modulo: Type.Number() }),
  effect: 'key',
  async run(context, { modulo, ...fields }) {
    if (fields.value % modulo === 0) throw new Failure('input', 'chaos.refused', { item: fields.item });
    return (await ask(context, send('/keyed', context, fields, true))) as Static<typeof output>;
  },
});
const upserted = defineAction({
  ...named('upserted'),
  effect: 'upsert',
  run: async (context, fields) => (await ask(context, send('/upserted', context, fields))) as Static<typeof output>,
});
const marked = defineAction({
  ...named('marked'),
  effect: 'readback',
  run: async (context, fields) => (await ask(context, send('/marked', context, fields))) as Static<typeof output>,
  async readback(context) {
    const found = await ask(context, { method: 'GET', url: '/marked', query: { marker: context.idempotencyKey } });
    return (found as { found?: Static<typeof output> }).found;
  },
});
/** What was written of an item last. */
const find = defineAction({
  ...named('find'),
  effect: 'read',
  output: Type.Object({ value: Type.Optional(Type.Unknown()) }),
  async run(context, { item }) {
    const found = await ask(context, { method: 'GET', url: '/upserted', query: { item } });
    return (found as { found?: { value?: unknown } }).found ?? {};
  },
});
const once = defineAction({
  ...named('once'),
  effect: 'none',
  run: async (context, fields) => (await ask(context, send('/once', context, fields))) as Static<typeof output>,
});

/** Ends or blocks the worker process that runs it: what an expression does that got past every guard. */
const evil = defineAction({
  ...named('evil'),
  input: Type.Object({ how: Type.Optional(Type.String()) }),
  effect: 'read',
  async run(_context, { how }) {
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    while (how === 'hang');
    return { row: 0 };
  },
});

/** A feed of as many items as the config says, ten a page. */
const feed = defineTrigger({
  id: 'feed',
  version: 1,
  title: text('feed'),
  description: text('feed'),
  config: Type.Object({ items: Type.Number() }),
  output: Type.Object({ item: Type.String() }),
  sample: { item: 'feed-0' },
  poll: {
    every: '1s',
    async page(_context, { items }, cursor) {
      const from = typeof cursor === 'number' ? cursor : 0;
      const to = Math.min(items, from + 10);
      const page = Array.from({ length: to - from }, (_, i) => ({
        dedupeKey: `${from + i}`,
        data: { item: `feed-${from + i}` },
      }));
      return { items: page, cursor: to, more: to < items };
    },
  },
});

/** A system whose every way of staying single can be told to fail; the other side is `upstream.ts`. */
export const chaosConnector = defineConnector({
  id: 'chaos',
  title: text('Chaos'),
  description: text('Chaos'),
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { feed },
  actions: { keyed, picky, upserted, marked, find, once, evil },
});
