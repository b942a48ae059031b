import type { Db } from './database.ts';

/** Single values of the whole installation; the names are all here. */
export type SettingName = 'vault.check' | 'setup.tokenHash' | 'sandbox.port' | 'keeping.wanted';

export async function readSetting(db: Db, name: SettingName): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Db, name: SettingName, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at: new Date() }))
    .execute();
}

/** Writes the value unless there is one. @returns whether it was written */
export async function writeSettingOnce(db: Db, name: SettingName, value: string): Promise<boolean> {
  const result = await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/**
 * Removes the setting if it still has this value.
 * @returns whether this call removed it: of two at the same time only one did
 */
export async function takeSetting(db: Db, name: SettingName, value: string): Promise<boolean> {
  const result = await db.deleteFrom('settings').where('name', '=', name).where('value', '=', value).executeTakeFirst();
  return result.numDeletedRows === 1n;
}
