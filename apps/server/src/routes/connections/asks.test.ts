import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAsking } from '../../connections/ask-connection.ts';
import { createFlowAsking } from '../../flow-asks/ask-about-flow.ts';
import { insertAsk, saveAnswer, takeAsk } from '../../stores/engine/connection-asks.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import {
  startVendor,
  type TestAccounts,
  type TestVendor,
  testAccounts,
  vendorRegistry,
} from '../../testing/test-accounts.ts';

let vendor: TestVendor;
let t: TestAccounts;
let id: string;
beforeAll(async () => {
  vendor = await startVendor();
  t = await testAccounts(vendorRegistry());
  await t.call('POST', '/api/environments', { body: { name: 'test' } });
  const body = { connector: 'vendor', environment: 'test', name: 'c', credentials: { accessToken: 'canary-token' } };
  id = (await t.call('POST', '/api/connections', { body: { ...body, endpoints: { api: vendor.api } } })).body.id;
});
afterAll(async () => {
  await t.close();
  await vendor.close();
});
const choices = (body: object) => t.call('POST', `/api/connections/${id}/choices`, { body });

it.each(['choices', 'fields'])('asking for %s is a builder’s matter, and has its form', async (what) => {
  const url = `/api/connections/${id}/${what}`;
  expect((await t.call('POST', url, { as: null, body: {} })).status).toBe(401);
  expect((await t.call('POST', url, { as: 'operator', body: { name: 'things', object: 'x' } })).status).toBe(403);
  expect((await t.call('POST', url, { body: {} })).status).toBe(400);
});

it('a worker reads what can be picked, page by page, with what is filled in beside it', async () => {
  const asked = { name: 'things', search: 'a', cursor: 2, with: { kind: 'x' } };
  expect((await choices(asked)).body).toEqual({ choices: [{ value: 'x-a-2', label: 'One' }], cursor: 3 });
  expect((await choices({ name: 'things' })).body.cursor).toBe(1);
});

it('what cannot be answered is said: no such list, no such object, the vendor’s refusal', async () => {
  expect((await choices({ name: 'nothing' })).body.error).toMatchObject({
    kind: 'missing',
    code: 'connection.noChoices',
  });
  expect((await choices({ name: 'constructor' })).body.error.code).toBe('connection.noChoices');
  expect((await choices({ name: 'broken' })).body.error).toMatchObject({ kind: 'missing', code: 'http.notFound' });
  const fields = await t.call('POST', `/api/connections/${id}/fields`, { body: { object: 'nothing' } });
  expect(fields.body.error).toMatchObject({ kind: 'missing', code: 'connection.noObject' });
});

it('answers are bounded, and leave nothing behind', async () => {
  expect((await choices({ name: 'endless' })).body.choices).toHaveLength(1_000);
  expect((await choices({ name: 'vast' })).body.error).toMatchObject({
    kind: 'tooLarge',
    code: 'connection.answerTooLarge',
  });
  const { rows } = await t.deps.pool.query('select * from connection_asks');
  expect(rows).toEqual([]);
});

it('a question is taken once, whoever hears its ring, and not when whoever asked has gone', async () => {
  const { pool } = t.deps;
  const [first, late] = [uuidv7(), uuidv7()];
  await insertAsk(pool, first, id, 'sealed');
  expect(await takeAsk(pool, first)).toMatchObject({ connectionId: id, question: 'sealed' });
  expect(await takeAsk(pool, first)).toBeUndefined();
  await insertAsk(pool, late, id, 'sealed');
  await pool.query("update connection_asks set asked_at = now() - interval '61 seconds' where id = $1", [late]);
  expect(await takeAsk(pool, late)).toBeUndefined();
  await insertAsk(pool, uuidv7(), id, 'sealed');
  const { rows } = await pool.query('select 1 from connection_asks where id = $1', [late]);
  expect(rows).toEqual([]);
});

it('a code that waits to be exchanged is sealed', async () => {
  const { pool, vault } = t.deps;
  const ask = createAsking(pool, { ring: async () => undefined }, vault);
  const question = { kind: 'connect' as const, code: 'canary-code', redirectUri: 'http://x.example', callback: {} };
  const answer = ask({ id, workspaceId: DEFAULT_WORKSPACE }, question);
  const waiting = async () => (await pool.query("select * from connection_asks where question <> 'sealed'")).rows;
  await expect.poll(waiting).toHaveLength(1);
  const [row] = await waiting();
  expect(JSON.stringify(row)).not.toContain('canary');
  await saveAnswer(pool, row.id, { answer: { connected: true } });
  expect(await answer).toEqual({ connected: true });
});

it('where nobody works, it is said after a while, and no question stays behind', async () => {
  const { pool, vault } = t.deps;
  const nobodyHears = { ring: async () => undefined };
  const questions = async () =>
    (await pool.query('select id from connection_asks union all select id from flow_asks')).rows.length;
  const before = await questions();
  const place = { id, workspaceId: DEFAULT_WORKSPACE };
  await expect(createAsking(pool, nobodyHears, vault, 150)(place, { kind: 'test' })).rejects.toMatchObject({
    kind: 'transient',
    code: 'connection.noWorker',
  });
  const flow = { kind: 'tests' as const, document: {}, tests: [] };
  await expect(createFlowAsking(pool, nobodyHears, 150)(flow as never)).rejects.toMatchObject({
    kind: 'transient',
    code: 'flowAsk.noWorker',
  });
  expect(await questions()).toBeLessThanOrEqual(before);
});

it('what the vendor repeats of the token is taken out of the answer', async () => {
  const answer = await choices({ name: 'leaky' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('[redacted]');
  expect(answer.text).not.toContain('canary');
});
