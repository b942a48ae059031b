import { connectors } from '@raccord/connectors';
import { readMessage } from '@raccord/connectors/shared/mail/read-message';
import { type TinyServer, tinyServer } from '@raccord/connectors/testing/tiny-server';
import { verifyDelivery } from '@raccord/connectors/webhook/verify';
import { createSandbox, type Sandbox, sandboxConnections } from '@raccord/sandbox';
import { type MailStandIn, mailConnection, startMailStandIn } from '@raccord/sandbox/mail/stand-in';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { watchOnce } from '../../alerts/watch-alerts.ts';
import { dueDeliveries } from '../../stores/alerts/alert-deliveries.ts';
import { holdConnection } from '../../stores/engine/connection-holds.ts';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { insertFailure, insertRun } from '../../testing/sample-run.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

// Alerts against real parts: a database and a worker, an SMTP server, the Slack stand-in, and a web server that takes webhooks.

let t: TestAccounts;
let mail: MailStandIn;
let slack: Sandbox;
let sink: TinyServer;
let environmentId: string;
const connectionIds: Record<string, string> = {};
const address = 'http://127.0.0.1:4000';
const MINUTE = 60_000;
const SALES = 'C0VENTES001';
const patience = { timeout: 25_000 };

beforeAll(async () => {
  t = await testAccounts(connectors);
  mail = await startMailStandIn({ seed: 'empty' });
  slack = await createSandbox();
  sink = await tinyServer();
  const made = await t.call('POST', '/api/environments', { body: { name: 'production' } });
  environmentId = made.body.id;
  const standIns = {
    mail: mailConnection(mail),
    slack: sandboxConnections(await slack.listen()).slack,
    http: { endpoints: { api: sink.url }, credentials: {}, settings: {} },
  };
  for (const [connector, { endpoints, credentials, settings }] of Object.entries(standIns)) {
    const body = { connector, environment: 'production', name: connector, endpoints, credentials, settings };
    connectionIds[connector] = (await t.call('POST', '/api/connections', { body })).body.id;
  }
  const flow = await t.call('POST', '/api/flows', {
    body: { document: sampleFlow('orders', { name: 'Orders → Books' }) },
  });
  expect(flow.status, flow.text).toBe(200);
});
afterAll(async () => {
  await t.close();
  await mail.close();
  await slack.close();
  await sink.close();
});
beforeEach(async () => {
  await t.deps.pool.query('delete from alert_rules where builtin is null');
  await t.deps.pool.query('update alert_rules set enabled = false');
  for (const table of ['alert_incidents', 'alert_channels', 'alert_mutes', 'failures', 'connection_holds'])
    await t.deps.pool.query(`delete from ${table}`);
  mail.state.sent.length = 0;
  mail.state.faults.length = 0;
  sink.seen = [];
  sink.answer = () => ({ json: {} });
});

