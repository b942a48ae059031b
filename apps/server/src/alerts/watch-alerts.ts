import type { Doorbell, Log, Ring } from '@raccord/runtime/ports';
import type { Pool, PoolClient } from 'pg';
import { dueDeliveries, insertDelivery, insertRecoveries } from '../stores/alerts/alert-deliveries.ts';
import {
  readCountBuckets,
  readFailureBuckets,
  readFlowTags,
  readHoldFacts,
  readOpenFailures,
  readSigns,
  readTriggerFacts,
  type Signs,
} from '../stores/alerts/alert-facts.ts';
import {
  type AlertIncident,
  dropOrphans,
  markTold,
  openIncidents,
  writeDecided,
} from '../stores/alerts/alert-incidents.ts';
import { type AlertMute, type AlertRule, listAlertMutes, listAlertRules } from '../stores/alerts/alert-rules.ts';
import { inTransaction } from '../stores/engine/in-transaction.ts';
import { silentFlows } from '../stores/run-counts.ts';
import type { ConditionKind } from './conditions.ts';
import { type Facts, noFacts } from './facts.ts';
import { decideIncidents, findIncidents } from './find-incidents.ts';

const MINUTE = 60_000;
const WATCH_MS = 30_000;
/** What moves slowly and costs more to look at. */
const SLOW_MS = 5 * MINUTE;
const slow: ReadonlySet<ConditionKind> = new Set(['silence', 'staleCursor']);

/** `slow`: silence and cursors are looked at as well. */
type Look = { now: number; address: string; slow: boolean };

/**
 * Looks at everything that rules are about and tells people of it, in one server at a time. When there is nothing to look at, that is one
 * small question to the database.
 * @param address how people reach us, without a slash at the end
 */
export async function watchOnce(pool: Pool, look: Look): Promise<Ring[]> {
  const signs = await readSigns(pool, look.now);
  if (!look.slow && !Object.values(signs).some(Boolean)) return [];
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('raccord.alerts')) as mine",
    );
    if (rows[0]?.mine !== true) return [];
    const rules = await listAlertRules(db);
    const looked = rules.filter(({ enabled, condition }) => enabled && (look.slow || !slow.has(condition.kind)));
    const open = await openIncidents(db);
    for (const [workspaceId, ofIt] of Map.groupBy(looked, (rule) => rule.workspaceId)) {
      const facts = await gatherFacts(db, workspaceId, ofIt, signs, look.now);
      for (const rule of ofIt) await follow(db, rule, open, facts, look.now);
    }
    await insertRecoveries(db, look.now);
    await dropOrphans(db, look.now);
    await tell(db, rules, look);
    const due = await dueDeliveries(db, look.now);
    return due.map((id): Ring => ({ queue: 'live', kind: 'alert', id }));
  });
}

/** What the tables say about all that these rules ask for, each read once. */
export async function gatherFacts(
  db: PoolClient | Pool,
  workspaceId: string,
  rules: readonly Pick<AlertRule, 'condition' | 'scope'>[],
  signs: Signs,
  now: number,
): Promise<Facts> {
  const conditions = rules.map(({ condition }) => condition);
  const asks = (...kinds: ConditionKind[]) => conditions.some(({ kind }) => kinds.includes(kind));
  const longest = (kind: 'failures' | 'rate') =>
    Math.max(...conditions.map((one) => (one.kind === kind ? one.minutes : 0))) * MINUTE;
  const silences = new Map(
    conditions.flatMap((one) => (one.kind === 'silence' ? [[`${one.hours}/${one.usual}`, one] as const] : [])),
  );
  const silent: Facts['silent'][number][] = [];
  for (const asked of silences.values())
    for (const { flowId, environmentId, usual } of await silentFlows(db, workspaceId, now, {
      hours: asked.hours,
      least: asked.usual,
    }))
      silent.push({ flowId, environmentId, usual, asked });
  return {
    ...noFacts,
    silent,
    ...(signs.failures && asks('failures')
      ? { failures: await readFailureBuckets(db, workspaceId, { from: now - longest('failures') }) }
      : {}),
    ...(signs.failures && asks('rate')
      ? { counts: await readCountBuckets(db, workspaceId, { from: now - longest('rate') - 5 * MINUTE }) }
      : {}),
    ...(signs.open && asks('age', 'inDoubt') ? { open: await readOpenFailures(db, workspaceId) } : {}),
    ...((signs.overdue && asks('late')) || asks('staleCursor')
      ? { triggers: await readTriggerFacts(db, workspaceId) }
      : {}),
    ...(signs.holds && asks('held') ? { holds: await readHoldFacts(db, workspaceId) } : {}),
    ...(rules.some(({ scope }) => scope.tag !== null) ? { tags: await readFlowTags(db, workspaceId) } : {}),
  };
}

