import type { RecordState, WaitReason } from '@raccord/contract';
import type { AttemptEntry, AttemptKind } from '@raccord/runtime/ports';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { notThere } from './keeping/not-there.ts';
import { spanOfRun } from './spans.ts';

export type RecordSummary = {
  id: string;
  runId: string;
  parentId: string | null;
  rootId: string | null;
  key: string | null;
  state: RecordState;
  waitReason: WaitReason | null;
  node: string | null;
  edition: number;
  settledAt: string | null;
};
export type RecordDetail = RecordSummary & {
  input: unknown;
  carried: Record<string, unknown>;
  answer: unknown;
  /** What it waits for, when it does. */
  parked: { reason: WaitReason; node: string; dueAt: string | null; connectionId: string | null; since: string } | null;
};
export type Attempt = AttemptEntry & { node: string; kind: AttemptKind; at: string };

const summary = [
  'id',
  'run_id',
  'parent_id',
  'root_id',
  'key',
  'state',
  'wait_reason',
  'node',
  'edition',
  'settled_at',
] as const;
type SummaryRow = {
  id: string;
  run_id: string;
  parent_id: string | null;
  root_id: string | null;
  key: string | null;
  state: RecordState;
  wait_reason: WaitReason | null;
  node: string | null;
  edition: number;
  settled_at: Date | null;
};

const fromRow = (row: SummaryRow): RecordSummary => ({
  id: row.id,
  runId: row.run_id,
  parentId: row.parent_id,
  rootId: row.root_id,
  key: row.key,
  state: row.state,
  waitReason: row.wait_reason,
  node: row.node,
  edition: row.edition,
  settledAt: row.settled_at?.toISOString() ?? null,
});

/** The records of a run in the order they came; `after` is the id of the last one seen. */
export async function listRecords(
  db: Db,
  workspaceId: string,
  run: { id: string; endedAt: string | null },
  filter: { state?: RecordState | undefined; after?: string | undefined; limit: number },
): Promise<RecordSummary[]> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  let query = db
    .selectFrom('records')
    .select(summary)
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', run.id)
    .where('id', '>=', from)
    .where('id', '<=', to);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.after !== undefined) query = query.where('id', '>', filter.after);
  return (await query.orderBy('id').limit(filter.limit).execute()).map(fromRow);
}

/** @throws Failure `missing` / `server.noRecord` or `keeping.recordForgotten` */
export async function getRecord(db: Db, workspaceId: string, id: string): Promise<RecordDetail> {
  const row = await db
    .selectFrom('records')
    .select([...summary, 'input', 'carried', 'answer'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notThere('record', id);
  const parked = await db
    .selectFrom('parked')
    .select(['reason', 'node', 'due_at', 'connection_id', 'since'])
    .where('record_id', '=', id)
    .executeTakeFirst();
  return {
    ...fromRow(row),
    input: JSON.parse(row.input),
    carried: row.carried === null ? {} : JSON.parse(row.carried),
    answer: row.answer === null ? null : JSON.parse(row.answer),
    parked:
      parked === undefined
        ? null
        : {
            reason: parked.reason,
            node: parked.node,
            dueAt: parked.due_at?.toISOString() ?? null,
            connectionId: parked.connection_id,
            since: parked.since.toISOString(),
          },
  };
}

/**
 * What was tried for a record, oldest first; at most `limit`. A row of the journal speaks of all records of a batch: rows that do
 * not name this one stay in the database.
 */
export async function listAttempts(
  db: Db,
  workspaceId: string,
  record: Pick<RecordSummary, 'id' | 'runId'>,
  limit = 500,
): Promise<Attempt[]> {
  const { from } = spanOfRun(record.runId, null);
  const rows = await db
    .selectFrom('attempts')
    .select(['node', 'kind', 'entries', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', record.runId)
    .where('batch_id', '>=', from)
    .where(sql<boolean>`strpos(entries, ${JSON.stringify(record.id)}) > 0`)
    .orderBy('at')
    .orderBy('batch_id')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.flatMap(({ node, kind, entries, at }) =>
    (JSON.parse(entries) as AttemptEntry[])
      .filter(({ r }) => r === record.id)
      .map((entry) => ({ ...entry, node, kind, at: at.toISOString() })),
  );
}
