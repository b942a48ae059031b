import { type ConnectorRegistry, defineConnector, defineTrigger, Failure } from '@raccord/contract';
import type { PoolClient } from 'pg';
import Type from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fireQueued, fireSchedules, MOST_QUEUED } from '../reconciler/fire-schedules.ts';
import { keepHouse } from '../reconciler/keep-house.ts';
import { uuidBound } from '../stores/partitions.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow } from './flow.ts';
import { upstreamRegistry } from './upstream.ts';

/** A source of numbered rows, read in pages of ten; what the tests change it to do. */
const source = { rows: [] as { id: number; version: number }[], fail: undefined as Failure | undefined, reads: 0 };
const anything = Type.Object({});
const title = { en: 'Source', fr: 'Source' };

const rowsRead = defineTrigger({
  id: 'rows',
  version: 1,
  title,
  description: title,
  config: anything,
  output: anything,
  sample: {},
  poll: {
    every: '1m',
    async page(_context, _config, cursor) {
      source.reads += 1;
      if (source.fail !== undefined) throw source.fail;
      const from = typeof cursor === 'number' ? cursor : 0;
      // Reads the last row again each time, as a source with coarse clocks does.
      const items = source.rows.slice(Math.max(0, from - 1), from + 10);
      const next = Math.min(from + 10, source.rows.length);
      return {
        items: items.map((row) => ({ dedupeKey: `${row.id}/${row.version}`, data: row })),
        cursor: next,
        more: next < source.rows.length,
      };
    },
  },
});

function registry(): ConnectorRegistry {
  const auth = { kind: 'none' as const, credentials: anything, apply: () => undefined };
  return {
    ...upstreamRegistry(),
    source: defineConnector({
      id: 'source',
      title,
      description: title,
      auth,
      triggers: { rows: rowsRead },
      actions: {},
    }),
  };
}

const reading = (id: string) =>
  flow(
    id,
    [
      { id: 'row', kind: 'trigger', uses: 'source/rows', poll: { every: '1h' } },
      { id: 'odd', kind: 'filter', when: '{{row.id % 2 = 1}}' },
    ],
    ['row > odd'],
  );

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine({ registry: registry() });
});
afterAll(() => engine.close());

async function runsOf(flowId: string) {
  const { rows } = await engine.pool.query('select * from runs where flow_id = $1 order by id', [flowId]);
  return rows;
}
async function triggerOf(triggerId: string) {
  return (await engine.pool.query('select * from triggers where id = $1', [triggerId])).rows[0];
}

