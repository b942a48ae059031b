import type { Stage } from './stage.ts';

/** What the tables say once everything is quiet. */
export type Findings = {
  total: number;
  states: Record<string, number>;
  /** What stands in the inbox: how often each code at each node, with one failure of each in full. */
  inbox: { code: string; node: string; n: number; example: string }[];
  /** Records that still wait, or rows that speak of work nobody will do. */
  stuck: number;
  /** Sentences about what does not add up; empty when all is well. */
  wrong: string[];
};

type Counters = {
  id: string;
  total: number;
  waiting: number;
  succeeded: number;
  filtered: number;
  failed: number;
  inDoubt: number;
  cancelled: number;
};

/** Waits until nothing is queued, running, or waiting for a time; at most `timeoutMs`. @returns milliseconds waited */
export async function quiet({ pool }: Stage, timeoutMs: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const busy = await pool
      .query<{ busy: boolean }>(
        `select exists (select 1 from batches) or exists (select 1 from parked where reason <> 'group')
                or exists (select 1 from runs where ended_at is null) as busy`,
      )
      .catch(() => undefined);
    const waited = performance.now() - started;
    if (busy?.rows[0]?.busy === false || waited > timeoutMs) return waited;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Holds the tables against each other: every run's counters against its records, failures against failed records, leftovers of batches and
 * parked records, the journal against itself (no effect recorded as done twice), and screens that were open against screens opened now.
 */
export async function examine({ pool, onlooker }: Stage): Promise<Findings> {
  const wrong: string[] = (await onlooker?.disagreements()) ?? [];
  const rows = async <T extends object>(sql: string) =>
    (await pool.query<T & Record<string, unknown>>(sql)).rows as T[];
  const runs = await rows<Counters & { counted: Record<string, number> | null }>(
    `select r.id, total, waiting, succeeded, filtered, failed, in_doubt as "inDoubt", cancelled,
            (select json_object_agg(state, n) from (select state, count(*)::int as n from records where run_id = r.id group by state) s) as counted
       from runs r`,
  );
  const states: Record<string, number> = {};
  for (const { id, total, counted, ...counters } of runs) {
    const sum = stateNames.reduce((all, state) => all + counters[state], 0);
    if (sum !== total) wrong.push(`run ${id}: total ${total}, its states add up to ${sum}`);
    for (const state of stateNames) {
      const found = counted?.[state] ?? 0;
      states[state] = (states[state] ?? 0) + found;
      if (found !== counters[state]) wrong.push(`run ${id}: counter ${state} ${counters[state]}, records ${found}`);
    }
  }
  const left = await rows<{ what: string; n: number }>(
    `select 'batches' as what, count(*)::int as n from batches union all select 'parked', count(*)::int from parked
     union all select 'waiting', count(*)::int from records where state = 'waiting'
     union all select 'runs without end', count(*)::int from runs where ended_at is null and waiting = 0`,
  );
  for (const { what, n } of left) if (n > 0) wrong.push(`left over: ${n} ${what}`);
  const unsaid = await rows<{ n: number }>(
    `select count(*)::int as n from records r where state in ('failed', 'inDoubt')
        and (select count(*) from failures f where f.record_id = r.id and f.status in ('open', 'inDoubt')) <> 1`,
  );
  if (unsaid[0]?.n) wrong.push(`${unsaid[0].n} failed records without exactly one open failure`);
  const twice = await rows<{ n: number }>(
    `select count(*)::int as n from (
       select e->>'r', a.node from attempts a, json_array_elements(a.entries::json) e
        where a.kind = 'result' and e->'f' is null and e->'v' is not null group by 1, 2 having count(*) > 1) t`,
  );
  if (twice[0]?.n) wrong.push(`${twice[0].n} effects recorded as done twice`);
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  const inbox = await rows<Findings['inbox'][number]>(
    'select code, node, count(*)::int as n, min(failure) as example from failures group by code, node order by n desc',
  );
  return { total, states, inbox, stuck: left.reduce((sum, { n }) => sum + n, 0), wrong };
}

const stateNames = ['waiting', 'succeeded', 'filtered', 'failed', 'inDoubt', 'cancelled'] as const;

/** Of the effects that should have been done once (`action item`), how many were not done, and how many more than once. */
export function compareLedger(
  { upstream }: Stage,
  expected: readonly string[],
): { missing: string[]; doubled: string[] } {
  const done = upstream.done();
  return {
    missing: expected.filter((each) => !done.has(each)),
    doubled: [...done].filter(([, count]) => count > 1).map(([each]) => each),
  };
}
