import { randomBytes } from 'node:crypto';
import type { ConnectorRegistry } from '@raccord/contract';
import type { Ring } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { PoolClient } from 'pg';
import {
  type Asking,
  insertSubscription,
  retireSubscriptions,
  ringSubscriptions,
  triggersWanting,
} from '../stores/engine/subscriptions.ts';
import { subscriptionPlace, type Vault } from '../vault/vault.ts';

/** Triggers whose vendors send only to those who asked them to, and the vault for the secret that each asking gets. */
export type Subscribing = Asking & { vault: Pick<Vault, 'sealSecret'> };

export function subscribing(registry: ConnectorRegistry, vault: Subscribing['vault'], address: string): Subscribing {
  const uses = Object.values(registry).flatMap(({ id, triggers }) =>
    Object.values(triggers).flatMap((trigger) =>
      trigger.webhook?.subscription === undefined ? [] : [`${id}/${trigger.id}`],
    ),
  );
  return { uses, address, vault };
}

/** Brings what vendors are asked for in line with what is in service, and rings for what is due; a worker does the asking. */
export async function keepSubscriptions(db: PoolClient, { vault, ...asking }: Subscribing): Promise<Ring[]> {
  for (const asked of await triggersWanting(db, asking)) {
    const id = uuidv7();
    const secret = randomBytes(32).toString('base64url');
    await insertSubscription(db, id, asked, vault.sealSecret(secret, subscriptionPlace(asked.workspaceId, id)));
  }
  await retireSubscriptions(db, asking);
  const due = await ringSubscriptions(db);
  return due.map((id): Ring => ({ queue: 'live', kind: 'subscription', id }));
}
