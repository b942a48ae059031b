import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Notes what flows in service need of their accounts, by connection id. What was needed before stays: another flow may need it. */
export async function wantScopes(db: Db, wanted: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const [id, scopes] of wanted)
    await sql`
      update connections set wanted_scopes = array(select distinct unnest(wanted_scopes || ${[...scopes]}::text[]) order by 1)
       where id = ${id} and not wanted_scopes @> ${[...scopes]}::text[]`.execute(db);
}
