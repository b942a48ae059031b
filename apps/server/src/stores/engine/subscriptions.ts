import type { FailureData } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import type { Queryable } from './claim-batch.ts';

/** What a trigger asks for; another subscription takes its place when one of these changes. */
export type Asked = {
  triggerId: string;
  workspaceId: string;
  uses: string;
  /** JSON. */
  config: string;
  connectionId: string | null;
  /** Where vendors reach us, e.g. `https://raccord.example.com`. */
  address: string;
};
/** `uses`: triggers whose vendors want to be asked. `address`: where vendors reach us now. */
export type Asking = { uses: readonly string[]; address: string };
export type SubscriptionStatus = 'wanted' | 'standing' | 'leaving';

const fits = (s: string) =>
  `${s}.trigger_id = t.id and ${s}.uses = t.uses and ${s}.config = t.config and ${s}.connection_id is not distinct from t.connection_id and ${s}.address = $2`;
const listens = "t.active and t.kind in ('webhook', 'poll') and t.uses = any($1)";
const wanting = `from triggers t where ${listens} and not exists (select 1 from subscriptions s where s.status <> 'leaving' and ${fits('s')})`;
// The old one only after the new one stands; at once when there will be no new one, or when it never stood.
const retired = `s.status <> 'leaving' and not (${listens} and ${fits('s')})
  and (not (${listens}) or s.status = 'wanted' or exists (select 1 from subscriptions n where n.status = 'standing' and ${fits('n')}))`;
const free = 'due_at <= now() and (claimed_until is null or claimed_until < now())';

/** Whether there is anything to do, as one condition; `$1` and `$2` are those of `Asking`. */
export const subscriptionsDue = `exists (select 1 ${wanting})
  or exists (select 1 from subscriptions s join triggers t on t.id = s.trigger_id where ${retired})
  or exists (select 1 from subscriptions where ${free} and (rung_at is null or rung_at < now() - interval '10 seconds'))`;

/** Triggers in service that nobody has been asked for yet. */
export async function triggersWanting(db: Queryable, { uses, address }: Asking): Promise<Asked[]> {
  const { rows } = await db.query<Asked>(
    `select t.id as "triggerId", t.workspace_id as "workspaceId", t.uses, t.config, t.connection_id as "connectionId", $2::text as address ${wanting} limit 100`,
    [uses, address],
  );
  return rows;
}

export async function insertSubscription(db: Queryable, id: string, asked: Asked, secret: string): Promise<void> {
  const { triggerId, workspaceId, uses, config, connectionId, address } = asked;
  await db.query(
    `insert into subscriptions (id, workspace_id, trigger_id, uses, config, connection_id, address, secret) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, workspaceId, triggerId, uses, config, connectionId, address, secret],
  );
  await notify(db, triggerId);
}

/** Those that nothing in service asks for any more are to be taken back. */
export async function retireSubscriptions(db: Queryable, { uses, address }: Asking): Promise<void> {
  await db.query(
    `update subscriptions s set status = 'leaving', due_at = now(), tries = 0, failure = null, rung_at = null from triggers t
      where t.id = s.trigger_id and ${retired}`,
    [uses, address],
  );
}

/** Ids to ring for. */
export async function ringSubscriptions(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update subscriptions set rung_at = now() where ${free} and (rung_at is null or rung_at < now() - interval '10 seconds') returning id`,
  );
  return rows.map(({ id }) => id);
}

export type ClaimedSubscription = Asked & {
  id: string;
  /** Whatever is written later carries it, and is refused once somebody else has claimed. */
  claim: number;
  status: SubscriptionStatus;
  secret: string;
  /** JSON; null before the vendor has agreed. */
  state: string | null;
  expiresAt: Date | null;
  stoodAt: Date | null;
  tries: number;
  token: string;
  kind: string;
  flowId: string;
};

/** Takes one that is due; undefined when it is not, or another worker has it. */
export async function claimSubscription(pool: Pool, id: string): Promise<ClaimedSubscription | undefined> {
  const { rows } = await pool.query<ClaimedSubscription>(
    `update subscriptions s set claim = s.claim + 1, claimed_until = now() + interval '90 seconds' from triggers t
      where s.id = $1 and t.id = s.trigger_id and ${free}
     returning s.id, s.claim, s.status, s.secret, s.state, s.expires_at as "expiresAt", s.stood_at as "stoodAt", s.tries,
       s.trigger_id as "triggerId", s.workspace_id as "workspaceId", s.uses, s.config, s.connection_id as "connectionId", s.address,
       t.token, t.kind, t.flow_id as "flowId"`,
    [id],
  );
  return rows[0];
}

