import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { textArray } from './text-array.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it.each([
  [[]],
  [['']],
  [[null]],
  [['{"a":"b, \\" {c}"}', null, 'NULL', '', 'é 🎉\n\t\\', '{}']],
  [Array.from({ length: 1_000 }, (_, index) => 'x'.repeat(index))],
])('PostgreSQL reads what was written: %#', async (values: (string | null)[]) => {
  const { rows } = await pool.query('select $1::text[] as list, cardinality($1::text[]) as size', [textArray(values)]);
  expect(rows).toEqual([{ list: values, size: values.length }]);
});
