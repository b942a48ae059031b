import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { createFiles, MOST_FILE_BYTES } from './files.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  await migrate(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const ours = '018f0000-0000-7000-8000-000000000001';
const theirs = '018f0000-0000-7000-8000-000000000002';

it('gives back what was put, under a name that harms nobody', async () => {
  const files = createFiles(pool, ours);
  const content = Buffer.from([0, 255, 13, 10]);
  const file = await files.put({ name: 'facture\0\r\n.pdf', type: '', content });
  expect(file).toEqual({ file: expect.any(String), name: 'facture.pdf', type: 'application/octet-stream', size: 4 });
  expect(Buffer.from(await files.get(file)).equals(content)).toBe(true);
});

it('a file of another workspace, of no workspace, or with an id that is none is not there', async () => {
  const file = await createFiles(pool, ours).put({ name: 'a', type: 'text/plain', content: Buffer.from('a') });
  const gone = { kind: 'missing', code: 'files.gone' };
  await expect(createFiles(pool, theirs).get(file)).rejects.toMatchObject(gone);
  await expect(createFiles(pool, ours).get({ ...file, file: ours })).rejects.toMatchObject(gone);
  await expect(createFiles(pool, ours).get({ ...file, file: "' or 1=1" })).rejects.toMatchObject(gone);
});

it('refuses what is too large before it is stored', async () => {
  const content = Buffer.alloc(MOST_FILE_BYTES + 1);
  await expect(createFiles(pool, ours).put({ name: 'film.mp4', type: 'video/mp4', content })).rejects.toMatchObject({
    kind: 'tooLarge',
    params: { name: 'film.mp4', limit: MOST_FILE_BYTES },
  });
});