/** The vendor has agreed. One that is not wanted any more meanwhile is taken back next. @returns false when another worker has it now */
export async function keepSubscription(
  db: Queryable,
  { id, claim, triggerId }: ClaimedSubscription,
  agreed: { state: unknown; expiresAt: Date | null; renewAt: Date | null },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update subscriptions set status = case when status = 'leaving' then status else 'standing' end, state = $3, expires_at = $4,
            due_at = case when status = 'leaving' then now() else $5::timestamptz end,
            tries = 0, failure = null, stood_at = now(), claimed_until = null, rung_at = null
      where id = $1 and claim = $2`,
    [id, claim, JSON.stringify(agreed.state ?? null), agreed.expiresAt, agreed.renewAt],
  );
  await notify(db, triggerId);
  return rowCount === 1;
}

/** What the vendor had agreed to before stands beside what it agreed to now, and is taken back by itself. */
export async function leaveOld(db: Queryable, old: ClaimedSubscription, secret: (id: string) => string): Promise<void> {
  const id = uuidv7();
  await db.query(
    `insert into subscriptions (id, workspace_id, trigger_id, uses, config, connection_id, address, secret, status, state, expires_at, stood_at)
     select $2, workspace_id, trigger_id, uses, config, connection_id, address, $3, 'leaving', $4, $5, stood_at from subscriptions where id = $1`,
    [old.id, id, secret(id), old.state, old.expiresAt],
  );
}

/** Tried again after `againMs`; the failure is seen on the trigger. */
export async function failSubscription(
  pool: Pool,
  { id, claim }: ClaimedSubscription,
  failure: FailureData,
  { tries, againMs }: { tries: number; againMs: number },
): Promise<void> {
  await pool.query(
    `update subscriptions set failure = $3, tries = $4, due_at = now() + $5 * interval '1 ms', claimed_until = null, rung_at = null
      where id = $1 and claim = $2`,
    [id, claim, JSON.stringify(failure), tries, againMs],
  );
}

export async function dropSubscription(pool: Pool, { id, claim }: ClaimedSubscription): Promise<void> {
  await pool.query('delete from subscriptions where id = $1 and claim = $2', [id, claim]);
}

/** Whether another one stands on the very same thing at the vendor: to take this one back would end that one. */
export async function isShared(pool: Pool, { id, uses, connectionId, state }: ClaimedSubscription): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from subscriptions where id <> $1 and split_part(uses, '/', 1) = split_part($2, '/', 1)
        and connection_id is not distinct from $3 and state = $4 and status = 'standing' limit 1`,
    [id, uses, connectionId, state],
  );
  return (rowCount ?? 0) > 0;
}

export type SubscriptionView = {
  status: SubscriptionStatus;
  expiresAt: string | null;
  tries: number;
  failure: FailureData | null;
  /** When it is asked, renewed or taken back next. */
  nextAt: string | null;
};

/** How the subscriptions of triggers stand; of several the one that counts. */
export async function readSubscriptions(
  pool: Pool,
  triggerIds: readonly string[],
): Promise<Map<string, SubscriptionView>> {
  const { rows } = await pool.query<{
    trigger_id: string;
    status: SubscriptionStatus;
    expires_at: Date | null;
    tries: number;
    failure: string | null;
    due_at: Date | null;
  }>(
    `select distinct on (trigger_id) trigger_id, status, expires_at, tries, failure, due_at from subscriptions
      where trigger_id = any($1) order by trigger_id, status = 'leaving', id desc`,
    [triggerIds],
  );
  return new Map(
    rows.map(({ trigger_id, status, expires_at, tries, failure, due_at }) => [
      trigger_id,
      {
        status,
        expiresAt: expires_at?.toISOString() ?? null,
        tries,
        failure: failure === null ? null : JSON.parse(failure),
        nextAt: due_at?.toISOString() ?? null,
      },
    ]),
  );
}

/** Tells the intake, which keeps the secrets of an address in memory for a while. */
async function notify(db: Queryable, triggerId: string): Promise<void> {
  await db.query("select pg_notify('raccord_changes', $1)", [`trigger:${triggerId}`]);
}
