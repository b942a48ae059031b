import type { Db } from '../database.ts';

/** Envelopes of all channels that have one, locked until the transaction ends. */
export async function lockAlertSecrets(db: Db): Promise<{ id: string; secret: string | null }[]> {
  return db
    .selectFrom('alert_channels')
    .select(['id', 'secret'])
    .where('secret', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function writeAlertSecret(db: Db, { id, secret }: { id: string; secret: string }): Promise<void> {
  await db.updateTable('alert_channels').set({ secret }).where('id', '=', id).execute();
}