const targets = {
  mail: { kind: 'mail', from: 'raccord@acme.example', to: ['ops@acme.example'] },
  slack: { kind: 'slack', channel: SALES, label: '#ventes' },
  webhook: () => ({ kind: 'webhook', url: `${sink.url}/alerts` }),
};
async function channel(kind: 'mail' | 'slack' | 'webhook', more: Record<string, unknown> = {}) {
  const target = kind === 'webhook' ? targets.webhook() : targets[kind];
  const connectionId = connectionIds[kind === 'webhook' ? 'http' : kind];
  const body = { name: kind, connectionId, target, language: 'en', digestMinutes: 0, ...more };
  const made = await t.call('POST', '/api/alert-channels', { body });
  expect(made.status, made.text).toBe(200);
  return made.body as { channel: { id: string }; signingSecret: string | null };
}
const ruleBody = (channelIds: string[] = [], more: Record<string, unknown> = {}) => ({
  condition: { kind: 'failures', moreThan: 2, minutes: 10 },
  flow: null,
  tag: null,
  environmentId: null,
  channelIds,
  escalation: null,
  enabled: true,
  ...more,
});
async function rule(channelIds: string[], more: Record<string, unknown> = {}): Promise<string> {
  const made = await t.call('POST', '/api/alert-rules', { body: ruleBody(channelIds, more) });
  expect(made.status, made.text).toBe(200);
  return made.body.id;
}
const failure = { kind: 'input' as const, code: 'http.refused', params: {} };
async function fail(count: number, flowId = 'orders') {
  const { runId, recordIds } = await insertRun(t.deps.db, {
    flowId,
    environmentId,
    states: Array.from({ length: count }, () => 'failed' as const),
  });
  for (const recordId of recordIds) await insertFailure(t.deps.db, { runId, recordId, flowId, environmentId, failure });
}
/** What the server does every half minute, so many minutes from now. */
async function watch(inMinutes = 0, slow = true) {
  const rings = await watchOnce(t.deps.pool, { now: Date.now() + inMinutes * MINUTE, address, slow });
  // Whatever was put off until then is due.
  await t.deps.pool.query(
    "update alert_deliveries set due_at = now() where state = 'waiting' and due_at <= now() + $1 * interval '1 minute'",
    [inMinutes],
  );
  await t.deps.ring(rings);
}
const dueNow = () => t.deps.pool.query("update alert_deliveries set due_at = now() where state = 'waiting'");
/** A bell that rings while the last try is being put away is not heard: as the server does, it is rung again. */
async function deliveriesOnceRung() {
  await t.deps.ring((await dueDeliveries(t.deps.pool, Date.now())).map((id) => ({ queue: 'live', kind: 'alert', id })));
  return deliveries();
}
const incidents = async (query = 'state=open') => (await t.call('GET', `/api/alert-incidents?${query}`)).body.incidents;
const deliveries = async () => (await t.call('GET', '/api/alert-deliveries')).body.deliveries;
const settled = async (states: string[]) =>
  expect
    .poll(
      async () => (await deliveries()).map((one: { stage: string; state: string }) => `${one.stage} ${one.state}`),
      {
        ...patience,
      },
    )
    .toEqual(states);
const mails = () =>
  Promise.all(
    mail.state.sent.map(async ({ raw }) => {
      const { subject, text } = (await readMessage(raw)).message;
      return { subject, text };
    }),
  );

describe.each([
  ['GET', '/api/alert-incidents', 'viewer'],
  ['POST', '/api/alert-incidents/00000000-0000-7000-8000-00000000dead/acknowledge', 'operator'],
  ['GET', '/api/alert-rules', 'viewer'],
  ['POST', '/api/alert-rules', 'builder'],
  ['POST', '/api/alert-rules/preview', 'builder'],
  ['PUT', '/api/alert-rules/00000000-0000-7000-8000-00000000dead', 'builder'],
  ['DELETE', '/api/alert-rules/00000000-0000-7000-8000-00000000dead', 'builder'],
  ['POST', '/api/alert-mutes', 'operator'],
  ['DELETE', '/api/alert-mutes/00000000-0000-7000-8000-00000000dead', 'operator'],
  ['GET', '/api/alert-channels', 'viewer'],
  ['POST', '/api/alert-channels', 'admin'],
  ['PUT', '/api/alert-channels/00000000-0000-7000-8000-00000000dead', 'admin'],
  ['POST', '/api/alert-channels/00000000-0000-7000-8000-00000000dead/test', 'builder'],
  ['DELETE', '/api/alert-channels/00000000-0000-7000-8000-00000000dead', 'admin'],
  ['GET', '/api/alert-deliveries', 'viewer'],
  ['POST', '/api/alert-deliveries/00000000-0000-7000-8000-00000000dead/retry', 'operator'],
] as const)('%s %s', (method, url, role) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    const below = { operator: 'viewer', builder: 'operator', admin: 'builder' } as const;
    if (role === 'viewer') return;
    const body = method === 'DELETE' ? {} : { body: {} };
    expect((await t.call(method, url, { as: below[role], ...body })).status).toBe(403);
  });
});

