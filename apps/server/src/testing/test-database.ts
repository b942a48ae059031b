import { randomBytes } from 'node:crypto';
import { query } from './query.ts';
import { testServiceUrl } from './test-services.ts';

/**
 * A new, empty database on the PostgreSQL of this vitest run (real, embedded, durability off); one per test file:
 *
 *     let database: TestDatabase;
 *     beforeAll(async () => { database = await testDatabase(); });
 *     afterAll(() => database.drop());
 */
export type TestDatabase = {
  url: string;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
};

export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = await testServiceUrl('postgres');
  if (serverUrl === undefined) throw new Error('The test PostgreSQL has no address');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await query(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
