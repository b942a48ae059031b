import { Failure, type FailureData, type Language } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import type { ChannelTarget } from '../../alerts/channel-target.ts';
import type { Queryable } from '../engine/claim-batch.ts';
import { inTransaction } from '../engine/in-transaction.ts';

export type Stage = 'opened' | 'escalated' | 'closed' | 'test';
export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'unclear';
type Telling = { workspaceId: string; incidentId: string | null; channelId: string; stage: Stage; address: string };

/**
 * Puts down that somebody is to be told, once for each incident, stage and channel. A channel that collects waits until the first of those
 * collected has waited long enough.
 * @returns its id; undefined when it is there already
 */
export async function insertDelivery(db: Queryable, telling: Telling, now: number): Promise<string | undefined> {
  const { workspaceId, incidentId, channelId, stage, address } = telling;
  const { rows } = await db.query<{ id: string }>(
    `insert into alert_deliveries (id, workspace_id, incident_id, channel_id, stage, address, due_at)
     select $1, $2, $3, c.id, $5, $6, case when $5 = 'test' or c.digest_minutes = 0 then $7::timestamptz
            else coalesce((select min(w.due_at) from alert_deliveries w where w.channel_id = c.id and w.state = 'waiting' and w.sent_with is null),
                          $7::timestamptz + c.digest_minutes * interval '1 minute') end
       from alert_channels c where c.id = $4 and c.workspace_id = $2
     on conflict do nothing returning id`,
    [uuidv7(), workspaceId, incidentId, channelId, stage, address, new Date(now)],
  );
  return rows[0]?.id;
}

/** Who heard that an incident began also hears that it is over. */
export async function insertRecoveries(db: Queryable, now: number): Promise<void> {
  const { rows } = await db.query<Omit<Telling, 'stage'>>(
    `select d.workspace_id as "workspaceId", d.incident_id as "incidentId", d.channel_id as "channelId", max(d.address) as address
       from alert_incidents i join alert_deliveries d on d.incident_id = i.id
      where i.closed_at = $1 group by 1, 2, 3`,
    [new Date(now)],
  );
  for (const telling of rows) await insertDelivery(db, { ...telling, stage: 'closed' }, now);
}

const free = `d.state = 'waiting' and d.due_at <= $1 and (d.claimed_until is null or d.claimed_until < $1)
  and (d.sent_with is null or d.sent_with = d.id)`;
// What came first is told first: that it is over never before that it began.
const inTurn = `not exists (select 1 from alert_deliveries e where e.incident_id = d.incident_id and e.channel_id = d.channel_id and e.id < d.id
  and e.state = 'waiting' and e.sent_with is distinct from d.sent_with)`;

