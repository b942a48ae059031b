import type { Pool } from 'pg';
import type { BudgetState } from '../rate/budget-state.ts';
import { uuidTime } from './spans.ts';

/** How things stand, for the numbers of a scrape. Ages in milliseconds. */
export type Standing = {
  batches: { queue: string; state: string; count: number; ageMs: number }[];
  lanes: { flowId: string; environmentId: string; ageMs: number }[];
  waiting: { reason: string; count: number; ageMs: number }[];
  failures: { flowId: string; environmentId: string; kind: string; status: string; count: number }[];
  held: { connector: string; reason: string; count: number }[];
  polls: { flowId: string; environmentId: string; lateMs: number }[];
  budgets: { connector: string; settings: Record<string, unknown>; rate: string; state: BudgetState; now: number }[];
  workers: number;
  /** Names by id. */
  environments: Map<string, string>;
};

/** Lines of one kind; what is beyond is left out, the oldest and largest are kept. */
const MOST_LINES = 1_000;
const PATIENCE_MS = 5_000;

/** Reads all of it, one query after the other: a scrape must not take the connections of those who work. */
export async function readStanding(pool: Pool): Promise<Standing> {
  const rows = async <R extends object>(text: string): Promise<R[]> =>
    (await pool.query<R>({ text, query_timeout: PATIENCE_MS } as { text: string })).rows;
  // By our clock, as the ids were made.
  const ageOf = (id: string) => Math.max(0, Date.now() - uuidTime(id));

  const batches = await rows<{ queue: string; state: string; count: number; first: string }>(
    'select queue, state, count(*)::int as count, min(id::text) as first from batches group by 1, 2',
  );
  const turn = await rows<{ count: number; first: string | null }>(
    'select coalesce(sum(cardinality(record_ids)), 0)::int as count, min(id::text) as first from batches',
  );
  const lanes = await rows<{ lane: string; first: string }>(
    `select lane, min(id::text) as first from batches where lane is not null group by 1 order by 2 limit ${MOST_LINES}`,
  );
  const parked = await rows<{ reason: string; count: number; age: number }>(
    'select reason::text, count(*)::int as count, (extract(epoch from now() - min(since)) * 1000)::float8 as age from parked group by 1',
  );
  const failures = await rows<Standing['failures'][number]>(
    `select flow_id as "flowId", environment_id as "environmentId", kind, status, count(*)::int as count from failures
      where status in ('open', 'inDoubt') group by 1, 2, 3, 4 order by 5 desc limit ${MOST_LINES}`,
  );
  const held = await rows<Standing['held'][number]>(
    `select c.connector, h.reason, count(*)::int as count from connection_holds h join connections c on c.id = h.connection_id
      where h.until is null or h.until > now() group by 1, 2`,
  );
  // One that a worker has in hand is not late any more.
  const polls = await rows<Standing['polls'][number]>(
    `select t.flow_id as "flowId", t.environment_id as "environmentId",
            max(case when t.worker_id is null then greatest(0, extract(epoch from now() - t.next_due_at)) * 1000 else 0 end)::float8 as "lateMs"
       from triggers t join deployments d using (workspace_id, flow_id, environment_id)
      where t.active and d.active and t.kind = 'poll' and t.next_due_at is not null group by 1, 2 order by 3 desc limit ${MOST_LINES}`,
  );
  const budgets = await rows<{ connector: string; settings: string; rate: string; state: string; now: number }>(
    `select c.connector, c.settings, b.rate, b.state, extract(epoch from clock_timestamp())::float8 * 1000 as now
       from rate_budgets b join connections c on c.id = b.connection_id where b.state is not null order by b.at desc limit ${MOST_LINES}`,
  );
  const workers = await rows<{ count: number }>('select count(*)::int as count from workers');
  const environments = await rows<{ id: string; name: string }>('select id, name from environments');
  return {
    batches: batches.map(({ first, ...row }) => ({ ...row, ageMs: ageOf(first) })),
    lanes: lanes.map(({ lane, first }) => ({
      flowId: lane.slice(0, lane.lastIndexOf(':')),
      environmentId: lane.slice(lane.lastIndexOf(':') + 1),
      ageMs: ageOf(first),
    })),
    waiting: [
      ...turn.map(({ count, first }) => ({ reason: 'turn', count, ageMs: first === null ? 0 : ageOf(first) })),
      ...parked.map(({ age, ...row }) => ({ ...row, ageMs: age })),
    ],
    failures,
    held,
    polls,
    budgets: budgets.map((row) => ({ ...row, settings: JSON.parse(row.settings), state: JSON.parse(row.state) })),
    workers: workers[0]?.count ?? 0,
    environments: new Map(environments.map(({ id, name }) => [id, name])),
  };
}
