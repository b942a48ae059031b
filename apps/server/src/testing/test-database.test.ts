import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from './query.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

describe('testDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([testDatabase(), testDatabase()]);
  });
  afterAll(async () => {
    await first.drop();
    await second.drop();
  });

  it('gives databases that do not see each other', async () => {
    await query(first.url, 'CREATE TABLE only_here (id int)');
    await expect(query(first.url, 'SELECT count(*)::int AS n FROM only_here')).resolves.toEqual([{ n: 0 }]);
    await expect(query(second.url, 'SELECT * FROM only_here')).rejects.toThrow('does not exist');
  });

  it('drops a database that is still in use', async () => {
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => {});
    await client.connect();
    await database.drop();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});
