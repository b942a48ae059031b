import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { sql } from 'kysely';
import { orDuplicate } from './conflicts.ts';
import type { Db } from './database.ts';

export type Environment = {
  id: string;
  name: string;
  /** A name of the palette, e.g. `violet`. */
  colour: string;
  /** What expressions read as `env`. */
  variables: Record<string, unknown>;
  /** Nothing goes into service here unless all of its tests pass. */
  testsRequired: boolean;
};
type Changes = Partial<Omit<Environment, 'id'>>;

const columns = ['id', 'name', 'colour', 'variables', 'tests_required'] as const;
type Row = { id: string; name: string; colour: string; variables: string; tests_required: boolean };
const fromRow = ({ tests_required: testsRequired, variables, ...row }: Row): Environment => ({
  ...row,
  variables: JSON.parse(variables),
  testsRequired,
});

export async function listEnvironments(db: Db, workspaceId: string): Promise<Environment[]> {
  const rows = await db
    .selectFrom('environments')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** By name or id. @throws Failure `missing` / `server.noEnvironment` */
export async function getEnvironment(db: Db, workspaceId: string, nameOrId: string): Promise<Environment> {
  const row = await db
    .selectFrom('environments')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where((is) => is.or([is('name', '=', nameOrId), is(sql`id::text`, '=', nameOrId)]))
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noEnvironment', { environment: nameOrId });
  return fromRow(row);
}

/** @throws Failure `duplicate` / `server.environmentExists` */
export async function createEnvironment(
  db: Db,
  workspaceId: string,
  { name, colour = 'violet', variables = {}, testsRequired = false }: Changes & { name: string },
): Promise<Environment> {
  const id = uuidv7();
  const told = { variables: JSON.stringify(variables), tests_required: testsRequired };
  const row = { id, workspace_id: workspaceId, name, colour, ...told };
  await orDuplicate(db.insertInto('environments').values(row).execute(), 'server.environmentExists', { name });
  return { id, name, colour, variables, testsRequired };
}

/** @throws Failure `missing` / `server.noEnvironment`, `duplicate` / `server.environmentExists` */
export async function updateEnvironment(
  db: Db,
  workspaceId: string,
  id: string,
  { name, colour, variables, testsRequired }: Changes,
): Promise<Environment> {
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(colour === undefined ? {} : { colour }),
    ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
    ...(testsRequired === undefined ? {} : { tests_required: testsRequired }),
  };
  if (Object.keys(changes).length > 0)
    await orDuplicate(
      db
        .updateTable('environments')
        .set(changes)
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', id)
        .execute(),
      'server.environmentExists',
      { name },
    );
  return getEnvironment(db, workspaceId, id);
}

/** @throws Failure `config` / `server.environmentInUse` while it has connections or was ever deployed to */
export async function deleteEnvironment(db: Db, workspaceId: string, id: string): Promise<void> {
  const { name } = await getEnvironment(db, workspaceId, id);
  const uses = await sql<{ count: number }>`
    select (select count(*) from connections where environment_id = ${id})::int
         + (select count(*) from deployments where environment_id = ${id})::int as count`.execute(db);
  const count = uses.rows[0]?.count ?? 0;
  if (count > 0) throw new Failure('config', 'server.environmentInUse', { name, count });
  await db.deleteFrom('environments').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}