it('rejects what is no rule and no channel', async () => {
  const bad = async (path: string, body: object) => (await t.call('POST', path, { body })).body.error?.code;
  expect(await bad('/api/alert-rules', ruleBody([], { condition: { kind: 'failures', moreThan: 1 } }))).toMatch(
    /^server\./,
  );
  expect(await bad('/api/alert-rules', ruleBody([], { condition: { kind: 'guess' } }))).toMatch(/^server\./);
  expect(await bad('/api/alert-rules', ruleBody([], { flow: 'orders', tag: 'x' }))).toBe('alert.oneScope');
  const held = { kind: 'held', minutes: 5 };
  expect(await bad('/api/alert-rules', ruleBody([], { flow: 'orders', condition: held }))).toBe('alert.oneScope');
  expect(await bad('/api/alert-rules', ruleBody(['00000000-0000-7000-8000-00000000dead']))).toBe('alert.noChannel');
  const body = { name: 'x', connectionId: null, target: targets.mail, language: 'en', digestMinutes: 0 };
  expect(await bad('/api/alert-channels', body)).toBe('alert.otherConnection');
  expect(await bad('/api/alert-channels', { ...body, connectionId: connectionIds.slack })).toBe(
    'alert.otherConnection',
  );
  expect(
    await bad('/api/alert-channels', { ...body, target: { kind: 'mail', from: 'a@b', to: ['a\r\nBcc: b'] } }),
  ).toMatch(/^server\./);
  expect(await bad('/api/alert-mutes', { ruleId: null, flow: null, until: '2030-01-01T00:00:00Z' })).toBe(
    'alert.muteWhat',
  );
});

describe('rules', () => {
  it('are there from the first day, in words, and can be switched off but not deleted', async () => {
    const { rules } = (await t.call('GET', '/api/alert-rules', { headers: { 'accept-language': 'fr' } })).body;
    const sentences = rules.map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences).toContain(
      'Montrer ici quand plus de 10 enregistrements de n’importe quel flux échouent en 15 minutes',
    );
    expect(sentences).toHaveLength(7);
    const [first] = rules;
    expect((await t.call('DELETE', `/api/alert-rules/${first.id}`)).body.error.code).toBe('alert.builtinRule');
  });

  it('say whom they tell, of what, and who comes next', async () => {
    const finance = await channel('slack', { name: '#finance' });
    const boss = await channel('mail', { name: 'Ann' });
    const escalation = { afterMinutes: 60, channelId: boss.channel.id };
    const id = await rule([finance.channel.id], { flow: 'orders', environmentId, escalation });
    const told = (await t.call('GET', '/api/alert-rules')).body.rules.find((one: { id: string }) => one.id === id);
    expect(told.sentence).toBe(
      'Tell #finance when more than 2 records of “Orders → Books” fail within 10 minutes in production; Ann too when nobody has acknowledged it after an hour',
    );
    await t.call('DELETE', `/api/alert-channels/${boss.channel.id}`);
    const after = (await t.call('GET', '/api/alert-rules')).body.rules.find((one: { id: string }) => one.id === id);
    expect(after.escalation).toBeNull();
    expect((await t.call('DELETE', `/api/alert-rules/${id}`)).status).toBe(204);
  });

  it('tell beforehand what they would have done', async () => {
    await fail(4);
    await t.deps.pool.query("update failures set created_at = now() - interval '2 days'");
    await fail(3);
    const preview = async (more: Record<string, unknown>) =>
      (await t.call('POST', '/api/alert-rules/preview', { body: ruleBody([], more) })).body;
    const { past, now, days } = await preview({});
    expect({ times: past.times, now, days }).toEqual({ times: 2, now: 1, days: 7 });
    expect((await preview({ condition: { kind: 'failures', moreThan: 3, minutes: 10 } })).past.times).toBe(1);
    expect((await preview({ flow: 'other' })).past.times).toBe(0);
    expect((await preview({ tag: 'finance' })).past.times).toBe(0);
    expect(await preview({ condition: { kind: 'held', minutes: 5 } })).toMatchObject({ past: null, now: 0 });
    expect(await preview({ condition: { kind: 'age', hours: 24 } })).toMatchObject({ past: { times: 1 }, now: 1 });
    for (const condition of [
      { kind: 'rate', percent: 10, minutes: 60, least: 1 },
      { kind: 'silence', hours: 2, usual: 1 },
      { kind: 'late', minutes: 5 },
      { kind: 'staleCursor', hours: 1 },
      { kind: 'inDoubt', minutes: 0 },
    ])
      expect(await preview({ condition }), condition.kind).toMatchObject({ now: 0 });
  });
});

