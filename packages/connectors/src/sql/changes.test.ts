import { type AddressInfo, createServer, Socket } from 'node:net';
import type { PollPage } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { hasMariadb } from '../testing/mariadb-server.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { mariadbDatabase, postgresDatabase, type SqlDatabase, table } from '../testing/sql-databases.ts';
import { sql } from './index.ts';

describe.each([
  ['PostgreSQL', postgresDatabase],
  ...(hasMariadb ? [['MariaDB', mariadbDatabase] as const] : []),
] as const)('%s', (_name, start) => {
  let database: SqlDatabase;
  const place = { table, keyColumns: 'id', changedColumn: 'changed', createdColumn: 'created' };
  const upsert = (row: object) => sql.actions['upsert-row']!.run(database.context(), { ...place, row });
  beforeAll(async () => {
    database = await start(sql);
  }, 60_000);
  afterAll(() => database?.stop());
  beforeEach(async () => {
    await database.raw.run(`delete from ${database.quotedTable}`);
  });

  describe('the triggers', () => {
    const poll = async (id: string, cursor: unknown, more: object = {}, overlapMs = 0): Promise<PollPage> => {
      const config = { ...place, ...more };
      return sql.triggers[id]!.poll!.page(database.context(), config, cursor, { overlapMs, now: Date.now() });
    };

    it('begin now, and see each new or changed row once', async () => {
      await upsert({ id: 1 });
      const start = (await poll('row-created', null)).cursor;
      const startChanged = (await poll('row-updated', null)).cursor;
      await upsert({ id: 2, changed: '2030-01-01 00:00:00.000001', created: '2030-01-01 00:00:00.000001' });
      await upsert({ id: 1, changed: '2030-01-01 00:00:00.000002', created: '2020-01-01 00:00:00' });
      const made = await poll('row-created', start);
      expect(made.items.map(({ dedupeKey }) => dedupeKey)).toEqual(['2']);
      const changed = await poll('row-updated', startChanged);
      expect(changed.items.map(({ dedupeKey }) => dedupeKey)).toEqual(['1@2030-01-01T00:00:00.000002Z']);
      expect((await poll('row-created', made.cursor)).items).toEqual([]);
    });

    it('page through rows that changed in the same moment without losing or doubling one', async () => {
      const byNumber = { changedColumn: 'id' };
      const start = (await poll('row-created', null, byNumber)).cursor;
      const rows = Array.from({ length: 1_100 }, (_, id) => `(${id + 1}, '2031-01-01 00:00:00')`);
      await database.raw.run(`insert into ${database.quotedTable} (id, changed) values ${rows.join(', ')}`);
      const earlier = { began: 0, cursor: { changed: '2030-06-01 00:00:00', keys: ['0'] } };
      for (const [more, from] of [
        [byNumber, start],
        [{}, earlier],
      ] as const) {
        const keys: string[] = [];
        let cursor: unknown = from;
        for (let again = true; again; ) {
          const page = await poll('row-created', cursor, more);
          keys.push(...page.items.map(({ dedupeKey }) => dedupeKey!));
          ({ cursor, more: again } = page);
        }
        expect(new Set(keys).size).toBe(1_100);
        expect(keys).toHaveLength(1_100);
      }
    });

    it('look back for what was committed late, and say when nothing tells of changes', async () => {
      await upsert({ id: 1, changed: '2030-01-01 00:00:30' });
      const cursor = { began: 0, cursor: { changed: '2030-01-01 00:01:00', keys: ['9'] } };
      expect((await poll('row-created', cursor)).items).toHaveLength(0);
      expect((await poll('row-created', cursor, {}, 60_000)).items).toHaveLength(1);
      const blind = poll('row-created', null, { changedColumn: undefined });
      await expect(blind).rejects.toMatchObject({ kind: 'config', code: 'sql.noChangeColumn' });
    });
  });

  describe('what goes wrong', () => {
    const long = { table: 'numbered', keyColumns: 'id', row: { name: 'longer than ten' } };
    const nothing = { table: 'numbered', keyColumns: 'id', row: { name: null } };
    const faults: [string, string, object, object][] = [
      [
        'no such table',
        'get-row',
        { ...place, table: 'nowhere', key: { id: 1 } },
        { kind: 'config', code: 'sql.badStatement' },
      ],
      ['a value that is too long', 'insert-row', long, { kind: 'input', code: 'sql.refused', uncertain: false }],
      ['a value that must be there', 'insert-row', nothing, { kind: 'input', code: 'sql.refused' }],
      ['no condition', 'find-row', { ...place, where: {} }, { kind: 'input', code: 'sql.noCondition' }],
      ['no key column', 'upsert-row', { ...place, keyColumns: ' , ', row: { id: 1 } }, { code: 'sql.badName' }],
      ['a name no database takes', 'get-row', { ...place, table: 'a\0b', key: { id: 1 } }, { code: 'sql.badName' }],
    ];
    it.each(faults)('%s', async (_what, action, input, failure) => {
      await expect(sql.actions[action]!.run(database.context(), input)).rejects.toMatchObject(failure);
    });

    it('a user the database does not know holds the connection; the account says who it is', async () => {
      const wrong = database.context({}, { credentials: { username: 'nobody_here', password: 'wrong' } });
      await expect(sql.test!(wrong)).rejects.toMatchObject({ kind: 'auth', code: 'sql.badLogin' });
      expect((await sql.test!(database.context())).account).toContain('@');
    });

    it('a line that breaks while writing leaves the outcome open; while reading it does not', async () => {
      const relay = await cutting(database.port, /insert into|select \* from/i);
      const broken = database.context({}, { endpoints: { sql: `sql://127.0.0.1:${relay.port}` } });
      const row = { table: 'numbered', keyColumns: 'id', row: { name: 'cut' } };
      const writing = sql.actions['insert-row']!.run(broken, row);
      await expect(writing).rejects.toMatchObject({ kind: 'transient', uncertain: true });
      const many = [{ input: { ...place, row: { id: 1 } }, idempotencyKey: 'k', mayHaveRun: false, marker: 'm' }];
      const [result] = await sql.actions['upsert-row']!.bulk!.run(broken, many);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'transient', uncertain: true } });
      const reading = sql.actions['find-row']!.run(broken, { ...place, where: { email: 'cut' } });
      await expect(reading).rejects.toMatchObject({ kind: 'transient', uncertain: false });
      await relay.close();
    });
  });
});

