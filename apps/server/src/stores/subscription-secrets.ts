import type { Db } from './database.ts';

/** Envelopes of all subscriptions, locked until the transaction ends. */
export async function lockSubscriptionSecrets(db: Db): Promise<{ id: string; secret: string }[]> {
  return db.selectFrom('subscriptions').select(['id', 'secret']).orderBy('id').forUpdate().execute();
}

export async function writeSubscriptionSecret(db: Db, { id, secret }: { id: string; secret: string }): Promise<void> {
  await db.updateTable('subscriptions').set({ secret }).where('id', '=', id).execute();
}