async function follow(db: PoolClient, rule: AlertRule, all: readonly AlertIncident[], facts: Facts, now: number) {
  const open = all.filter(({ ruleId }) => ruleId === rule.id);
  const seen = open.map(({ id, subject, lastSeenAt }) => ({ id, subject, lastSeenAt: lastSeenAt.getTime() }));
  const decided = decideIncidents(rule.condition.kind, seen, findIncidents(rule, facts, now), now);
  if (decided.opens.length + decided.closes.length + decided.goesOn.length === 0) return;
  await writeDecided(db, rule, decided, now);
  if (decided.opens.length + decided.closes.length > 0) await changed(db, rule.workspaceId);
}

/** Those of whom nobody knows yet are told; those that nobody has acknowledged go to somebody else too. */
async function tell(db: PoolClient, rules: readonly AlertRule[], { now, address }: Look): Promise<void> {
  const open = await openIncidents(db);
  const waits = open.filter(({ toldAt, escalatedAt }) => toldAt === null || escalatedAt === null);
  if (waits.length === 0) return;
  const mutes = await listAlertMutes(db, now);
  for (const incident of waits) {
    const rule = rules.find(({ id }) => id === incident.ruleId);
    if (rule === undefined || isMuted(incident, mutes)) continue;
    const { id: incidentId, workspaceId, toldAt, escalatedAt, acknowledgedAt } = incident;
    if (acknowledgedAt !== null) continue;
    if (toldAt === null && rule.channelIds.length > 0) {
      for (const channelId of rule.channelIds)
        await insertDelivery(db, { workspaceId, incidentId, channelId, stage: 'opened', address }, now);
      await markTold(db, incidentId, 'told_at', now);
      await changed(db, workspaceId);
      continue;
    }
    const { escalation } = rule;
    const since = toldAt ?? incident.openedAt;
    if (escalation === null || escalatedAt !== null || now - since.getTime() < escalation.afterMinutes * MINUTE)
      continue;
    await insertDelivery(
      db,
      { workspaceId, incidentId, channelId: escalation.channelId, stage: 'escalated', address },
      now,
    );
    await markTold(db, incidentId, 'escalated_at', now);
    await changed(db, workspaceId);
  }
}

/** Whether nobody is to hear of it for the time being. */
export function isMuted(
  { ruleId, flowId }: Pick<AlertIncident, 'ruleId' | 'flowId'>,
  mutes: readonly Pick<AlertMute, 'ruleId' | 'flowId'>[],
): boolean {
  return mutes.some(
    (mute) => (mute.ruleId === null || mute.ruleId === ruleId) && (mute.flowId === null || mute.flowId === flowId),
  );
}

async function changed(db: PoolClient, workspaceId: string): Promise<void> {
  await db.query("select pg_notify('raccord_events', $1)", [JSON.stringify({ type: 'alert.changed', workspaceId })]);
}

/** Watches until it is stopped. */
export function watchAlerts(
  pool: Pool,
  doorbell: Pick<Doorbell, 'ring'>,
  { address, log }: { address: string; log: Log },
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let lookedSlowlyAt = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  const look = async () => {
    const slowly = performance.now() - lookedSlowlyAt >= SLOW_MS;
    const rings = await watchOnce(pool, { now: Date.now(), address, slow: slowly });
    if (slowly) lookedSlowlyAt = performance.now();
    if (rings.length > 0) await doorbell.ring(rings);
  };
  const loop = () => {
    running = look()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'watching for alerts failed; it goes on'))
      .then(() => {
        if (!stopped) timer = setTimeout(loop, WATCH_MS);
      });
  };
  timer = setTimeout(loop, WATCH_MS);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
