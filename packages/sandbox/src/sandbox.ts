import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { Calls } from './control/calls.ts';
import { Deliveries } from './control/deliveries.ts';
import { Effects } from './control/effects.ts';
import { Faults } from './control/faults.ts';
import { RateLimits } from './control/rate-limits.ts';
import { controlRoutes } from './control/routes.ts';
import type { MailState } from './mail/mailbox.ts';
import { seedMail } from './mail/samples.ts';
import { demoSeeds, seedBare, seedDemo } from './seed.ts';
import { newStates, type StandIn, standIns, type Vendor, vendors } from './stand-ins.ts';
import type { World } from './world.ts';

export type SandboxOptions = {
  /** Milliseconds since 1970; the clock all stand-ins go by. */
  now?: () => number;
  /** `demo` (default): sample companies, channels and people. `empty`: nothing but the accounts. */
  seed?: 'demo' | 'empty';
  /** Where browsers and other machines reach it, when that is not where it listens. */
  publicUrl?: string;
  /** Waits before a webhook is sent again, in milliseconds. Default 1,000, 5,000, 25,000; the vendors wait minutes to days. */
  webhookRetryDelaysMs?: readonly number[];
  /** How long the receiver of a webhook may take. Default 10,000. */
  webhookTimeoutMs?: number;
  /** The account of a mail stand-in that runs beside: shown, filled and reset with the rest. */
  mail?: MailState;
};

export type Sandbox = {
  /** Starts to listen; `port` 0 (default) takes a free one. @returns the base URL, without a slash at the end */
  listen(options?: { port?: number; host?: '127.0.0.1' }): Promise<string>;
  /** Stops; calls under way are cut and webhooks not yet delivered are given up. */
  close(): Promise<void>;
  /** Everything the stand-ins know, for tests in the same process. */
  readonly world: World;
  /** Back to the state after the start: data, faults, limits and logs; of one stand-in, all but the logs. */
  reset(seed?: 'demo' | 'empty', only?: Vendor | 'mail'): void;
  /** Resolves when every webhook has been delivered or given up. */
  deliveriesSettled(): Promise<void>;
};

/** Largest request taken, in bytes. */
const bodyLimit = 4 * 1_048_576;

/** The built-in stand-ins for Stripe, Zoho, Slack and Google: one HTTP server, one port, each vendor under its own path. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const stopping = new AbortController();
  let baseUrl = options.publicUrl?.replace(/\/$/, '') ?? 'http://127.0.0.1';
  const world: World = {
    now,
    baseUrl: () => baseUrl,
    faults: new Faults(),
    limits: new RateLimits(),
    calls: new Calls(),
    effects: new Effects(),
    deliveries: new Deliveries({
      now,
      retryDelaysMs: options.webhookRetryDelaysMs ?? [1_000, 5_000, 25_000],
      timeoutMs: options.webhookTimeoutMs ?? 10_000,
    }),
    ...newStates(now),
    ...(options.mail === undefined ? {} : { mail: options.mail }),
  };
  const seed = (kind: 'demo' | 'empty') => {
    seedBare(world);
    if (kind === 'demo') seedDemo(world);
  };
  const resetMail = (kind: 'demo' | 'empty') => {
    world.mail?.reset();
    if (kind === 'demo' && world.mail !== undefined) seedMail(world.mail, now());
  };
  const resetOne = (vendor: Vendor, kind: 'demo' | 'empty') => {
    const { holds }: StandIn = standIns[vendor];
    if (holds !== undefined) Object.assign(world, { [holds]: newStates(now)[holds] });
    world.faults.clear({ vendor });
    world.limits.set(vendor, undefined);
    if (vendor === 'slack') seedBare(world);
    if (kind === 'demo' && vendor in demoSeeds) demoSeeds[vendor as keyof typeof demoSeeds](world);
  };
  const reset = (kind: 'demo' | 'empty' = options.seed ?? 'demo', only?: Vendor | 'mail') => {
    if (only === 'mail') return resetMail(kind);
    if (only !== undefined) return resetOne(only, kind);
    resetMail(kind);
    Object.assign(world, newStates(now));
    world.faults.clear();
    world.limits.reset();
    world.calls.reset();
    world.effects.reset();
    world.deliveries.reset();
    seed(kind);
  };
  seed(options.seed ?? 'demo');

  const app = fastify({ logger: false, bodyLimit, forceCloseConnections: true, exposeHeadRoutes: false });
  // Every body stays text as it came: each vendor reads it in its own way.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.decorateRequest('sandboxFault', undefined);
  app.decorateRequest('sandboxCall', undefined);
  for (const [, { open, prefix }] of vendors) await app.register(open(world, stopping.signal), { prefix });
  await app.register(controlRoutes(world, reset), { prefix: '/_sandbox' });

  return {
    world,
    reset,
    deliveriesSettled: () => world.deliveries.settled(),
    async listen(where = {}) {
      await app.listen({ port: where.port ?? 0, host: where.host ?? '127.0.0.1' });
      const { port } = app.server.address() as AddressInfo;
      const local = `http://127.0.0.1:${port}`;
      if (options.publicUrl === undefined) baseUrl = local;
      return local;
    },
    async close() {
      stopping.abort();
      world.deliveries.reset();
      await app.close();
    },
  };
}
