import { type Kysely, sql } from 'kysely';
import { flowFacts } from '../flow-facts.ts';

type Flows = {
  flows: { workspace_id: string; id: string; draft: string; owner: string | null; tags: string[]; apps: string[] };
};

/**
 * What lists show and sort by, where a page of them would otherwise read every draft and every failure. The draft stays the truth: the
 * three columns are made of it each time it is stored.
 */
export async function up(db: Kysely<Flows>): Promise<void> {
  await sql`
alter table flows
  add column owner text,
  add column tags text[] not null default '{}',
  add column apps text[] not null default '{}'`.execute(db);
  // Read here and not by PostgreSQL: its JSON functions refuse texts that ours take.
  const flows = await db.selectFrom('flows').select(['workspace_id', 'id']).execute();
  for (const { workspace_id: workspace, id } of flows) {
    const one = () => db.selectFrom('flows').where('workspace_id', '=', workspace).where('id', '=', id);
    const { draft } = await one().select('draft').executeTakeFirstOrThrow();
    await db
      .updateTable('flows')
      .set(flowFacts(draft))
      .where('workspace_id', '=', workspace)
      .where('id', '=', id)
      .execute();
  }
  // How many of a flow's failures wait for somebody.
  await sql`
create index failures_waiting on failures (workspace_id, flow_id) where status in ('open', 'inDoubt')`.execute(db);
}