describe('the way there', () => {
  const test = (settings: object, endpoints = {}) => {
    const connection = {
      credentials: { username: 'u', password: 'p' },
      settings: { engine: 'postgresql', database: 'd', ...settings },
      endpoints,
    };
    return sql.test!(openConnection(sql, connection, { signal: new AbortController().signal, files: memoryFiles() }));
  };

  it.each([
    ['a private address', { host: '10.0.0.1' }, 'http.addressBlocked'],
    ['loopback by name', { host: 'localhost' }, 'http.addressBlocked'],
    ['a port that is none of a database’s', { host: '93.184.216.34', port: 22 }, 'socket.portBlocked'],
    ['a line without TLS', { host: '93.184.216.34', tls: 'none' }, 'socket.tlsRequired'],
  ])('is refused to %s', async (_what, settings, code) => {
    await expect(test(settings)).rejects.toMatchObject({ kind: 'config', code });
  });

  it('is refused by a server that has no TLS, when TLS was asked for', async () => {
    const url = new URL(await (await fetch(`${inject('testServicesUrl')}/postgres`)).text());
    const plain = test({}, { sql: `sql://127.0.0.1:${url.port}` });
    await expect(plain).rejects.toMatchObject({ kind: 'config', code: 'http.tls' });
  });

  it('to a server that is down is a matter of time, with nothing written', async () => {
    const down = test({ tls: 'none' }, { sql: 'sql://127.0.0.1:1' });
    await expect(down).rejects.toMatchObject({ kind: 'transient', code: 'http.unreachable', uncertain: false });
  });
});

/** A relay that cuts the line once the client says something that fits. */
async function cutting(port: number, at: RegExp): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = new Socket().connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.on('data', (chunk) => {
      if (!at.test(chunk.toString('latin1'))) return void upstream.write(chunk);
      client.destroy();
      upstream.destroy();
    });
    upstream.pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