/** Ids to ring for: of a channel that collects only the first, which takes the others along. */
export async function dueDeliveries(db: Queryable, now: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select d.id from alert_deliveries d join alert_channels c on c.id = d.channel_id
      where ${free} and ${inTurn}
        and (c.digest_minutes = 0 or d.stage = 'test' or d.sent_with = d.id
             or not exists (select 1 from alert_deliveries f where f.channel_id = d.channel_id and f.state = 'waiting' and f.sent_with is null
                              and f.stage <> 'test' and f.id < d.id))
      order by d.id limit 100`,
    [new Date(now)],
  );
  return rows.map(({ id }) => id);
}

export type ClaimedDelivery = {
  id: string;
  /** Whatever is written later carries it, and is refused once somebody else has claimed. */
  claim: number;
  workspaceId: string;
  stage: Stage;
  tries: number;
  createdAt: Date;
  address: string;
  /** An earlier try began and was not seen to end. */
  begun: boolean;
  channelId: string;
  channel: string;
  target: ChannelTarget;
  connectionId: string | null;
  secret: string | null;
  language: Language;
  /** All that this one message tells, oldest first; empty for a test. */
  tells: { stage: Stage; incidentId: string }[];
};

/** Takes one that is due, with those that are told in the same message; undefined when it is not due, or another worker has it. */
export function claimDelivery(pool: Pool, id: string, now: number): Promise<ClaimedDelivery | undefined> {
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<Omit<ClaimedDelivery, 'tells' | 'target'> & { target: string; digest: number }>(
      `with before as (select begun, sent_with from alert_deliveries where id = $2)
       update alert_deliveries d set claim = claim + 1, claimed_until = $1::timestamptz + interval '90 seconds', sent_with = d.id, begun = true
         from alert_channels c, before b where d.id = $2 and c.id = d.channel_id and ${free} and ${inTurn}
       returning d.id, d.claim, d.workspace_id as "workspaceId", d.stage, d.tries, d.created_at as "createdAt", d.address, b.begun, d.channel_id as "channelId",
         c.name as channel, c.target, c.connection_id as "connectionId", c.secret, c.language,
         case when b.sent_with is null then c.digest_minutes else 0 end as digest`,
      [new Date(now), id],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const { digest, target, ...claimed } = row;
    if (digest > 0 && row.stage !== 'test')
      await db.query(
        `update alert_deliveries set sent_with = $1 where channel_id = $2 and state = 'waiting' and sent_with is null and stage <> 'test'`,
        [id, row.channelId],
      );
    const tells = await db.query<{ stage: Stage; incidentId: string }>(
      `select stage, incident_id as "incidentId" from alert_deliveries where sent_with = $1 and incident_id is not null order by id`,
      [id],
    );
    return { ...claimed, target: JSON.parse(target), tells: tells.rows };
  });
}

/** How a try ended, for all that the message told, and for the channel. */
export async function endDelivery(
  pool: Pool,
  { id, claim, channelId }: Pick<ClaimedDelivery, 'id' | 'claim' | 'channelId'>,
  ended: { state: DeliveryState; failure?: FailureData; againMs?: number; counts?: boolean },
): Promise<void> {
  const { state, failure, againMs = 0, counts = true } = ended;
  const told = failure === undefined ? null : JSON.stringify(failure);
  await inTransaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `update alert_deliveries set claimed_until = null, tries = tries + $6::int, due_at = now() + $5 * interval '1 ms', begun = $7,
              state = $3, failure = $4, ended_at = case when $3 = 'waiting' then null else now() end where id = $1 and claim = $2`,
      [id, claim, state, told, againMs, counts ? 1 : 0, failure?.uncertain === true],
    );
    if (rowCount === 0) return;
    await db.query(
      `update alert_deliveries set state = $2, failure = $3, ended_at = case when $2 = 'waiting' then null else now() end
        where sent_with = $1 and id <> $1`,
      [id, state, told],
    );
    await db.query(
      `update alert_channels set failure = $2, failed_at = case when $2::text is null then failed_at else now() end,
              told_at = case when $3 = 'sent' then now() else told_at end where id = $1`,
      [channelId, told, state],
    );
    await db.query(
      `select pg_notify('raccord_events', json_build_object('type', 'alert.changed', 'workspaceId', workspace_id)::text)
         from alert_channels where id = $1`,
      [channelId],
    );
  });
}

export type DeliveryView = {
  id: string;
  incidentId: string | null;
  channelId: string;
  channel: string;
  stage: Stage;
  state: DeliveryState;
  tries: number;
  failure: FailureData | null;
  dueAt: Date;
  createdAt: Date;
  endedAt: Date | null;
};
type ViewRow = Omit<DeliveryView, 'failure'> & { failure: string | null };
const view = `select d.id, d.incident_id as "incidentId", d.channel_id as "channelId", c.name as channel, d.stage, d.state, d.tries, d.failure,
  d.due_at as "dueAt", d.created_at as "createdAt", d.ended_at as "endedAt" from alert_deliveries d join alert_channels c on c.id = d.channel_id`;
const fromRow = ({ failure, ...row }: ViewRow): DeliveryView => ({
  ...row,
  failure: failure === null ? null : JSON.parse(failure),
});

/** Newest first. */
export async function listDeliveries(
  db: Queryable,
  workspaceId: string,
  filter: { incidentIds?: readonly string[]; limit: number; after?: string | undefined },
): Promise<DeliveryView[]> {
  const { rows } = await db.query<ViewRow>(
    `${view} where d.workspace_id = $1 and ($2::uuid[] is null or d.incident_id = any($2)) and ($3::uuid is null or d.id < $3)
      order by d.id desc limit $4`,
    [workspaceId, filter.incidentIds ?? null, filter.after ?? null, filter.limit],
  );
  return rows.map(fromRow);
}

export async function getDelivery(db: Queryable, id: string): Promise<DeliveryView | undefined> {
  const { rows } = await db.query<ViewRow>(`${view} where d.id = $1`, [id]);
  return rows[0] && fromRow(rows[0]);
}

/** A test that nobody took is over: it must not arrive when nobody thinks of it any more. @returns whether it was still untouched */
export async function dropUntaken(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from alert_deliveries where id = $1 and claim = 0', [id]);
  return rowCount === 1;
}

/**
 * Sends once more what was given up, or may not have arrived: a person has looked. Slack can be asked whether it is there already.
 * @throws Failure `config` / `alert.notEnded`
 */
export async function deliverAgain(db: Queryable, workspaceId: string, id: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `update alert_deliveries set state = 'waiting', due_at = now(), tries = 0, created_at = now(), ended_at = null,
            begun = (select kind = 'slack' from alert_channels c where c.id = channel_id)
      where workspace_id = $1 and state in ('failed', 'unclear') and stage <> 'test'
        and sent_with = (select sent_with from alert_deliveries where workspace_id = $1 and id = $2) returning sent_with as id`,
    [workspaceId, id],
  );
  if (rows[0] === undefined) throw new Failure('config', 'alert.notEnded');
  return rows[0].id;
}
