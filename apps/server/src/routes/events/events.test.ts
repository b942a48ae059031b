import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiToken } from '../../stores/api-tokens.ts';
import { notifyEvent } from '../../stores/notify.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
let base: string;
let authorization: string;
beforeAll(async () => {
  t = await testApp();
  await t.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}`;
  const { token } = await createApiToken(t.deps.db, { workspaceId: DEFAULT_WORKSPACE, name: 'x', role: 'viewer' });
  authorization = `Bearer ${token}`;
});
afterAll(() => t.close());

async function open() {
  const controller = new AbortController();
  const answer = await fetch(`${base}/api/events`, { headers: { authorization }, signal: controller.signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended before ${part}: ${text}`);
      text += value;
    }
    return text;
  };
  return { answer, until, close: () => controller.abort() };
}

it('is protected', async () => {
  expect((await fetch(`${base}/api/events`)).status).toBe(401);
});

it('brings what happens, from any process, to everyone who listens, and nothing of other workspaces', async () => {
  const [one, two] = await Promise.all([open(), open()]);
  expect(one.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(one.answer.headers.get('x-content-type-options')).toBe('nosniff');
  await Promise.all([one.until('event: hello'), two.until('event: hello')]);
  await notifyEvent(t.deps.db, { workspaceId: crypto.randomUUID(), type: 'run.changed', runId: 'foreign' });
  await t.deps.pool.query("select pg_notify('raccord_events', 'no event of ours')");
  await notifyEvent(t.deps.db, { workspaceId: DEFAULT_WORKSPACE, type: 'run.changed', runId: 'r1', flowId: 'f1' });
  for (const stream of [one, two]) {
    const text = await stream.until('r1');
    expect(text).toContain('event: run.changed\ndata: {"runId":"r1","flowId":"f1"}\n\n');
    expect(text).not.toContain('foreign');
    stream.close();
  }
});

it('tells a reader that it may have missed something after the connection to the database broke', async () => {
  const stream = await open();
  await stream.until('event: hello');
  await t.deps.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'raccord-signals' and datname = current_database()",
  );
  await stream.until('event: resync');
  await notifyEvent(t.deps.db, { workspaceId: DEFAULT_WORKSPACE, type: 'flow.saved', flowId: 'after' });
  await stream.until('"after"');
  stream.close();
});
