import type { FailureData } from '@raccord/contract';
import type { HoldReason } from '@raccord/runtime/ports';
import type { Queryable } from './claim-batch.ts';

/** A connection that seems down is tried again after 2 s, 4 s, 8 s … at most this. */
const LONGEST_BREAK_MS = 60_000;

/**
 * Holds a connection. A person has to end the hold of a refused account (`forMs` undefined); a throttled one ends by itself; one that
 * seems down is held longer with each strike.
 */
export async function holdConnection(
  db: Queryable,
  connectionId: string,
  reason: HoldReason,
  failure: FailureData,
  forMs: number | undefined,
): Promise<void> {
  await db.query(
    `insert into connection_holds (connection_id, reason, failure, until)
     select id, $2, $3, now() + $4 * interval '1 ms' from connections where id = $1
     on conflict (connection_id) do update set
       reason = case when connection_holds.reason = 'auth' then 'auth' else excluded.reason end,
       failure = excluded.failure, strikes = connection_holds.strikes + 1, probed_at = null,
       until = case when connection_holds.reason = 'auth' or excluded.until is null then null
                    when excluded.reason = 'breaker' then now() + least($4 * power(2, least(connection_holds.strikes, 10)), $5) * interval '1 ms'
                    else greatest(connection_holds.until, excluded.until) end`,
    [connectionId, reason, JSON.stringify(failure), forMs ?? null, LONGEST_BREAK_MS],
  );
}

/**
 * A probe went well: the hold is over and what waited goes on. One that waits for a person is left (its account was refused since), and
 * one that began after the probe was sent.
 */
export async function releaseConnection(db: Queryable, connectionId: string): Promise<void> {
  await db.query('delete from connection_holds where connection_id = $1 and until <= now()', [connectionId]);
}

/** A person has reconnected the account. */
export async function endHold(db: Queryable, connectionId: string): Promise<void> {
  await db.query('delete from connection_holds where connection_id = $1', [connectionId]);
}
