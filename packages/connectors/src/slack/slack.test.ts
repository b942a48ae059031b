import type { FileRef } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionContext, type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { slack } from './index.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen = [];
  server.answer = () => ({ json: { ok: true, channel: 'C1', ts: '1.1' } });
});
const context = () =>
  actionContext(slack, { credentials: { botToken: 'xoxb-1' }, settings: {}, endpoints: { api: server.url } });
const run = (action: string, input: unknown) => slack.actions[action]!.run(context(), input);
const post = () => run('post-message', { channel: 'C0VENTES001', text: 'x' });

it('a write is a form whose lists are JSON, as Slack’s own SDK sends it', async () => {
  const blocks = [{ type: 'divider' }];
  await run('post-message', { channel: 'C0VENTES001', text: 'a & b', blocks, thread_ts: '1.2' });
  const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = server.seen;
  const form = new URLSearchParams(body);
  expect([path, headers.authorization]).toEqual(['/chat.postMessage', 'Bearer xoxb-1']);
  expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect([form.get('text'), JSON.parse(form.get('blocks')!), form.get('thread_ts')]).toEqual([
    'a &amp; b',
    blocks,
    '1.2',
  ]);
});

it('a message to a person goes to the conversation with them, or straight to them without the right to open one', async () => {
  const toPerson = async (opened: object) => {
    server.answer = ({ path }) => ({
      json: path === '/conversations.open' ? opened : { ok: true, channel: 'D1', ts: '1.1' },
    });
    await run('post-message', { channel: 'U1', text: 'x' });
    return new URLSearchParams(server.seen.at(-1)?.body).get('channel');
  };
  expect(await toPerson({ ok: true, channel: { id: 'D1' } })).toBe('D1');
  expect(await toPerson({ ok: false, error: 'missing_scope', needed: 'im:write' })).toBe('U1');
  await expect(toPerson({ ok: false, error: 'user_not_found' })).rejects.toMatchObject({ kind: 'missing' });
});

describe('what Slack refuses', () => {
  const cases: [string, object, object][] = [
    ['invalid_auth', {}, { kind: 'auth' }],
    ['token_revoked', {}, { kind: 'auth' }],
    ['account_inactive', {}, { kind: 'auth' }],
    [
      'missing_scope',
      { needed: 'chat:write' },
      { kind: 'config', code: 'slack.missingScope', params: { needed: 'chat:write' } },
    ],
    ['not_in_channel', {}, { kind: 'config', code: 'slack.notInChannel' }],
    ['channel_not_found', {}, { kind: 'missing' }],
    ['message_not_found', {}, { kind: 'missing' }],
    ['is_archived', {}, { kind: 'config' }],
    ['restricted_action', {}, { kind: 'config' }],
    ['msg_too_long', {}, { kind: 'tooLarge' }],
    ['file_upload_size_restricted', {}, { kind: 'tooLarge' }],
    ['invalid_blocks', {}, { kind: 'input' }],
    ['something_new', {}, { kind: 'input', params: { message: 'something_new' } }],
    ['internal_error', {}, { kind: 'transient', uncertain: true }],
    ['ratelimited', {}, { kind: 'rateLimited' }],
  ];
  it.each(cases)('%s', async (error, more, failure) => {
    server.answer = () => ({ json: { ok: false, error, ...more } });
    await expect(post()).rejects.toMatchObject(failure);
  });
  it.each([
    [
      'too many calls',
      { status: 429, headers: { 'retry-after': '30' }, json: { ok: false, error: 'ratelimited' } },
      { kind: 'rateLimited', retryAfterMs: 30_000 },
    ],
    ['a fault', { status: 500, text: 'oops' }, { kind: 'transient', uncertain: true }],
    ['a page instead of JSON', { text: '<html>Slack is down</html>' }, { kind: 'transient', uncertain: true }],
    [
      'half of the JSON',
      { text: '{"ok":tr', headers: { 'content-type': 'application/json' } },
      { kind: 'transient', uncertain: true },
    ],
    ['a cut line', { drop: true }, { kind: 'transient', uncertain: true }],
  ])('%s', async (_name, answer, failure) => {
    server.answer = () => answer;
    await expect(post()).rejects.toMatchObject(failure);
  });
});

describe('a file', () => {
  const answerTo = (answers: Record<string, object>) => {
    server.answer = ({ path }) => answers[path] ?? { json: { ok: false, error: 'unknown_method' } };
  };
  const good = () => ({
    '/files.getUploadURLExternal': { json: { ok: true, upload_url: `${server.url}/upload/1`, file_id: 'F1' } },
    '/upload/1': { text: 'OK' },
    '/files.completeUploadExternal': { json: { ok: true, files: [{ id: 'F1' }] } },
  });
  async function upload() {
    const own = context();
    const file: FileRef = await own.files.put({
      name: 'é.pdf',
      type: 'application/pdf',
      content: Buffer.from([1, 0, 255]),
    });
    return slack.actions['upload-file']!.run(own, { file, channel: 'C0VENTES001', comment: 'Voici <tout>' });
  }

  it('goes by the address that Slack gives', async () => {
    answerTo(good());
    expect(await upload()).toEqual({ file: 'F1', title: 'é.pdf', channel: 'C0VENTES001' });
    const [asked, sent, shared] = server.seen;
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({ filename: 'é.pdf', length: '3' });
    expect([sent?.path, sent?.headers['content-length']]).toEqual(['/upload/1', '3']);
    expect(new URLSearchParams(shared?.body).get('initial_comment')).toBe('Voici &lt;tout&gt;');
  });

  it('is never sent to an address elsewhere', async () => {
    const elsewhere = { json: { ok: true, upload_url: 'https://files.slack.com.evil.example/1', file_id: 'F1' } };
    answerTo({ ...good(), '/files.getUploadURLExternal': elsewhere });
    await expect(upload()).rejects.toMatchObject({ kind: 'config', code: 'http.hostNotAllowed' });
  });

  it('broken before the last step is simply sent again', async () => {
    for (const step of ['/files.getUploadURLExternal', '/upload/1']) {
      answerTo({ ...good(), [step]: { status: 500, text: 'oops' } });
      await expect(upload()).rejects.toMatchObject({ kind: 'transient', uncertain: false });
    }
  });

  it('broken at the last step is settled by what Slack shows, else in doubt', async () => {
    const broken = { ...good(), '/files.completeUploadExternal': { drop: true } };
    const shown = (channels: string[]) => ({ '/files.info': { json: { ok: true, file: { id: 'F1', channels } } } });
    answerTo({ ...broken, ...shown(['C0VENTES001']) });
    expect(await upload()).toMatchObject({ file: 'F1' });
    for (const rest of [shown([]), { '/files.info': { json: { ok: false, error: 'missing_scope' } } }]) {
      answerTo({ ...broken, ...rest });
      await expect(upload()).rejects.toMatchObject({ kind: 'transient', uncertain: true });
    }
  });
});

it('each method counts against its own tier', () => {
  const rule = (id: string) => slack.rates!.find((one) => one.id === id);
  expect([rule('conversations.list')?.limit, rule('chat.update')?.limit]).toEqual([20, 50]);
  expect(slack.rates!.every(({ id, perMs }) => id !== undefined && perMs === 60_000)).toBe(true);
});
