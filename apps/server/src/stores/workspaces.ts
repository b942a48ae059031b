import type { Db } from './database.ts';

/** The workspace of every installation; more of them come with teams. */
export const DEFAULT_WORKSPACE = '00000000-0000-7000-8000-000000000001';

/** Makes the default workspace if this is the first start. */
export async function ensureWorkspace(db: Db): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({ id: DEFAULT_WORKSPACE, name: 'Raccord' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
