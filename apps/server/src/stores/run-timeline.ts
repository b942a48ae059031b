import type { Pool } from 'pg';
import type { Run } from './runs.ts';
import { spanOfRun } from './spans.ts';

export type TimelineEntry = {
  at: string;
  what: 'began' | 'called' | 'failedCall' | 'intended' | 'failed' | 'waits' | 'cancelled' | 'replayed' | 'ended';
  node: string | null;
  count: number;
  detail: string | null;
};

const MOST = 200;

/** What happened in a run, oldest first; at most the latest 200 entries. */
export async function runTimeline(
  pool: Pool,
  workspaceId: string,
  run: Run,
): Promise<{ entries: TimelineEntry[]; more: boolean }> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  const { rows } = await pool.query<Omit<TimelineEntry, 'at'> & { at: Date }>(
    `select * from (
       (select a.at, case when a.kind = 'intent' then 'intended' when strpos(a.entries, '"f":{"kind"') > 0 and strpos(a.entries, '"v":') = 0 then 'failedCall' else 'called' end as what,
               a.node, (select count(*) from regexp_matches(a.entries, '\\{"r":"[0-9a-f-]{36}","n":', 'g'))::int as count, null as detail
          from attempts a where a.run_id = $1 and a.batch_id >= $3 and a.batch_id <= $4 and a.workspace_id = $2 order by a.at desc limit ${MOST + 1})
       union all
       (select date_trunc('second', created_at), 'failed', node, count(*)::int, code from failures
         where workspace_id = $2 and run_id = $1 group by 1, 3, 5 order by 1 desc limit ${MOST + 1})
       union all
       (select date_trunc('second', since), 'waits', node, count(*)::int, reason::text from parked where run_id = $1 group by 1, 3, 5 order by 1 desc limit ${MOST + 1})
       union all
       (select at, 'replayed', null, coalesce((data::json ->> 'records')::int, 0), actor from events
         where workspace_id = $2 and subject = 'run:' || $1 and type = 'run.replayed' order by id desc limit 50)
     ) all_of_it order by at desc limit ${MOST + 1}`,
    [run.id, workspaceId, from, to],
  );
  const latest = rows.slice(0, MOST).map((row): TimelineEntry => ({ ...row, at: row.at.toISOString() }));
  const fixed = (at: string | null, what: 'began' | 'cancelled' | 'ended'): TimelineEntry[] =>
    at === null
      ? []
      : [{ at, what, node: null, count: run.counters.total, detail: what === 'began' ? run.cause : null }];
  const entries = [
    ...fixed(run.startedAt, 'began'),
    ...latest,
    ...fixed(run.cancelledAt, 'cancelled'),
    ...fixed(run.endedAt, 'ended'),
  ];
  return { entries: entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), more: rows.length > MOST };
}
