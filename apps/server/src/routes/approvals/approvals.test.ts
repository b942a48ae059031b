import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { insertRun } from '../../testing/sample-run.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
let environmentId: string;
const flowId = 'reviewed';
beforeAll(async () => {
  t = await testApp({ engine: true });
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'sandbox' } })).body.id;
  await t.deps.pool.query("insert into flows (workspace_id, id, name, draft) values ($1, $2, $2, '')", [
    DEFAULT_WORKSPACE,
    flowId,
  ]);
  await t.deps.pool.query(
    "insert into flow_versions (workspace_id, flow_id, version, document, digest) values ($1, $2, 1, '{}', '')",
    [DEFAULT_WORKSPACE, flowId],
  );
});
afterAll(() => t.close());
const missing = '00000000-0000-7000-8000-00000000dead';

/** A record that waits for a person, as the engine leaves it. */
async function ask(
  more: Partial<{ decide: string; version: number; key: string; question: string; dueAt: Date }> = {},
) {
  const { runId, recordIds } = await insertRun(t.deps.db, { flowId, environmentId, states: ['waiting'] });
  const id = uuidv7();
  await t.deps.db
    .insertInto('approvals')
    .values({
      id,
      workspace_id: DEFAULT_WORKSPACE,
      flow_id: flowId,
      version: more.version ?? 1,
      environment_id: environmentId,
      run_id: runId,
      record_id: recordIds[0]!,
      node: 'review',
      digest: 'd',
      question: more.question ?? 'Who is it?',
      data: '{"contact":"a","from":"x"}',
      fields: '[{"name":"contact","type":"string","required":true}]',
      decide: (more.decide ?? 'operator') as 'operator',
      remember_key: more.key ?? null,
      due_at: more.dueAt ?? null,
    })
    .execute();
  return id;
}
const decide = (id: string, body: object, as: 'operator' | 'owner' = 'operator') =>
  t.call('POST', `/api/approvals/${id}/decide`, { as, body });

describe.each([
  ['GET', '/api/approvals'],
  ['GET', `/api/approvals/${missing}`],
  ['POST', '/api/approvals/decide'],
  ['POST', `/api/approvals/${missing}/decide`],
  ['GET', '/api/remembered-choices'],
  ['DELETE', `/api/remembered-choices/${missing}`],
] as const)('%s %s', (method, url) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (method !== 'GET') expect((await t.call(method, url, { as: 'viewer', body: {} })).status).toBe(403);
  });
});

it.each([
  ['/api/approvals/decide', { ids: [], decision: 'approved' }],
  ['/api/approvals/decide', { ids: [missing], decision: 'maybe' }],
  ['/api/approvals/decide', { ids: [missing], decision: 'approved', data: {} }],
  [`/api/approvals/${missing}/decide`, {}],
  [`/api/approvals/${missing}/decide`, { decision: 'approved', comment: 'x'.repeat(2_001) }],
])('%s rejects %j', async (url, body) => {
  expect((await t.call('POST', url, { body })).status).toBe(400);
});

it('lists and finds questions, with what somebody may do about them; the overview counts them', async () => {
  const [plain, odd, late] = [await ask(), await ask({ question: '50% of _it_?' }), await ask({ dueAt: new Date(0) })];
  const list = async (query: string) => (await t.call('GET', `/api/approvals?${query}`)).body;
  const all = await list('state=open');
  expect(all.approvals.map(({ id }: { id: string }) => id)).toEqual([late, odd, plain]);
  expect(all.counts).toEqual({ open: 3, overdue: 1 });
  expect((await list(`state=open&search=${encodeURIComponent('0% of _')}`)).approvals).toHaveLength(1);
  expect((await list(`flow=${flowId}&environmentId=${environmentId}&limit=2&after=${late}`)).next).toBe(plain);
  expect((await list('state=decided')).approvals).toEqual([]);
  expect((await t.call('GET', '/api/overview')).body.needs.toReview).toEqual({ open: 3, overdue: 1 });
  const one = (as: 'viewer' | 'operator') => t.call('GET', `/api/approvals/${plain}`, { as });
  expect((await one('viewer')).body).toMatchObject({ data: { contact: 'a', from: 'x' }, mayDecide: false });
  expect((await one('operator')).body).toMatchObject({ mayDecide: true, fields: [{ name: 'contact' }] });
  expect((await t.call('GET', `/api/approvals/${missing}`)).body.error.code).toBe('approval.noTask');
});

it('refuses with a reason: decided already, not allowed, version gone, data that does not fit', async () => {
  const id = await ask();
  const codes = async (answer: ReturnType<typeof decide>) => {
    const { status, body } = await answer;
    return [status, body.error.code];
  };
  const bad = { decision: 'approved', data: { contact: 5, from: 'x' } };
  expect(await codes(decide(id, bad))).toEqual([400, 'approval.fieldType']);
  expect((await decide(id, { decision: 'approved', data: { contact: 'b', from: 'x' } })).status).toBe(200);
  expect(await codes(decide(id, { decision: 'rejected' }))).toEqual([409, 'approval.alreadyDecided']);
  expect((await t.call('GET', `/api/approvals/${id}`)).body).toMatchObject({
    state: 'approved',
    edited: true,
    editedData: { contact: 'b', from: 'x' },
  });
  const kept = await ask({ decide: 'owner' });
  expect(await codes(decide(kept, { decision: 'approved' }))).toEqual([403, 'approval.notAllowed']);
  expect(await codes(decide(await ask({ version: 9 }), { decision: 'approved' }))).toEqual([404, 'approval.gone']);

  const many = await t.call('POST', '/api/approvals/decide', {
    as: 'operator',
    body: { ids: [await ask(), kept, id, missing], decision: 'rejected', comment: 'all the same' },
    headers: { 'accept-language': 'fr' },
  });
  expect(many.body.decided).toHaveLength(1);
  expect(many.body.refused.map(({ code }: { code: string }) => code).sort()).toEqual([
    'approval.alreadyDecided',
    'approval.noTask',
    'approval.notAllowed',
  ]);
  expect(many.body.refused[0].message).toMatch(/décision|question/);
});

it('remembers a choice, takes along what waits with its key, and forgets it when told to', async () => {
  const [one, same, other] = [await ask({ key: 'k' }), await ask({ key: 'k' }), await ask({ key: 'l' })];
  const said = { decision: 'approved', data: { contact: 'b', from: 'x' }, remember: true };
  expect((await decide(one, said)).body).toEqual({ along: 1 });
  const state = async (id: string) => (await t.call('GET', `/api/approvals/${id}`)).body;
  expect(await state(same)).toMatchObject({
    state: 'approved',
    how: 'remembered',
    editedData: { contact: 'b', from: 'x' },
  });
  expect((await state(other)).state).toBe('open');
  const choices = async () => (await t.call('GET', '/api/remembered-choices?search=k')).body.choices;
  const [choice] = await choices();
  expect(choice).toMatchObject({ key: 'k', choice: 'approved', changes: { contact: 'b' } });
  const revoke = () => t.call('DELETE', `/api/remembered-choices/${choice.id}`, { as: 'operator' });
  expect((await revoke()).status).toBe(204);
  expect(await choices()).toEqual([]);
  expect((await revoke()).body.error.code).toBe('approval.noChoice');
});
