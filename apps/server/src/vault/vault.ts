import { hkdfSync } from 'node:crypto';
import { Failure } from '@raccord/contract';
import type { Kysely } from 'kysely';
import { lockAlertSecrets, writeAlertSecret } from '../stores/alerts/alert-secrets.ts';
import { anyEnvelope, lockSecretsAfter, writeEnvelopes } from '../stores/connection-secrets.ts';
import { lockClientSecrets, writeClientSecret } from '../stores/oauth-clients.ts';
import type { Database } from '../stores/schema.ts';
import { readSetting, writeSetting, writeSettingOnce } from '../stores/settings.ts';
import { lockSubscriptionSecrets, writeSubscriptionSecret } from '../stores/subscription-secrets.ts';
import { keyIdOf, type MasterKey, open, rewrap, type SecretPlace, seal } from './envelope.ts';
import { createKeyFile, parseKeys, readKeyFile } from './key-file.ts';

export type { SecretPlace } from './envelope.ts';

export type Vault = {
  sealSecret(plain: string, place: SecretPlace): string;
  /** @throws Failure `config` / `vault.damaged` or `vault.unknownKey` */
  openSecret(envelope: string, place: SecretPlace): string;
  /** A key for another purpose, derived from the master key; changes with it. 32 bytes. */
  derive(purpose: string): Buffer;
};

/** Where a connection's envelopes belong; `version` grows when the shape of what is sealed changes. */
export const credentialsPlace = (workspaceId: string, connectionId: string): SecretPlace => ({
  workspaceId,
  connectionId,
  field: 'credentials',
  version: 1,
});
export const signingSecretsPlace = (workspaceId: string, connectionId: string): SecretPlace => ({
  workspaceId,
  connectionId,
  field: 'signingSecrets',
  version: 1,
});

/** What a worker is asked about a connection: it may hold the code of a consent. */
export const askPlace = (workspaceId: string, connectionId: string): SecretPlace => ({
  workspaceId,
  connectionId,
  field: 'ask',
  version: 1,
});
export const verifierPlace = (workspaceId: string, connectionId: string): SecretPlace => ({
  workspaceId,
  connectionId,
  field: 'oauthVerifier',
  version: 1,
});
/** The secret of the client that a workspace asks for consent with; it belongs to a connector, not to a connection. */
export const clientSecretPlace = (workspaceId: string, connector: string): SecretPlace => ({
  workspaceId,
  connectionId: connector,
  field: 'oauthClientSecret',
  version: 1,
});

/** The secret of what a vendor was asked to send; it belongs to that asking, not to the connection it goes through. */
export const subscriptionPlace = (workspaceId: string, subscriptionId: string): SecretPlace => ({
  workspaceId,
  connectionId: subscriptionId,
  field: 'subscription',
  version: 1,
});

/** What the webhooks of a channel of alerts are signed with. */
export const alertChannelPlace = (workspaceId: string, channelId: string): SecretPlace => ({
  workspaceId,
  connectionId: channelId,
  field: 'alertChannel',
  version: 1,
});

const checkPlace: SecretPlace = { workspaceId: '', connectionId: '', field: 'vault.check', version: 1 };
const CHECK = 'raccord';

/** A vault whose first key seals and all of whose keys open. */
export function createVault(keys: readonly [MasterKey, ...MasterKey[]]): Vault {
  const [current] = keys;
  return {
    sealSecret: (plain, place) => seal(plain, place, current),
    openSecret: (envelope, place) => open(envelope, place, keys),
    derive: (purpose) => Buffer.from(hkdfSync('sha256', current.bytes, '', `raccord.${purpose}`, 32)),
  };
}

/**
 * Finds the master key (`vaultKey`, else the key file in `home`, made at the first start) and proves with a check value in the
 * database that it is the one its secrets were sealed with.
 * @throws Failure `config`: `vault.keyMissing` when the database was used with a key that is not here, `vault.keyWrong` when
 *   the key here is another one, `vault.badKey` when it is no key
 */
export async function openVault(
  db: Kysely<Database>,
  settings: { home: string; vaultKey?: string },
): Promise<{ vault: Vault; keys: readonly [MasterKey, ...MasterKey[]] }> {
  const check = await readSetting(db, 'vault.check');
  // A check value that was lost does not make a used database a new one.
  const sealed = check ?? (await anyEnvelope(db));
  let keys = settings.vaultKey === undefined ? await readKeyFile(settings.home) : parseKeys(settings.vaultKey);
  if (keys === undefined) {
    if (sealed !== undefined) throw new Failure('config', 'vault.keyMissing', { home: settings.home });
    keys = await createKeyFile(settings.home);
  }
  if (check === undefined) {
    const keyId = sealed === undefined ? keys[0].id : keyIdOf(sealed);
    if (!keys.some(({ id }) => id === keyId)) throw new Failure('config', 'vault.keyWrong', { keyId: keyId ?? '' });
    await writeSettingOnce(db, 'vault.check', seal(CHECK, checkPlace, keys[0]));
  }
  // Read again: another process may have written its own check in the meantime.
  prove((await readSetting(db, 'vault.check')) ?? '', keys);
  return { vault: createVault(keys), keys };
}

function prove(check: string, keys: readonly MasterKey[]): void {
  try {
    if (open(check, checkPlace, keys) === CHECK) return;
  } catch (cause) {
    throw new Failure('config', 'vault.keyWrong', { keyId: keyIdOf(check) ?? '' }, { cause });
  }
  throw new Failure('config', 'vault.keyWrong', { keyId: keyIdOf(check) ?? '' });
}

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Puts every secret under the first of `keys`; the others are only needed until this has ended. Secrets are not read, and
 * processes that hold both keys keep working meanwhile.
 * @returns how many envelopes were re-wrapped
 */
export async function rotateMasterKey(
  db: Kysely<Database>,
  keys: readonly [MasterKey, ...MasterKey[]],
): Promise<number> {
  const [target] = keys;
  let count = 0;
  const move = (envelope: string | null) => {
    if (envelope === null || keyIdOf(envelope) === target.id) return envelope;
    count++;
    return rewrap(envelope, keys, target);
  };
  for (let after: string | undefined = BEFORE_ALL; after !== undefined; ) {
    const from: string = after;
    after = await db.transaction().execute(async (tx) => {
      const page = await lockSecretsAfter(tx, from, PAGE);
      const moved = page.map((row) => ({
        id: row.id,
        credentials: move(row.credentials),
        signing_secrets: move(row.signing_secrets),
      }));
      await writeEnvelopes(tx, moved);
      return page.at(-1)?.id;
    });
  }
  await db.transaction().execute(async (tx) => {
    for (const row of await lockClientSecrets(tx))
      await writeClientSecret(tx, { ...row, secret: move(row.secret) ?? '' });
    for (const row of await lockSubscriptionSecrets(tx))
      await writeSubscriptionSecret(tx, { ...row, secret: move(row.secret) ?? '' });
    for (const row of await lockAlertSecrets(tx))
      await writeAlertSecret(tx, { ...row, secret: move(row.secret) ?? '' });
  });
  await writeSetting(db, 'vault.check', seal(CHECK, checkPlace, target));
  return count;
}
