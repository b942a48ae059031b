import type { Carried } from '@raccord/runtime/engine/carried';
import { type Queryable, span } from '../engine/claim-batch.ts';
import { type Blocked, findBlocked } from './blocked.ts';

/**
 * What running a failed record again would do: it `willRun` from where it stopped; it is `alreadyDone`; somebody must first decide an
 * unknown outcome (`inDoubt`); or it is `refused`, with why.
 */
export const verdicts = ['willRun', 'alreadyDone', 'inDoubt', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];
export type Readiness = {
  id: string;
  recordId: string;
  recordKey: string | null;
  verdict: Verdict;
  code?: string;
  /** Nodes whose effects stand and are not repeated. */
  done: string[];
  /** The call may have been carried out: it is made under the same key, or looked for first. */
  looksFirst: boolean;
};

type Row = {
  id: string;
  record_id: string;
  record_key: string | null;
  workspace_id: string;
  flow_id: string;
  version: number;
  environment_id: string;
  node: string;
  status: string;
};

/** Of failures that are there, in the order they came; nothing is locked, so that it may be different a moment later. */
export async function readReadiness(db: Queryable, workspaceId: string, ids: readonly string[]): Promise<Readiness[]> {
  const { rows } = await db.query<Row>(
    `select id, record_id, record_key, workspace_id, flow_id, version, environment_id, node, status from failures
      where workspace_id = $1 and id = any($2) order by id`,
    [workspaceId, ids],
  );
  if (rows.length === 0) return [];
  const recordIds = rows.map((row) => row.record_id);
  const { min, max } = span(recordIds);
  const records = await db.query<{ id: string; state: string; carried: string | null }>(
    'select id, state, carried from records where id = any($1) and id >= $2 and id <= $3',
    [recordIds, min, max],
  );
  const byId = new Map(records.rows.map((record) => [record.id, record]));
  const blocked = await findBlocked(db, rows);
  return rows.map((row) => {
    const record = byId.get(row.record_id);
    const carried: Carried = JSON.parse(record?.carried ?? '{}');
    const here = carried[row.node];
    return {
      id: row.id,
      recordId: row.record_id,
      recordKey: row.record_key,
      ...judge(row, record?.state, blocked),
      done: Object.entries(carried).flatMap(([node, entry]) => (entry.s === 'done' ? [node] : [])),
      looksFirst: here?.s === 'failed' && here.maybe === true,
    };
  });
}

function judge(row: Row, state: string | undefined, blocked: Blocked): { verdict: Verdict; code?: string } {
  if (row.status === 'inDoubt' || state === 'inDoubt') return { verdict: 'inDoubt', code: 'engine.decideFirst' };
  if (row.status === 'retrying') return { verdict: 'refused', code: 'engine.retriedAlready' };
  if (state === undefined) return { verdict: 'refused', code: 'engine.recordGone' };
  if (state === 'succeeded') return { verdict: 'alreadyDone' };
  if (state !== 'failed' || row.status === 'resolved') return { verdict: 'refused', code: 'engine.notFailed' };
  const code = blocked(row);
  return code === undefined ? { verdict: 'willRun' } : { verdict: 'refused', code };
}
