import { sql } from 'kysely';
import type { Db } from './database.ts';
import { getFlow } from './flows.ts';

/** The ids that begin like `base`, archived flows too. */
export async function idsLike(db: Db, workspaceId: string, base: string): Promise<Set<string>> {
  // Fresh ids are the base, cut where it is long, and a number.
  const rows = await db
    .selectFrom('flows')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`starts_with(id, ${base.slice(0, 50)})`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** What stands beside a draft goes to its copy: which connections its slots mean, by id, and its tests. */
export async function copyBeside(db: Db, workspaceId: string, from: string, to: string, by: string): Promise<void> {
  await sql`
    insert into bindings (workspace_id, flow_id, environment_id, slot, connection_id)
    select workspace_id, ${to}, environment_id, slot, connection_id from bindings
     where workspace_id = ${workspaceId} and flow_id = ${from}`.execute(db);
  await sql`
    insert into flow_tests (workspace_id, flow_id, id, name, document, updated_by)
    select workspace_id, ${to}, id, name, document, ${by} from flow_tests
     where workspace_id = ${workspaceId} and flow_id = ${from}`.execute(db);
}

/** Puts tests beside a draft that has none of their ids. */
export async function addTests(
  db: Db,
  workspaceId: string,
  flowId: string,
  tests: readonly { id: string; name: string; document: string }[],
  by: string,
): Promise<void> {
  for (const { id, name, document } of tests)
    await sql`
      insert into flow_tests (workspace_id, flow_id, id, name, document, updated_by)
      values (${workspaceId}, ${flowId}, ${id}, ${name}, ${document}, ${by})`.execute(db);
}

/** A flow as files: its draft and its tests. @throws Failure `missing` / `server.noFlow` */
export async function flowFiles(db: Db, workspaceId: string, id: string): Promise<{ path: string; text: string }[]> {
  const { draft } = await getFlow(db, workspaceId, id);
  const { rows } = await sql<{ id: string; document: string }>`
    select id, document from flow_tests where workspace_id = ${workspaceId} and flow_id = ${id} order by id`.execute(
    db,
  );
  const tests = rows.map((test) => ({ path: `tests/${test.id}.json`, text: test.document }));
  return [{ path: 'flow.json', text: draft }, ...tests];
}

/** What the tests beside a draft show. */
export async function testNames(db: Db, workspaceId: string, flowId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from flow_tests where workspace_id = ${workspaceId} and flow_id = ${flowId} order by id limit 500`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}