describe('an incident', () => {
  it('is told once, by mail, Slack and a signed webhook, and again when it is over', async () => {
    const webhook = await channel('webhook', { language: 'fr' });
    const ids = [(await channel('mail')).channel.id, (await channel('slack')).channel.id, webhook.channel.id];
    await rule(ids, { flow: 'orders' });
    await fail(2);
    await watch();
    expect(await incidents()).toEqual([]);
    await fail(1);
    await watch();
    await settled(Array(3).fill('opened sent'));
    await watch(1);
    await fail(5);
    await watch(2);
    const [incident] = await incidents();
    const [told] = await mails();
    expect(told).toMatchObject({
      subject: '[Raccord] 3 records of “Orders → Books” failed within 10 minutes in production',
    });
    expect(told?.text).toContain(`${address}/alerts?incident=${incident.id}`);
    const posted = [...slack.world.slack.messagesOf(SALES).newestFirst()][0];
    expect(posted?.text).toContain('3 records of “Orders → Books” failed');
    const [request] = sink.seen;
    const body = JSON.parse(request!.body);
    expect(body).toMatchObject({
      type: 'alert.opened',
      data: { flow: 'orders', stage: 'opened', environment: 'production' },
    });
    expect(body.data.message).toBe('3 enregistrements de « Orders → Books » ont échoué en 10 minutes dans production');
    const headers = Object.fromEntries(Object.entries(request!.headers).map(([name, value]) => [name, String(value)]));
    const raw = { method: 'POST', headers, query: {}, body: Buffer.from(request!.body) };
    verifyDelivery(raw, [webhook.signingSecret!], { scheme: 'standard' }, Date.now());

    await watch(30);
    await settled([...Array(3).fill('closed sent'), ...Array(3).fill('opened sent')]);
    expect(await incidents()).toEqual([]);
    expect((await incidents('state=closed'))[0]).toMatchObject({ id: incident.id, deliveries: expect.any(Array) });
    expect((await mails()).map(({ subject }) => subject?.slice(0, 15))).toEqual(['[Raccord] 3 rec', '[Raccord] Over:']);
    await watch(60);
    expect([mail.state.sent.length, sink.seen.length, (await deliveries()).length]).toEqual([2, 2, 6]);
  });

  it('is told when the channel is back, once; until then why it is not stands on channel, rule and screen', async () => {
    const { channel: made } = await channel('webhook');
    const id = await rule([made.id]);
    sink.answer = () => ({ status: 503, text: 'down' });
    await fail(3);
    await watch();
    await settled(['opened waiting']);
    await expect.poll(async () => (await deliveries())[0].tries, patience).toBe(1);
    const [delivery] = await deliveries();
    expect(delivery.message).toContain('503');
    expect(new Date(delivery.dueAt).getTime()).toBeGreaterThan(Date.now() + 5_000);
    const told = (await t.call('GET', '/api/alert-rules')).body.rules.find((one: { id: string }) => one.id === id);
    expect(told.troubles[0]).toMatch(/^webhook: .*503/);
    expect((await t.call('GET', '/api/alert-channels')).body.channels[0].trouble.message).toContain('503');
    // The work is done and the answer lost: the same id comes again, so that the receiver takes it once.
    sink.answer = () => ({ drop: true });
    await dueNow();
    await expect.poll(async () => (await deliveriesOnceRung())[0].tries, patience).toBe(2);
    sink.answer = () => ({ json: {} });
    await dueNow();
    await expect.poll(async () => (await deliveriesOnceRung())[0].state, patience).toBe('sent');
    expect(new Set(sink.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await t.call('GET', '/api/alert-channels')).body.channels[0].trouble).toBeNull();
  });

  it('stays single in Slack when the answer got lost, and is left to a person where mail may have left', async () => {
    await rule([(await channel('slack')).channel.id, (await channel('mail')).channel.id]);
    const before = [...slack.world.slack.messagesOf(SALES).newestFirst()].length;
    slack.world.faults.add({ vendor: 'slack', match: { path: '/chat.postMessage' }, fault: 'dropAfterWork', times: 1 });
    mail.state.faults.push('cutAfter');
    await fail(3);
    await watch();
    await expect
      .poll(async () => (await deliveries()).map((one: { state: string; tries: number }) => [one.state, one.tries]), {
        ...patience,
      })
      .toEqual(
        expect.arrayContaining([
          ['waiting', 1],
          ['unclear', 1],
        ]),
      );
    await dueNow();
    await expect
      .poll(async () => (await deliveriesOnceRung()).map((one: { state: string }) => one.state).sort(), patience)
      .toEqual(['sent', 'unclear']);
    expect([...slack.world.slack.messagesOf(SALES).newestFirst()].length).toBe(before + 1);
    expect(mail.state.sent).toHaveLength(1);
    const unclear = (await deliveries()).find((one: { state: string }) => one.state === 'unclear');
    const again = () => t.call('POST', `/api/alert-deliveries/${unclear.id}/retry`, { body: {}, as: 'operator' });
    expect((await again()).status).toBe(204);
    await expect.poll(() => mail.state.sent.length, patience).toBe(2);
    await expect.poll(async () => (await again()).body.error?.code, patience).toBe('alert.notEnded');
  });

  it('waits with others where a channel collects, and all are told in one message', async () => {
    const { channel: made } = await channel('mail', { digestMinutes: 15 });
    const condition = { kind: 'failures', moreThan: 2, minutes: 60 };
    await rule([made.id], { condition });
    await fail(3);
    await fail(4, 'mails');
    await watch();
    await rule([made.id], { condition: { ...condition, moreThan: 3 } });
    await watch(5);
    expect((await deliveries()).map((one: { state: string }) => one.state)).toEqual(Array(3).fill('waiting'));
    // Nobody is told before the time is over, and then all are.
    await watch(14);
    expect(await deliveries()).toMatchObject(Array(3).fill({ tries: 0 }));
    await dueNow();
    await watch(15);
    await settled(Array(3).fill('opened sent'));
    const all = await mails();
    expect(all.map(({ subject }) => subject)).toEqual(['[Raccord] 3 alerts']);
    expect(all[0]?.text?.match(/incident=/g)).toHaveLength(3);
  });

  it('of what is muted is shown but told to nobody until the mute is over', async () => {
    const { channel: made } = await channel('mail');
    const id = await rule([made.id]);
    const until = new Date(Date.now() + 10 * MINUTE).toISOString();
    const mute = await t.call('POST', '/api/alert-mutes', {
      body: { ruleId: id, flow: 'orders', until },
      as: 'operator',
    });
    expect(mute.status).toBe(204);
    await fail(3);
    await fail(3, 'mails');
    await watch();
    expect(
      (await incidents()).map((one: { flowId: string; muted: boolean }) => [one.flowId, one.muted]).sort(),
    ).toEqual([
      ['mails', false],
      ['orders', true],
    ]);
    await settled(['opened sent']);
    expect((await mails())[0]?.subject).toContain('mails');
    await watch(9);
    expect(await deliveries()).toHaveLength(1);
    const { mutes } = (await t.call('GET', '/api/alert-rules')).body;
    expect((await t.call('DELETE', `/api/alert-mutes/${mutes[0].id}`)).status).toBe(204);
    await watch(9);
    await settled(['opened sent', 'opened sent']);
  });

  it('that nobody acknowledges goes to somebody else too', async () => {
    const first = (await channel('mail')).channel.id;
    const second = (await channel('webhook')).channel.id;
    await rule([first], {
      condition: { kind: 'failures', moreThan: 2, minutes: 60 },
      escalation: { afterMinutes: 15, channelId: second },
    });
    await fail(3);
    await fail(3, 'mails');
    await watch();
    await settled(['opened sent', 'opened sent']);
    const known = (await incidents()).find((one: { flowId: string }) => one.flowId === 'mails');
    expect(
      (await t.call('POST', `/api/alert-incidents/${known.id}/acknowledge`, { body: {}, as: 'operator' })).status,
    ).toBe(204);
    await watch(14);
    expect(sink.seen).toEqual([]);
    await watch(15);
    await watch(20);
    await settled(['escalated sent', 'opened sent', 'opened sent']);
    expect(sink.seen.map(({ body }) => JSON.parse(body).data.message)).toEqual([expect.stringContaining('Orders')]);
    expect((await incidents(`id=${known.id}`))[0]).toMatchObject({ acknowledgedBy: 'token operator' });
  });

  it('is told of a held connection, a late poll, a cursor that stands still, and records in doubt', async () => {
    for (const condition of [
      { kind: 'held', minutes: 15 },
      { kind: 'inDoubt', minutes: 5 },
      { kind: 'late', minutes: 10 },
      { kind: 'staleCursor', hours: 1 },
    ])
      await rule([], { condition });
    await holdConnection(t.deps.pool, connectionIds.http!, 'auth', failure, undefined);
    const { runId, recordIds } = await insertRun(t.deps.db, { flowId: 'orders', environmentId, states: ['inDoubt'] });
    await insertFailure(t.deps.db, {
      runId,
      recordId: recordIds[0]!,
      flowId: 'orders',
      environmentId,
      failure,
      status: 'inDoubt',
    });
    const deployed = await t.call('POST', '/api/flows/orders/deploy', { body: { environment: 'production' } });
    expect(deployed.status, deployed.text).toBe(200);
    await t.deps.pool.query(
      "update triggers set kind = 'poll', every_ms = 60000, next_due_at = now(), last_fired_at = now() + interval '1 minute'",
    );
    await watch(14);
    const kinds = async () => (await incidents()).map((one: { kind: string }) => one.kind).sort();
    expect(await kinds()).toEqual(['inDoubt', 'late']);
    await watch(61);
    expect(await kinds()).toEqual(['held', 'inDoubt', 'late', 'staleCursor']);
    const sentences = (await incidents()).map((one: { sentence: string }) => one.sentence).join('\n');
    expect(sentences).toContain('The connection “http” is held since');
    expect(sentences).toContain('“order” of “Orders → Books” is read, but its cursor has not moved');
    await t.deps.pool.query('delete from connection_holds');
    await t.deps.pool.query('update triggers set active = false');
    await watch(62);
    expect(await kinds()).toEqual(['inDoubt']);
  });

  it('of a rule that is switched off ends without a word', async () => {
    const { channel: made } = await channel('mail');
    const id = await rule([made.id]);
    await fail(3);
    await watch();
    await settled(['opened sent']);
    await t.call('PUT', `/api/alert-rules/${id}`, { body: ruleBody([made.id], { enabled: false }) });
    await watch(1);
    expect(await incidents()).toEqual([]);
    await settled(['opened sent']);
  });
});

describe('a test message', () => {
  it('arrives, or says why it does not', async () => {
    const { channel: made } = await channel('mail', { language: 'fr' });
    const test = (id: string) => t.call('POST', `/api/alert-channels/${id}/test`, { body: {} });
    expect((await test(made.id)).status).toBe(204);
    expect((await mails())[0]?.subject).toBe('[Raccord] Ceci est un essai du canal « mail »');
    mail.state.faults.push('refused');
    const refused = await test(made.id);
    expect(refused.body.error.message).toContain('No such user');
    await settled(['test failed', 'test sent']);
    await t.call('DELETE', `/api/connections/${connectionIds.mail}`);
    expect((await test(made.id)).body.error.code).toBe('alert.noConnection');
  });
});

it('an idle server asks one small question', async () => {
  const asked: string[] = [];
  const query = (asks: { name: string }) => {
    asked.push(asks.name);
    return t.deps.pool.query(asks as never);
  };
  await t.deps.pool.query('delete from triggers');
  await t.deps.pool.query('delete from alert_deliveries');
  expect(await watchOnce({ query } as never, { now: Date.now(), address, slow: false })).toEqual([]);
  expect(asked).toEqual(['alert-signs']);
});
