import type { ActionContext, BulkItem } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasMariadb } from '../testing/mariadb-server.ts';
import { mariadbDatabase, postgresDatabase, type SqlDatabase, table } from '../testing/sql-databases.ts';
import { sql } from './index.ts';

describe.each([
  ['PostgreSQL', postgresDatabase],
  ...(hasMariadb ? [['MariaDB', mariadbDatabase] as const] : []),
] as const)('%s', (_name, start) => {
  let database: SqlDatabase;
  const place = { table, keyColumns: 'id', changedColumn: 'changed', createdColumn: 'created' };
  const run = async (action: string, input: object, attempt: Partial<ActionContext> = {}) =>
    (await sql.actions[action]!.run(database.context(attempt), input)) as Record<string, unknown>;
  const upsert = (row: object) => run('upsert-row', { ...place, row });
  const statement = (text: string) => run('query', { sql: text }) as Promise<{ rows: Record<string, unknown>[] }>;
  const count = async () => Number((await statement(`select count(*) as n from ${database.quotedTable}`)).rows[0]!.n);

  beforeAll(async () => {
    database = await start(sql);
  }, 60_000);
  afterAll(() => database?.stop());
  beforeEach(async () => {
    await database.raw.run(`delete from ${database.quotedTable}`);
  });

  describe('a row', () => {
    it('is written by its key and read back as it is, whatever its values hold', async () => {
      const row = {
        id: '9007199254740993',
        email: `a'; drop table numbered; --`,
        amount: '1234567890.12',
        more: { tags: ['é', '"'] },
        born: '2000-02-29',
      };
      const written = await upsert(row);
      expect(written).toMatchObject({ _key: '9007199254740993', amount: '1234567890.12', born: '2000-02-29' });
      const found = await run('find-row', { ...place, where: { email: row.email } });
      expect(found).toMatchObject({ id: '9007199254740993', born: '2000-02-29' });
      expect(typeof found.more === 'string' ? JSON.parse(found.more) : found.more).toEqual(row.more);
      expect(found._modifiedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(await run('find-row', { ...place, where: { email: 'nobody' } })).toEqual({});
    });

    it('is there once however often it is upserted, and its other columns stay', async () => {
      await upsert({ id: 1, email: 'a@acme.example', amount: '5.00' });
      const again = await upsert({ id: 1, email: 'b@acme.example' });
      expect(again).toMatchObject({ email: 'b@acme.example', amount: '5.00' });
      expect(await upsert({ id: 1 })).toMatchObject({ email: 'b@acme.example' });
      expect(await count()).toBe(1);
    });

    it('is created once: what an earlier attempt may have written is looked for first', async () => {
      const input = { ...place, row: { id: 1, email: 'a@acme.example', more: { n: 1 } } };
      await run('create-row', input);
      const readback = (asked: object) => sql.actions['create-row']!.readback!(database.context(), asked);
      expect(await readback(input)).toMatchObject({ _key: '1' });
      // Another's row under the same key is not ours.
      expect(await readback({ ...place, row: { id: 1, email: 'other' } })).toBeUndefined();
      await expect(run('create-row', input)).rejects.toMatchObject({ kind: 'duplicate', code: 'sql.duplicate' });
      const unnamed = run('create-row', { ...place, row: { email: 'x' } });
      await expect(unnamed).rejects.toMatchObject({ kind: 'input', code: 'sql.keyMissing' });
    });

    it('is changed and removed by its key', async () => {
      await upsert({ id: 1, email: 'a@acme.example' });
      const changed = await run('update-row', { ...place, row: { id: 1, email: null, amount: 7 } });
      expect(changed).toMatchObject({ email: null, amount: '7.00' });
      const nowhere = run('update-row', { ...place, row: { id: 2, amount: 1 } });
      await expect(nowhere).rejects.toMatchObject({ kind: 'missing', code: 'sql.noRow' });
      expect(await run('remove-row', { ...place, key: { id: 1 } })).toMatchObject({ _key: '1' });
      expect(await run('remove-row', { ...place, key: { id: 1 } })).toMatchObject({ _key: '1' });
      await expect(run('get-row', { ...place, key: { id: 1 } })).rejects.toMatchObject({ kind: 'missing' });
    });

    it('gets its number from a table that numbers its rows', async () => {
      const { row } = await run('insert-row', { table: 'numbered', keyColumns: 'id', row: { name: 'Hugo' } });
      expect(row).toMatchObject({ name: 'Hugo', id: expect.any(Number) });
    });

    it('has the columns that the database describes', async () => {
      const fields = await sql.objects!.row!.fields!(database.context(), place);
      const told = Object.fromEntries(fields.map(({ name, required, readOnly }) => [name, { required, readOnly }]));
      expect(Object.keys(told)).toEqual(['id', 'email', 'amount', 'more', 'born', 'changed', 'created']);
      expect(told).toMatchObject({ id: { required: true }, email: { required: false }, amount: { required: false } });
      const numbered = await sql.objects!.row!.fields!(database.context(), { ...place, table: 'numbered' });
      expect(numbered.find(({ name }) => name === 'id')).toMatchObject({ required: false });
      const asked = { with: { table }, search: 'CH' };
      const columns = await sql.choices!.columns!(database.context(), asked);
      expect(columns.choices).toEqual([{ value: 'changed', label: 'changed' }]);
      const tables = await sql.choices!.tables!(database.context(), { with: {} });
      expect(tables.choices.map(({ value }) => value)).toEqual(['numbered', table]);
    });
  });

  describe('many rows', () => {
    const bulk = (action: string, rows: object[], more: Partial<BulkItem<unknown>> = {}) => {
      const item = (row: object, index: number) => ({
        input: { ...place, row },
        idempotencyKey: `k${index}`,
        mayHaveRun: false,
        marker: 'm',
        ...more,
      });
      return sql.actions[action]!.bulk!.run(database.context(), rows.map(item));
    };

    it('go in one statement', async () => {
      const rows = Array.from({ length: 200 }, (_, id) => ({ id, amount: id }));
      const results = await bulk('upsert-row', rows);
      expect(results).toHaveLength(200);
      expect(results[199]).toMatchObject({ ok: true, output: { _key: '199', amount: '199.00' } });
      expect(await count()).toBe(200);
    });

    it('fail alone: the bad one, and no other', async () => {
      const results = await bulk('create-row', [
        { id: 1, amount: 1 },
        { id: 2, amount: 'much' },
        { id: 3, amount: 3 },
        { id: 1, amount: 4 },
        { amount: 5 },
        { id: 6, nowhere: 1 },
      ]);
      const outcomes = ['ok', 'sql.refused', 'ok', 'sql.duplicate', 'sql.keyMissing', 'sql.badStatement'];
      expect(results.map((result) => (result.ok ? 'ok' : result.failure.code))).toEqual(outcomes);
      expect(await count()).toBe(2);
    });

    it('that an earlier attempt wrote are not written again', async () => {
      await bulk('create-row', [{ id: 1, amount: 1 }]);
      const rows = [
        { id: 1, amount: '1.0' },
        { id: 2, amount: 2 },
      ];
      const results = await bulk('create-row', rows, { mayHaveRun: true });
      expect(results.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await count()).toBe(2);
    });
  });

  describe('a query', () => {
    it('takes its values apart, and stops at its limit', async () => {
      for (const id of [1, 2, 3]) await upsert({ id, email: `${id}@acme.example` });
      const text = `select id from ${database.quotedTable} where email <> ${database.param} order by id;`;
      const injected = await run('query', { sql: text, values: [`' or 1=1`], most: 2 });
      expect(injected).toMatchObject({ count: 2, complete: false });
      const others = await run('query', { sql: text, values: ['1@acme.example'] });
      expect(others).toMatchObject({ count: 2, complete: true });
    });

    it.each([
      ['a write', 'delete from numbered'],
      ['a second statement', 'select 1; delete from numbered'],
      ['a way out of its brackets', 'select 1) as a; delete from numbered; --'],
      ['nonsense', 'selekt'],
    ])('refuses %s', async (_what, text) => {
      await run('insert-row', { table: 'numbered', keyColumns: 'id', row: { name: 'Kept' } });
      await expect(statement(text)).rejects.toMatchObject({ kind: 'config', code: 'sql.badStatement' });
      expect((await statement('select * from numbered')).rows.length).toBeGreaterThan(0);
    });

    it('is stopped at its time', async () => {
      const sleep = database.raw.dialect.name === 'mysql' ? 'select sleep(5) as s' : 'select pg_sleep(5)';
      const slow = run('query', { sql: sleep, seconds: 1 });
      await expect(slow).rejects.toMatchObject({ kind: 'config', code: 'sql.tooSlow' });
    });

    it('is too large when no record could hold the answer', async () => {
      const large = statement(`select repeat('x', 5000000) as a, repeat('y', 5000000) as b`);
      await expect(large).rejects.toMatchObject({ kind: 'tooLarge', code: 'sql.answerTooLarge' });
    });

    it('can call nothing that writes: the database itself refuses', async () => {
      if (database.raw.dialect.name === 'mysql') return;
      const sneaky = statement(`select nextval('numbered_id_seq')`);
      await expect(sneaky).rejects.toMatchObject({ kind: 'config', code: 'sql.forbidden' });
    });
  });
});
