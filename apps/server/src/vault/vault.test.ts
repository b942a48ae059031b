import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readSecrets } from '../stores/connection-secrets.ts';
import { insertConnection } from '../stores/connections.ts';
import { openDatabase } from '../stores/database.ts';
import { createEnvironment } from '../stores/environments.ts';
import { migrate } from '../stores/migrate.ts';
import { lockClientSecrets, putOAuthClient } from '../stores/oauth-clients.ts';
import type { Database } from '../stores/schema.ts';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '../stores/workspaces.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { masterKey } from './envelope.ts';
import { parseKeys } from './key-file.ts';
import {
  clientSecretPlace,
  createVault,
  credentialsPlace,
  openVault,
  rotateMasterKey,
  signingSecretsPlace,
  subscriptionPlace,
} from './vault.ts';

let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<Database>;
let home: string;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 3 });
  await migrate(pool);
  db = openDatabase(pool);
  await ensureWorkspace(db);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'raccord-vault-'));
  await pool.query('delete from triggers; delete from settings; delete from connections; delete from environments');
});
afterEach(() => rm(home, { recursive: true, force: true }));

const newKey = () => randomBytes(32).toString('base64');

it('makes a key file for its owner alone at the first start, and takes it again', async () => {
  const first = await openVault(db, { home });
  expect((await stat(join(home, 'vault.key'))).mode & 0o777).toBe(0o600);
  const again = await openVault(db, { home });
  expect(again.keys[0].id).toBe(first.keys[0].id);
  expect(again.vault.derive('sessions')).toEqual(first.vault.derive('sessions'));
  expect(again.vault.derive('other')).not.toEqual(first.vault.derive('sessions'));
});

it('lets two processes start for the first time at once', async () => {
  const [one, two] = await Promise.all([openVault(db, { home }), openVault(db, { home })]);
  expect(one.keys[0].id).toBe(two.keys[0].id);
});

it('prefers the key of the environment, and writes no file then', async () => {
  await openVault(db, { home, vaultKey: newKey() });
  await expect(readFile(join(home, 'vault.key'))).rejects.toThrow('ENOENT');
});

it.each(['', 'short', Buffer.alloc(31).toString('base64')])('refuses %j as a key', async (vaultKey) => {
  await expect(openVault(db, { home, vaultKey })).rejects.toMatchObject({ code: 'vault.badKey' });
});

it('refuses to start without the key, with another one, and when only the check value is gone', async () => {
  const vaultKey = newKey();
  const { vault } = await openVault(db, { home, vaultKey });
  await expect(openVault(db, { home })).rejects.toMatchObject({ code: 'vault.keyMissing' });
  await expect(openVault(db, { home, vaultKey: newKey() })).rejects.toMatchObject({ code: 'vault.keyWrong' });
  const { id: environmentId } = await createEnvironment(db, DEFAULT_WORKSPACE, { name: 'sandbox' });
  const id = crypto.randomUUID();
  const envelope = vault.sealSecret('{}', credentialsPlace(DEFAULT_WORKSPACE, id));
  const credentials = { envelope, fields: [] };
  await insertConnection(
    db,
    DEFAULT_WORKSPACE,
    { id, environmentId, connector: 'http' },
    { name: 'Shop', credentials },
  );
  await pool.query('delete from settings');
  await expect(openVault(db, { home })).rejects.toMatchObject({ code: 'vault.keyMissing' });
  await expect(openVault(db, { home, vaultKey: newKey() })).rejects.toMatchObject({ code: 'vault.keyWrong' });
  await openVault(db, { home, vaultKey });
});

it('rotates the key of many secrets while they stay readable, and needs the old one no more', async () => {
  const [oldText, newText] = [newKey(), newKey()];
  const { vault } = await openVault(db, { home, vaultKey: oldText });
  const { id: environmentId } = await createEnvironment(db, DEFAULT_WORKSPACE, { name: 'sandbox' });
  const ids = Array.from({ length: 1_203 }, () => crypto.randomUUID());
  for (const id of ids) {
    const envelope = vault.sealSecret(`secret ${id}`, credentialsPlace(DEFAULT_WORKSPACE, id));
    const signingSecrets = vault.sealSecret('[]', signingSecretsPlace(DEFAULT_WORKSPACE, id));
    const changes = { name: id, credentials: { envelope, fields: [] }, signingSecrets, isDefault: false };
    await insertConnection(db, DEFAULT_WORKSPACE, { id, environmentId, connector: 'http' }, changes);
  }
  const clientPlace = clientSecretPlace(DEFAULT_WORKSPACE, 'gmail');
  const client = {
    connector: 'gmail',
    clientId: 'id',
    secret: vault.sealSecret('client secret', clientPlace),
    by: 'ann',
  };
  await putOAuthClient(db, DEFAULT_WORKSPACE, client);
  const [triggerId, subscriptionId] = [crypto.randomUUID(), crypto.randomUUID()];
  await pool.query(
    `insert into triggers (id, workspace_id, flow_id, environment_id, node, uses, kind, token) values ($1, $2, 'f', $3, 'n', 'a/b', 'webhook', 't')`,
    [triggerId, DEFAULT_WORKSPACE, environmentId],
  );
  const ofSubscription = subscriptionPlace(DEFAULT_WORKSPACE, subscriptionId);
  await pool.query(
    `insert into subscriptions (id, workspace_id, trigger_id, uses, config, address, secret) values ($1, $2, $3, 'a/b', '{}', '', $4)`,
    [subscriptionId, DEFAULT_WORKSPACE, triggerId, vault.sealSecret('subscription secret', ofSubscription)],
  );
  const both = await openVault(db, { home, vaultKey: `${newText},${oldText}` }).catch((error: unknown) => error);
  expect(both).toMatchObject({ keys: [{ id: parseKeys(newText)[0].id }, {}] });
  const keys = parseKeys(`${newText} ${oldText}`);
  expect(await rotateMasterKey(db, keys)).toBe(2 * ids.length + 2);
  expect(await rotateMasterKey(db, keys)).toBe(0);

  const after = await openVault(db, { home, vaultKey: newText });
  for (const id of [ids[0], ids[600], ids[1_202]]) {
    const row = await readSecrets(db, DEFAULT_WORKSPACE, id ?? '');
    const text = after.vault.openSecret(row?.credentials ?? '', credentialsPlace(DEFAULT_WORKSPACE, id ?? ''));
    expect(text).toBe(`secret ${id}`);
  }
  const [moved] = await db.transaction().execute((tx) => lockClientSecrets(tx));
  expect(after.vault.openSecret(moved?.secret ?? '', clientPlace)).toBe('client secret');
  const { rows } = await pool.query<{ secret: string }>('select secret from subscriptions');
  expect(after.vault.openSecret(rows[0]?.secret ?? '', ofSubscription)).toBe('subscription secret');
  await expect(openVault(db, { home, vaultKey: oldText })).rejects.toMatchObject({ code: 'vault.keyWrong' });
});

it('opens with any of its keys and seals with the first', () => {
  const [one, two] = [masterKey(randomBytes(32)), masterKey(randomBytes(32))];
  const place = credentialsPlace('w', 'c');
  const old = createVault([one]).sealSecret('text', place);
  const vault = createVault([two, one]);
  expect(vault.openSecret(old, place)).toBe('text');
  expect(createVault([two]).openSecret(vault.sealSecret('new', place), place)).toBe('new');
});
