import type { Ring } from '@raccord/runtime/ports';
import type { PoolClient } from 'pg';
import type { EditCheck } from '../failures/edit-check.ts';
import { type Replacement, replaceField } from '../failures/replace-field.ts';
import { closeFailures, retryRecords } from '../stores/engine/retry-records.ts';
import { readFailureData } from '../stores/inbox/failure-data.ts';
import { moveJob, nextOfJob, type OpenJob, takeJob } from '../stores/inbox/failure-jobs.ts';

/** Failures taken in one transaction: few enough that nobody waits long for what it locks. */
const AT_ONCE = 500;
const ignoredByRule = 'always';

/** A step of the oldest job on many failures. A step that was undone is done again: what is already changed is no longer asked for. */
export async function advanceJob(db: PoolClient, check: EditCheck): Promise<Ring[]> {
  const job = await takeJob(db);
  if (job === undefined) return [];
  const ids = await nextOfJob(db, job, AT_ONCE);
  const lastId = ids.at(-1);
  if (lastId === undefined) {
    await moveJob(db, job, { done: 0, refused: [], lastId });
    return [];
  }
  const { done, refused, rings } = await carryOut(db, job, ids, check);
  await moveJob(db, job, { done, refused, lastId });
  return rings;
}

type Done = { done: number; refused: { code: string }[]; rings: Ring[] };

async function carryOut(
  db: PoolClient,
  { workspaceId, act, replacement, by }: OpenJob,
  ids: readonly string[],
  check: EditCheck,
): Promise<Done> {
  const state = (count: number) => Array.from({ length: count }, () => ({ code: 'server.failureState' }));
  if (act === 'reopen') {
    const { rowCount } = await db.query(
      `update failures set status = 'open', resolution = null, resolved_at = null, resolved_by = null
        where workspace_id = $1 and id = any($2) and resolution in ('byHand', 'ignored', 'laterWrite')`,
      [workspaceId, ids],
    );
    return { done: rowCount ?? 0, refused: state(ids.length - (rowCount ?? 0)), rings: [] };
  }
  if (act !== 'retry') {
    const as = act === 'ignore' ? 'ignored' : 'resolved';
    const { closed, rings } = await closeFailures(db, { workspaceId, failureIds: ids, as, by });
    return { done: closed.length, refused: state(ids.length - closed.length), rings };
  }
  const { edited, unfit } =
    replacement === undefined ? { edited: {}, unfit: [] } : await edit(db, workspaceId, ids, replacement, check);
  const unfitIds = new Set(unfit.map(({ id }) => id));
  const failureIds = ids.filter((id) => !unfitIds.has(id));
  const { accepted, refused, rings } = await retryRecords(db, { workspaceId, failureIds, edited, by, queue: 'bulk' });
  return { done: accepted.length, refused: [...refused, ...unfit], rings };
}

/** The records' data as they are to be; what the change would make invalid is not run. What it does not touch runs as it is. */
async function edit(
  db: PoolClient,
  workspaceId: string,
  ids: readonly string[],
  replacement: Replacement,
  check: EditCheck,
): Promise<{ edited: Record<string, unknown>; unfit: { id: string; code: string }[] }> {
  const edited: Record<string, unknown> = {};
  const unfit: { id: string; code: string }[] = [];
  for (const { id, data, uses } of await readFailureData(db, workspaceId, ids)) {
    const after = replaceField(data, replacement);
    if (after === undefined) continue;
    const wrong = check(uses, data, after);
    if (wrong === undefined) edited[id] = after;
    else unfit.push({ id, code: wrong.code });
  }
  return { edited, unfit };
}

/** Failures that came into a group which somebody has ignored from now on. */
export async function ignoreByRule(db: PoolClient): Promise<Ring[]> {
  const { rows } = await db.query<{ id: string; workspace_id: string }>(
    `select f.id, f.workspace_id from failure_groups g join failures f
        on f.workspace_id = g.workspace_id and f.fingerprint = g.fingerprint and f.status = 'open'
      where g.ignored_at is not null order by f.id limit ${AT_ONCE}`,
  );
  const rings: Ring[] = [];
  for (const [workspaceId, group] of Map.groupBy(rows, (row) => row.workspace_id)) {
    const failureIds = group.map((row) => row.id);
    const closed = await closeFailures(db, { workspaceId, failureIds, as: 'ignored', by: ignoredByRule });
    rings.push(...closed.rings);
  }
  return rings;
}
