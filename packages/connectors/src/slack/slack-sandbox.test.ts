import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { slack } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const channel = 'C0VENTES001';
const run = (action: string, input: unknown, idempotencyKey = 'key-1') =>
  attempt(slack, action, bench.connection('slack'), input, { idempotencyKey, marker: 'raccord:record-1' });
const messages = (id = channel) => [...bench.sandbox.world.slack.messagesOf(id).newestFirst()];

it('tests the connection', async () => {
  const context = openConnection(slack, bench.connection('slack'), {
    signal: new AbortController().signal,
    files: memoryFiles(),
  });
  expect((await slack.test!(context)).account).toMatch(/^raccord – /);
});

it('finds a person, or nobody', async () => {
  expect((await run('find-user-by-email', { email: 'grace@acme.example' })).output).toMatchObject({
    id: 'U0GRACE0001',
  });
  expect((await run('find-user-by-email', { email: 'nobody@acme.example' })).output).toEqual({});
});

it('posts text as text, and blocks and threads as they are', async () => {
  const text = 'Deal <won> & *done* <!channel>';
  const { output } = await run('post-message', { channel, text });
  expect(messages()[0]).toMatchObject({
    ts: output.ts,
    text: 'Deal &lt;won&gt; &amp; *done* &lt;!channel&gt;',
    metadata: { event_type: 'raccord', event_payload: { marker: 'raccord:record-1', key: 'key-1' } },
  });
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*hello*' } }];
  const link = { channel, text: '<https://x.example|x>', allowMentions: true, blocks, thread_ts: output.ts };
  await run('post-message', link, 'key-2');
  expect(messages()[0]).toMatchObject({
    text: '<https://x.example|x>',
    thread_ts: output.ts,
    blocks: [{ type: 'section' }],
  });
});

describe('when the answer is lost after the work was done', () => {
  const post = { match: { path: '/chat.postMessage' } } as const;

  it.each(['dropAfterWork', 'serverError', 'dropBefore'] as const)('one message after %s', async (fault) => {
    await run('post-message', { channel, text: 'an earlier one of the same record' }, 'key-0');
    once(bench, 'slack', fault, post);
    const result = await run('post-message', { channel, text: 'hello' });
    expect(result).toMatchObject({ attempts: 2, lookedBack: fault === 'dropAfterWork' });
    expect(messages().filter(({ text }) => text === 'hello')).toHaveLength(1);
    expect(messages().find(({ text }) => text === 'hello')?.ts).toBe(result.output.ts);
  });

  it('one answer in a thread', async () => {
    const { output } = await run('post-message', { channel, text: 'start' }, 'key-0');
    once(bench, 'slack', 'dropAfterWork', post);
    const answer = await run('post-message', { channel, text: 'answer', thread_ts: output.ts });
    expect(answer).toMatchObject({ attempts: 2, lookedBack: true });
    expect(messages().filter(({ text }) => text === 'answer')).toHaveLength(1);
  });

  it('finds it below many newer ones', async () => {
    const { output } = await run('post-message', { channel, text: 'wanted' }, 'key-wanted');
    for (let n = 0; n < 250; n++) await run('post-message', { channel, text: `newer ${n}` }, `key-${n}`);
    const action = slack.actions['post-message']!;
    const connection = openConnection(slack, bench.connection('slack'), {
      signal: new AbortController().signal,
      files: memoryFiles(),
    });
    const context = { ...connection, idempotencyKey: 'key-wanted', marker: 'raccord:record-1', mayHaveRun: true };
    expect(await action.readback!(context, { channel, text: 'wanted' })).toEqual(output);
    expect(
      await action.readback!({ ...context, idempotencyKey: 'key-none' }, { channel, text: 'wanted' }),
    ).toBeUndefined();
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['C0NOWHERE01', 'missing', 'slack.channelNotFound'],
    ['C0ARCHIVE01', 'config', 'slack.channelArchived'],
    ['C0DIRECTION', 'missing', 'slack.channelNotFound'],
  ])('%s', async (id, kind, code) => {
    await expect(run('post-message', { channel: id, text: 'x' })).rejects.toMatchObject({ kind, code });
  });

  it('a wrong token, a taken one, too many calls', async () => {
    once(bench, 'slack', 'unauthorized');
    await expect(run('post-message', { channel, text: 'x' })).rejects.toMatchObject({ kind: 'auth' });
    once(bench, 'slack', 'revoked');
    await expect(run('post-message', { channel, text: 'x' })).rejects.toMatchObject({ kind: 'auth' });
    once(bench, 'slack', 'rateLimit', { retryAfterSeconds: 30 });
    const limited = run('post-message', { channel, text: 'x' });
    await expect(limited).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 30_000 });
    expect(messages()).toEqual([]);
  });

  it('says which right is lacking', async () => {
    bench.sandbox.world.slack.scopes.delete('chat:write');
    await expect(run('post-message', { channel, text: 'x' })).rejects.toMatchObject({
      kind: 'config',
      code: 'slack.missingScope',
      params: { needed: 'chat:write' },
    });
  });
});
