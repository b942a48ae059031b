import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { Calls } from './control/calls.ts';
import { Deliveries } from './control/deliveries.ts';
import { Effects } from './control/effects.ts';
import { Faults } from './control/faults.ts';
import { RateLimits } from './control/rate-limits.ts';
import { controlRoutes } from './control/routes.ts';
import { gmailStandIn } from './gmail/stand-in.ts';
import { GmailState } from './gmail/state.ts';
import { googleAccountsStandIn } from './google-accounts/stand-in.ts';
import { GoogleAccountsState } from './google-accounts/state.ts';
import { googleDriveStandIn } from './google-drive/stand-in.ts';
import { googleSheetsStandIn } from './google-sheets/stand-in.ts';
import { SheetsState } from './google-sheets/state.ts';
import { longIds, numberIds } from './ids.ts';
import { seedBare, seedDemo } from './seed.ts';
import { slackStandIn } from './slack/stand-in.ts';
import { SlackState } from './slack/state.ts';
import { slackAccountsStandIn } from './slack-accounts/stand-in.ts';
import { SlackAccountsState } from './slack-accounts/state.ts';
import { stripeStandIn } from './stripe/stand-in.ts';
import { StripeState } from './stripe/state.ts';
import type { World } from './world.ts';
import { zohoAccountsStandIn } from './zoho-accounts/stand-in.ts';
import { AccountsState } from './zoho-accounts/state.ts';
import { zohoBooksStandIn } from './zoho-books/stand-in.ts';
import { BooksState } from './zoho-books/state.ts';
import { zohoCrmStandIn } from './zoho-crm/stand-in.ts';
import { CrmState } from './zoho-crm/state.ts';

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
};

export type Sandbox = {
  /** Starts to listen; `port` 0 (default) takes a free one. @returns the base URL, without a slash at the end */
  listen(options?: { port?: number; host?: '127.0.0.1' }): Promise<string>;
  /** Stops; calls under way are cut and webhooks not yet delivered are given up. */
  close(): Promise<void>;
  /** Everything the stand-ins know, for tests in the same process. */
  readonly world: World;
  /** Back to the state after the start: data, faults, limits and logs. */
  reset(seed?: 'demo' | 'empty'): void;
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
  };
  const seed = (kind: 'demo' | 'empty') => {
    seedBare(world);
    if (kind === 'demo') seedDemo(world);
  };
  const reset = (kind: 'demo' | 'empty' = options.seed ?? 'demo') => {
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
  await app.register(stripeStandIn(world, stopping.signal), { prefix: '/stripe' });
  await app.register(zohoAccountsStandIn(world, stopping.signal), { prefix: '/zoho' });
  await app.register(zohoBooksStandIn(world, stopping.signal), { prefix: '/zoho' });
  await app.register(zohoCrmStandIn(world, stopping.signal), { prefix: '/zoho' });
  await app.register(slackAccountsStandIn(world, stopping.signal), { prefix: '/slack' });
  await app.register(slackStandIn(world, stopping.signal), { prefix: '/slack' });
  await app.register(googleAccountsStandIn(world, stopping.signal), { prefix: '/google' });
  await app.register(googleSheetsStandIn(world, stopping.signal), { prefix: '/google' });
  await app.register(gmailStandIn(world, stopping.signal), { prefix: '/google' });
  await app.register(googleDriveStandIn(world, stopping.signal), { prefix: '/google' });
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

function newStates(
  now: () => number,
): Pick<
  World,
  'stripe' | 'accounts' | 'books' | 'crm' | 'slack' | 'slackAccounts' | 'googleAccounts' | 'googleSheets' | 'gmail'
> {
  return {
    stripe: new StripeState(),
    accounts: new AccountsState(),
    books: new BooksState(numberIds(now())),
    crm: new CrmState(longIds(now())),
    slackAccounts: new SlackAccountsState(now),
    slack: new SlackState(),
    googleAccounts: new GoogleAccountsState(now),
    googleSheets: new SheetsState(),
    gmail: new GmailState(),
  };
}
