import {
  type ConnectorContext,
  type ConnectorRegistry,
  Failure,
  type Subscribed,
  type Subscription,
  toFailure,
} from '@raccord/contract';
import { redactedFailure } from '@raccord/runtime/engine/redacted-json';
import type { ConnectionPort, SubscriptionPort } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { canReach } from '../public-url.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import { noteLost } from '../stores/engine/lost-stretches.ts';
import { persistently } from '../stores/engine/persistently.ts';
import {
  type ClaimedSubscription,
  claimSubscription,
  dropSubscription,
  failSubscription,
  isShared,
  keepSubscription,
  leaveOld,
} from '../stores/engine/subscriptions.ts';
import { wakePolls } from '../stores/engine/wake-polls.ts';
import { subscriptionPlace, type Vault } from '../vault/vault.ts';

type Tools = {
  pool: Pool;
  vault: Vault;
  registry: ConnectorRegistry;
  connections: Pick<ConnectionPort, 'open'>;
  secrets: KnownSecrets;
};

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
const HELD_WAIT_MS = 30_000;
/** One that the vendor will not take back ends by itself there, or goes on sending to an address that refuses it. */
const MOST_TRIES_TO_LEAVE = 12;

/**
 * Asks a vendor to send, renews, takes back: whatever is due for one subscription. All of it may be repeated: what the vendor said is
 * kept under the claim, and the reconciler rings again for what was not.
 */
export function createSubscriptionPort(tools: Tools): SubscriptionPort {
  return {
    async tend(id, signal) {
      const claimed = await claimSubscription(tools.pool, id);
      if (claimed === undefined) return;
      try {
        await tend(tools, claimed, signal);
      } catch (thrown) {
        await failed(tools, claimed, toFailure(thrown));
      }
    },
  };
}

async function tend(tools: Tools, claimed: ClaimedSubscription, signal: AbortSignal): Promise<void> {
  const { pool } = tools;
  const leaving = claimed.status === 'leaving';
  // It never stood, or what it stands on is another's now.
  if (leaving && (claimed.state === null || (await isShared(pool, claimed)))) return dropSubscription(pool, claimed);
  const subscription = subscriptionOf(tools.registry, claimed);
  const context = await open(tools, claimed, signal);
  const config = JSON.parse(claimed.config);
  if (leaving) {
    await subscription.unsubscribe(context, config, JSON.parse(claimed.state!)).catch((thrown: unknown) => {
      if (toFailure(thrown).kind !== 'missing') throw thrown;
    });
    return dropSubscription(pool, claimed);
  }
  await stand(tools, claimed, subscription, context, config);
}

async function stand(
  tools: Tools,
  claimed: ClaimedSubscription,
  subscription: Subscription<unknown>,
  context: ConnectorContext,
  config: unknown,
): Promise<void> {
  const { pool, vault, secrets } = tools;
  const { address } = claimed;
  if (!canReach(context.endpoints.api, address)) throw new Failure('config', 'subscription.noPublicUrl', { address });
  const secret = vault.openSecret(claimed.secret, subscriptionPlace(claimed.workspaceId, claimed.id));
  secrets.learn([secret]);
  const now = Date.now();
  const options = { url: `${address}/hooks/${claimed.token}`, secret, now };
  const expired = claimed.expiresAt !== null && claimed.expiresAt.getTime() <= now;
  /** Since when nothing was sent to us, where something should have been. */
  const missed = { from: expired ? claimed.expiresAt : null };
  let agreed: Subscribed | undefined;
  if (claimed.state !== null && !expired && subscription.renew !== undefined) {
    const state: unknown = JSON.parse(claimed.state);
    agreed = await subscription.renew(context, config, { ...options, state }).catch((thrown: unknown) => {
      if (toFailure(thrown).kind !== 'missing') throw thrown;
      missed.from = claimed.stoodAt;
      return undefined;
    });
  }
  const replaces = agreed === undefined && claimed.state !== null && missed.from === null;
  agreed ??= await subscription.subscribe(context, config, options);
  const { state, expiresAt } = agreed;
  const kept = {
    state,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    // At half its life: there is time for many tries before it ends.
    renewAt: expiresAt === undefined ? null : new Date(now + Math.max((expiresAt - now) / 2, FIRST_WAIT_MS)),
  };
  await persistently(() =>
    inTransaction(pool, async (db) => {
      const { triggerId, workspaceId, kind } = claimed;
      if (!(await keepSubscription(db, claimed, kept))) return;
      const sealed = (id: string) => vault.sealSecret(secret, subscriptionPlace(workspaceId, id));
      if (replaces && JSON.stringify(state ?? null) !== claimed.state) await leaveOld(db, claimed, sealed);
      // Where the trigger reads by itself it reads what it was not told; else nobody will.
      if (kind === 'poll') await wakePolls(db, [triggerId]);
      else if (missed.from !== null)
        await noteLost(db, triggerId, { from: missed.from.toISOString(), to: new Date(now).toISOString() });
    }),
  );
}

async function open(tools: Tools, claimed: ClaimedSubscription, signal: AbortSignal): Promise<ConnectorContext> {
  const [connectorId = ''] = claimed.uses.split('/');
  const { workspaceId, connectionId } = claimed;
  const wanted = { connectorId, connectionId: connectionId ?? undefined, workspaceId, queue: 'live' as const };
  const opened = await tools.connections.open(wanted, signal);
  if (opened.held) throw new Failure('transient', 'engine.connectionHeld', { flow: claimed.flowId });
  return opened.context;
}

function subscriptionOf(registry: ConnectorRegistry, { uses, flowId }: ClaimedSubscription): Subscription<unknown> {
  const [connectorId = '', triggerId = ''] = uses.split('/');
  const subscription = registry[connectorId]?.triggers[triggerId]?.webhook?.subscription;
  if (subscription === undefined) throw new Failure('config', 'subscription.notOffered', { uses, flow: flowId });
  return subscription as Subscription<unknown>;
}

async function failed(tools: Tools, claimed: ClaimedSubscription, failure: Failure): Promise<void> {
  const { pool, secrets } = tools;
  const held = failure.code === 'engine.connectionHeld';
  const tries = claimed.tries + (held ? 0 : 1);
  const hopeless = failure.code === 'engine.connectionGone' || failure.code === 'subscription.notOffered';
  if (claimed.status === 'leaving' && (hopeless || tries >= MOST_TRIES_TO_LEAVE))
    return persistently(() => dropSubscription(pool, claimed));
  const againMs = held
    ? HELD_WAIT_MS
    : Math.max(Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS), failure.retryAfterMs ?? 0);
  const told = redactedFailure(failure.toData(), secrets.redact);
  await persistently(() => failSubscription(pool, claimed, told, { tries, againMs }));
}