describe('polling', () => {
  beforeEach(() => {
    source.fail = undefined;
    source.reads = 0;
  });

  it('reads to the end in one run, each row once, and moves the cursor with what it passed', async () => {
    source.rows = Array.from({ length: 95 }, (_, id) => ({ id, version: 1 }));
    const { triggerId } = await engine.deploy(reading('poll'), {
      kind: 'poll',
      everyMs: 3_600_000,
      nextDueAt: new Date(),
    });
    await expect.poll(async () => (await triggerOf(triggerId)).last_fired_at, { timeout: 10_000 }).not.toBeNull();
    const [run, ...more] = await runsOf('poll');
    expect(more).toEqual([]);
    expect(run).toMatchObject({ cause: 'poll', open: false, total: 95, succeeded: 47, filtered: 48, waiting: 0 });
    const trigger = await triggerOf(triggerId);
    expect(trigger).toMatchObject({ cursor: '95', worker_id: null, open_run_id: null });
    expect(trigger.next_due_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    source.rows.push({ id: 95, version: 1 });
    await engine.pool.query('update triggers set next_due_at = now() where id = $1', [triggerId]);
    await expect.poll(async () => (await runsOf('poll')).length, { timeout: 10_000 }).toBe(2);
    await expect
      .poll(async () => (await runsOf('poll'))[1], { timeout: 10_000 })
      .toMatchObject({ total: 1, open: false });
  });

  it('a source that fails is said to, and asked again soon, with nothing lost', async () => {
    source.rows = [{ id: 1, version: 1 }];
    source.fail = new Failure('transient', 'http.unreachable', { host: 'source' });
    const { triggerId } = await engine.deploy(reading('failing'), {
      kind: 'poll',
      everyMs: 3_600_000,
      nextDueAt: new Date(),
    });
    await expect
      .poll(async () => JSON.parse((await triggerOf(triggerId)).last_result ?? '{}').failure?.code, { timeout: 10_000 })
      .toBe('http.unreachable');
    const { next_due_at: next } = await triggerOf(triggerId);
    expect(next.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
    source.fail = undefined;
    await engine.pool.query('update triggers set next_due_at = now() where id = $1', [triggerId]);
    await expect.poll(async () => (await runsOf('failing'))[0]?.total, { timeout: 10_000 }).toBe(1);
  });
});

describe('schedules', () => {
  const once = async (act: (db: PoolClient) => Promise<unknown>) => {
    const client = await engine.pool.connect();
    try {
      await client.query('begin');
      await act(client);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  const ticking = (id: string) => flow(id, [{ id: 'tick', kind: 'trigger', uses: 'schedule/cron' }], []);

  it('by the clock of the database: a server that is behind it skips nothing', async () => {
    const { triggerId } = await engine.deploy(ticking('behind'), {
      kind: 'schedule',
      config: { cron: '0 0 1 1 *' },
      nextDueAt: new Date(Date.now() - 200),
    });
    const behind = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 5_000);
    try {
      await expect.poll(() => runsOf('behind')).toHaveLength(1);
    } finally {
      behind.mockRestore();
    }
    expect((await triggerOf(triggerId)).next_due_at.getTime()).toBeGreaterThan(Date.now());
  });

  it('a schedule that cannot be read says so and keeps nobody else from being fired', async () => {
    const broken = await engine.deploy(ticking('broken'), {
      kind: 'schedule',
      config: { cron: 'whenever' },
      nextDueAt: new Date(Date.now() - 1_000),
    });
    await engine.deploy(ticking('well'), {
      kind: 'schedule',
      config: { cron: '0 0 1 1 *' },
      nextDueAt: new Date(Date.now() - 1_000),
    });
    await expect.poll(() => runsOf('well'), { timeout: 5_000 }).toHaveLength(1);
    const trigger = await triggerOf(broken.triggerId);
    expect(JSON.parse(trigger.last_result)).toMatchObject({ ok: false, failure: { params: { cron: 'whenever' } } });
    expect(trigger.next_due_at.getTime()).toBeGreaterThan(Date.now());
    // Once more, by hand: the transaction it is in goes on.
    await engine.pool.query("update triggers set next_due_at = now() - interval '1 second' where id = $1", [
      broken.triggerId,
    ]);
    await once((db) => fireSchedules(db));
  });

  it('each occurrence once, whoever fires it; overlap waits in line; the next one is set', async () => {
    const scheduled = flow(
      'nightly',
      [
        { id: 'tick', kind: 'trigger', uses: 'schedule/cron' },
        { id: 'pause', kind: 'wait', for: '1h' },
      ],
      ['tick > pause'],
    );
    const { triggerId } = await engine.deploy(scheduled, {
      kind: 'schedule',
      config: { cron: '* * * * *', timezone: 'Europe/Paris', overlap: 'queue' },
      nextDueAt: new Date(Date.now() - 30_000),
    });
    const fire = async () => {
      const client = await engine.pool.connect();
      try {
        await client.query('begin');
        await fireSchedules(client);
        await fireQueued(client);
        await client.query('commit');
      } finally {
        client.release();
      }
    };
    await Promise.all([fire(), fire(), fire()]);
    await expect.poll(async () => (await runsOf('nightly')).length).toBe(1);
    expect((await runsOf('nightly'))[0]).toMatchObject({ cause: 'schedule', total: 1 });
    expect((await triggerOf(triggerId)).next_due_at.getTime()).toBeGreaterThan(Date.now());
    await engine.pool.query("update triggers set next_due_at = now() - interval '1 second' where id = $1", [triggerId]);
    await expect
      .poll(async () => (await engine.pool.query("select 1 from occurrences where outcome = 'queued'")).rowCount)
      .toBe(1);
    expect(await runsOf('nightly')).toHaveLength(1);
    const waiting = `insert into occurrences (trigger_id, scheduled_at, outcome, reason)
      select $1, now() - n * interval '1 day', 'queued', 'overlap' from generate_series(2, ${MOST_QUEUED}) n`;
    await engine.pool.query(waiting, [triggerId]);
    for (const count of [1, 2]) {
      await engine.pool.query("update triggers set next_due_at = now() - $2 * interval '1 second' where id = $1", [
        triggerId,
        0.5 / count,
      ]);
      const full = "select 1 from occurrences where outcome = 'skipped' and reason = 'queueFull'";
      await expect.poll(async () => (await engine.pool.query(full)).rowCount).toBeGreaterThanOrEqual(count);
    }
    expect((await engine.pool.query("select 1 from events where type = 'trigger.queueFull'")).rowCount).toBe(1);
    await engine.pool.query(
      "delete from occurrences where outcome = 'queued' and scheduled_at < now() - interval '1 day'",
    );
    await engine.commands.cancelRun({ workspaceId, runId: (await runsOf('nightly'))[0].id, by: 'test' });
    await expect.poll(async () => (await runsOf('nightly')).length, { timeout: 5_000 }).toBe(2);
    const [first] = await runsOf('nightly');
    expect(first).toMatchObject({ cancelled: 1, waiting: 0, total: 1 });
  });
});

describe('keeping and forgetting', () => {
  const DAY = 86_400_000;
  const retention = { payloads: 30, metadata: 90, failures: 90 };
  const startOf = (daysAgo: number) => Math.floor((Date.now() - daysAgo * DAY) / DAY) * DAY;
  const nameOf = (table: string, daysAgo: number) =>
    `${table}_${new Date(startOf(daysAgo)).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const idOn = (daysAgo: number) => uuidBound(startOf(daysAgo) + 1_000).replace(/0{12}$/, '000000000001');
  const makeDay = async (daysAgo: number, tables: string[]) => {
    const [from, to] = [uuidBound(startOf(daysAgo)), uuidBound(startOf(daysAgo) + DAY)];
    for (const table of tables)
      await engine.pool.query(
        `create table ${nameOf(table, daysAgo)} partition of ${table} for values from ('${from}') to ('${to}')`,
      );
  };
  const put = (id: string, runId: string, rootId: string | null = null) =>
    engine.pool.query(
      "insert into records (id, workspace_id, run_id, root_id, input) values ($1, $2, $3, $4, 'null')",
      [id, workspaceId, runId, rootId],
    );
  const parkRecord = (id: string, runId: string) =>
    engine.pool.query(
      "insert into parked (record_id, workspace_id, run_id, reason, node) values ($1, $2, $3, 'time', 'x')",
      [id, workspaceId, runId],
    );

  it('drops days that are kept long enough, but not one in which a record waits, nor one it needs', async () => {
    for (const daysAgo of [95, 42, 41, 40]) await makeDay(daysAgo, ['records', 'attempts']);
    await makeDay(95, ['runs']);
    // A run of 95 days ago brought a record on day 42, which was split; a part of it made on day 40 still waits.
    await put(idOn(42), idOn(95));
    await put(idOn(40), idOn(95), idOn(42));
    await parkRecord(idOn(40), idOn(95));
    expect((await keepHouse(engine.pool, retention)).dropped).toEqual([nameOf('records', 41), nameOf('attempts', 41)]);
    await engine.pool.query('delete from parked');
    expect((await keepHouse(engine.pool, retention)).dropped).toEqual([
      ...[95, 42, 40].map((day) => nameOf('records', day)),
      ...[95, 42, 40].map((day) => nameOf('attempts', day)),
      nameOf('runs', 95),
    ]);
  });

  it('forgets what was taken as fast as it comes', async () => {
    await engine.pool.query(
      "insert into taken (trigger_id, key, at) select gen_random_uuid(), '\\x00', now() - interval '61 days' from generate_series(1, 45000)",
    );
    await keepHouse(engine.pool, retention);
    expect((await engine.pool.query("select 1 from taken where at < now() - interval '60 days'")).rowCount).toBe(0);
  });

  it('does not make everybody wait behind a backup', async () => {
    await makeDay(40, ['records']);
    const backup = await engine.pool.connect();
    try {
      await backup.query('begin');
      await backup.query('lock table records in access share mode');
      await expect(keepHouse(engine.pool, retention)).rejects.toMatchObject({ code: '55P03' });
    } finally {
      await backup.query('rollback');
      backup.release();
    }
    expect((await keepHouse(engine.pool, retention)).dropped).toEqual([nameOf('records', 40)]);
  });
});
