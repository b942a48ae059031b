import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../stores/database.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { openPeople } from './people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it('servers that start at the same moment on a new database all come up', async () => {
  const pools = Array.from({ length: 4 }, () => new pg.Pool({ connectionString: database.url, max: 3 }));
  const opened = pools.map((pool) =>
    openPeople({ db: openDatabase(pool), secret: Buffer.alloc(32, 1), baseUrl: 'http://localhost:4000' }),
  );
  const results = await Promise.allSettled(opened);
  await Promise.all(pools.map((pool) => pool.end()));
  expect(results.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
});
