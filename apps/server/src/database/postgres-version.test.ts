import pg from 'pg';
import { expect, it } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { freePort } from './free-port.ts';
import { checkPostgresVersion } from './postgres-version.ts';

it('accepts the PostgreSQL that comes with us', async () => {
  const database = await testDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  await expect(checkPostgresVersion(pool)).resolves.toBeUndefined();
  await pool.end();
  await database.drop();
});

it('refuses an older one, and says which and where', async () => {
  const database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // The real server, made to look old: a function of the same name comes first in the search path.
  await client.query(`
    CREATE SCHEMA old;
    CREATE FUNCTION old.current_setting(name text) RETURNS text LANGUAGE sql
      AS $$ SELECT CASE name WHEN 'server_version' THEN '14.9' ELSE '140009' END $$;
    SET search_path = old, pg_catalog`);
  await expect(checkPostgresVersion(client)).rejects.toMatchObject({
    kind: 'config',
    code: 'boot.databaseVersion',
    params: { found: '14.9', needed: '15+', where: expect.stringMatching(/^test_\w+ @ 127\.0\.0\.1:\d+$/) },
  });
  await client.end();
  await database.drop();
});

it('says so when nothing answers', async () => {
  const pool = new pg.Pool({ connectionString: `postgres://u:secret@127.0.0.1:${await freePort()}/x` });
  const failure = await checkPostgresVersion(pool).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'boot.databaseUnreachable',
    params: { message: expect.stringContaining('ECONNREFUSED') },
  });
  expect(String(failure)).not.toContain('secret');
  await pool.end();
});
