import type { Queryable } from './claim-batch.ts';

/**
 * Makes polls due now. One that is under way is followed by another, since it may have read past what has changed; however many ask,
 * it is one.
 * @returns ids of those that nobody reads at the moment: they may be rung for at once
 */
export async function wakePolls(db: Queryable, triggerIds: readonly string[]): Promise<string[]> {
  // In their order: two servers that wake the same ones would else wait for each other.
  const { rows } = await db.query<{ id: string; free: boolean }>(
    `with asleep as (
       select id from triggers where id = any($1) and not woken order by id for update)
     update triggers t set woken = true, next_due_at = least(coalesce(t.next_due_at, now()), now()),
            rung_at = case when t.worker_id is null then now() else t.rung_at end
       from asleep a where t.id = a.id returning t.id, t.worker_id is null as free`,
    [triggerIds],
  );
  return rows.filter(({ free }) => free).map(({ id }) => id);
}
