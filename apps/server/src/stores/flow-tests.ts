import { Failure, type FlowTest } from '@raccord/contract';
import { orDuplicate } from './conflicts.ts';
import type { Db } from './database.ts';

export type FlowTestSummary = {
  /** The name of its file, when it is exported. */
  id: string;
  /** What it shows. */
  name: string;
  revision: number;
  updatedAt: string;
  updatedBy: string;
};
export type StoredFlowTest = FlowTestSummary & { test: FlowTest };

export const MOST_TESTS = 100;
const columns = ['id', 'name', 'revision', 'updated_at', 'updated_by'] as const;
type Row = { id: string; name: string; revision: number; updated_at: Date; updated_by: string };
const fromRow = ({ updated_at: at, updated_by: updatedBy, ...row }: Row): FlowTestSummary => ({
  ...row,
  updatedAt: at.toISOString(),
  updatedBy,
});

/** By name. */
export async function listFlowTests(db: Db, workspaceId: string, flowId: string): Promise<FlowTestSummary[]> {
  const rows = await db
    .selectFrom('flow_tests')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** With what they hold, by name; `ids`: those only. */
export async function readFlowTests(
  db: Db,
  workspaceId: string,
  flowId: string,
  ids?: readonly string[],
): Promise<StoredFlowTest[]> {
  let query = db
    .selectFrom('flow_tests')
    .select([...columns, 'document'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId);
  if (ids !== undefined) query = query.where('id', 'in', ids.length === 0 ? [''] : [...ids]);
  const rows = await query.orderBy('name').orderBy('id').limit(MOST_TESTS).execute();
  return rows.map(({ document, ...row }) => ({ ...fromRow(row), test: JSON.parse(document) }));
}

/** @throws Failure `missing` / `server.noFlowTest` */
export async function getFlowTest(db: Db, workspaceId: string, flowId: string, id: string): Promise<StoredFlowTest> {
  const [test] = await readFlowTests(db, workspaceId, flowId, [id]);
  if (test === undefined) throw new Failure('missing', 'server.noFlowTest', { flow: flowId, test: id });
  return test;
}

/**
 * Within a transaction that has locked the flow, so that nobody else adds one at the same time.
 * @throws Failure `duplicate` / `server.flowTestExists`, `tooLarge` / `server.tooManyFlowTests`
 */
export async function createFlowTest(
  db: Db,
  workspaceId: string,
  flowId: string,
  { id, test, by }: { id: string; test: FlowTest; by: string },
): Promise<void> {
  const { length } = await listFlowTests(db, workspaceId, flowId);
  if (length >= MOST_TESTS)
    throw new Failure('tooLarge', 'server.tooManyFlowTests', { flow: flowId, most: MOST_TESTS });
  const row = { workspace_id: workspaceId, flow_id: flowId, id, ...contentOf(test), updated_by: by };
  await orDuplicate(db.insertInto('flow_tests').values(row).execute(), 'server.flowTestExists', {
    flow: flowId,
    test: id,
  });
}

/**
 * Saves a test if nobody saved another since `revision`. @returns the new revision
 * @throws Failure `missing` / `server.noFlowTest`, `duplicate` / `server.flowTestChanged`
 */
export async function saveFlowTest(
  db: Db,
  workspaceId: string,
  flowId: string,
  { id, test, revision, by }: { id: string; test: FlowTest; revision: number; by: string },
): Promise<number> {
  const row = await db
    .updateTable('flow_tests')
    .set({ ...contentOf(test), revision: revision + 1, updated_at: new Date(), updated_by: by })
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst();
  if (row !== undefined) return row.revision;
  const newer = await getFlowTest(db, workspaceId, flowId, id);
  throw new Failure('duplicate', 'server.flowTestChanged', {
    test: newer.name,
    by: newer.updatedBy,
    revision: newer.revision,
  });
}

/** @throws Failure `missing` / `server.noFlowTest` */
export async function deleteFlowTest(db: Db, workspaceId: string, flowId: string, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('flow_tests')
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new Failure('missing', 'server.noFlowTest', { flow: flowId, test: id });
}

const contentOf = (test: FlowTest) => ({ name: test.name, document: `${JSON.stringify(test, undefined, 2)}\n` });
