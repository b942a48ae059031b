import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectors } from '@raccord/connectors';
import {
  type ConnectorRegistry,
  defineAction,
  defineConnector,
  Failure,
  type OAuth2Definition,
} from '@raccord/contract';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import { Events, OAuth2Server } from 'oauth2-mock-server';
import Type from 'typebox';
import { buildWorkerDeps, type WorkerDeps } from '../worker-deps.ts';
import { type TestApp, testApp } from './test-app.ts';

/** What the token endpoint answers instead of its own. */
export type TokenAnswer = { status?: number; body: unknown; delayMs?: number };

/** An authorization server that others wrote, and an API that takes the tokens it gives. */
export type TestVendor = {
  /** Of the authorization server. */
  issuer: string;
  api: string;
  /** The forms that came to the token endpoint. */
  asked: Record<string, string>[];
  /** What was taken back. */
  revoked: string[];
  /** Tokens that the API takes; undefined: all. */
  good: Set<string> | undefined;
  /** Calls that came to the API, by token. */
  calls: string[];
  /** Puts another answer in the place of the next, or of all until told otherwise. */
  answer(answer: TokenAnswer | undefined, times?: number): void;
  reset(): void;
  close(): Promise<void>;
};

export async function startVendor(): Promise<TestVendor> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  let next: { answer: TokenAnswer; times: number } | undefined;
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.service.on(Events.BeforeResponse, (response, request) => {
    vendor.asked.push({ ...(request.body as Record<string, string>) });
    if (next === undefined) return;
    const { answer } = next;
    next.times -= 1;
    if (next.times === 0) next = undefined;
    response.body = answer.body as typeof response.body;
    if (answer.status !== undefined) response.statusCode = answer.status;
  });
  const api = createServer((request, response) => {
    if (request.url === '/revoke') {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        vendor.revoked.push(new URLSearchParams(body).get('token') ?? '');
        response.end();
      });
      return;
    }
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    vendor.calls.push(token);
    const good = vendor.good === undefined || vendor.good.has(token);
    if (request.url === '/echo') {
      response.end(`you sent ${token}`);
      return;
    }
    response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(good ? { account: 'ann@acme.example' } : { error: 'expired' }));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const vendor: TestVendor = {
    issuer,
    api: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    asked: [],
    revoked: [],
    good: undefined,
    calls: [],
    answer(answer, times = 1) {
      next = answer === undefined ? undefined : { answer, times };
    },
    reset() {
      next = undefined;
      vendor.good = undefined;
      for (const list of [vendor.asked, vendor.revoked, vendor.calls]) list.length = 0;
    },
    async close() {
      await server.stop();
      api.close();
    },
  };
  return vendor;
}

/** A connector of this vendor, with an action that says who we are there. */
export function vendorRegistry(oauth2: Partial<OAuth2Definition> = {}): ConnectorRegistry {
  const title = { en: 'Vendor', fr: 'Fournisseur' };
  const who = async (context: Parameters<NonNullable<ConnectorRegistry[string]['test']>>[0]) => {
    const answer = await context.http.request({ method: 'GET', url: '/me' });
    if (answer.status === 401)
      throw new Failure('auth', 'http.unauthorized', { from: 'Vendor', status: 401, message: '' });
    return answer.json as { account: string };
  };
  const vendor = defineConnector({
    id: 'vendor',
    title,
    description: title,
    endpoints: { api: 'https://vendor.example' },
    auth: {
      kind: 'oauth2',
      credentials: Type.Object({}, { additionalProperties: { type: 'string' } }),
      apply({ accessToken }, headers) {
        headers.authorization = `Bearer ${accessToken}`;
      },
      oauth2: { scopes: ['profile'], pkce: true, ...oauth2 },
    },
    settings: Type.Object({}, { additionalProperties: true }),
    triggers: {},
    actions: {
      who: defineAction({
        id: 'who',
        version: 1,
        title,
        description: title,
        input: Type.Object({}),
        output: Type.Object({ account: Type.String() }),
        effect: 'read',
        scopes: ['contacts.read'],
        run: who,
      }),
    },
    choices: {
      things: async (_context, { search = '', cursor = 0, with: beside }) => ({
        choices: [{ value: `${beside.kind}-${search}-${cursor}`, label: 'One' }],
        cursor: Number(cursor) + 1,
      }),
      endless: async () => ({
        choices: Array.from({ length: 5_000 }, (_, n) => ({ value: String(n), label: 'x'.repeat(50) })),
      }),
      broken: async () => {
        throw new Failure('missing', 'http.notFound', { from: 'Vendor', status: 404, message: 'gone' });
      },
      vast: async () => ({ choices: [{ value: '1', label: 'x'.repeat(2_000_000) }] }),
      leaky: async (context) => ({ choices: [{ value: '1', label: await leak(context) }] }),
    },
    test: who,
  });
  return { vendor, manual: connectors.manual };
}

/** A vendor that repeats the token it was sent. */
async function leak(context: Parameters<NonNullable<ConnectorRegistry[string]['test']>>[0]): Promise<string> {
  const { text } = await context.http.request({ method: 'GET', url: '/echo' });
  return text;
}

export type TestAccounts = TestApp & {
  worker: WorkerDeps;
  /** Another worker, which shares nothing with the first but the database. */
  another(): Promise<WorkerDeps>;
};

/** The application with a worker beside it, so that questions about connections are answered. */
export async function testAccounts(
  registry: ConnectorRegistry,
  environment: Record<string, string> = {},
): Promise<TestAccounts> {
  const t = await testApp({ engine: true, registry, environment });
  const closers: (() => Promise<unknown>)[] = [];
  const make = async () => {
    const made = await buildWorkerDeps({ ...t.deps.settings, databaseUrl: t.databaseUrl }, t.deps.log, registry);
    closers.push(() => made.close());
    return made;
  };
  const worker = await make();
  const running = await startWorker(worker.ports, worker.lease);
  return {
    ...t,
    worker,
    another: make,
    async close() {
      await running.stop();
      for (const close of closers) await close();
      await t.close();
    },
  };
}
