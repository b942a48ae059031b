import { beforeEach, describe, expect, test } from 'vitest';
import { openReceiver, openSandbox } from '../test-clients.ts';
import { signSlack } from './signature.ts';
import { slackApp } from './state.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, slack, slackForm, control } = await openSandbox({ now: () => now });
beforeEach(() => sandbox.reset());

describe('posting', () => {
  const metadata = { event_type: 'raccord', event_payload: { marker: 'raccord:r1' } };

  test('by id, by name, as JSON and as form; every message has its own ts', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Deal gagné*' } }];
    const form = {
      channel: '#ventes',
      text: '🎉 é',
      blocks: JSON.stringify(blocks),
      metadata: JSON.stringify(metadata),
    };
    const answers = [
      await slack('chat.postMessage', { channel: 'C0VENTES001', text: '🎉 é', blocks, metadata }),
      await slackForm('chat.postMessage', form),
    ];
    for (const { body } of answers) {
      expect(body).toMatchObject({
        ok: true,
        channel: 'C0VENTES001',
        message: { text: '🎉 é', blocks, metadata, bot_id: slackApp.botId },
      });
    }
    expect(answers[0]!.body.ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(answers[1]!.body.ts > answers[0]!.body.ts).toBe(true);
    expect(sandbox.world.effects.countByKey({ operation: 'chat.postMessage' })).toEqual(new Map([['raccord:r1', 2]]));
  });

  test.each([
    ['no channel', { text: 'x' }, 'channel_not_found'],
    ['an unknown channel', { channel: '#nope', text: 'x' }, 'channel_not_found'],
    ['a private channel without the bot', { channel: '#direction', text: 'x' }, 'channel_not_found'],
    ['a public channel without the bot', { channel: '#random', text: 'x' }, 'not_in_channel'],
    ['an archived channel', { channel: '#anciens-projets', text: 'x' }, 'is_archived'],
    ['nothing to say', { channel: '#ventes' }, 'no_text'],
    ['too much to say', { channel: '#ventes', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'too many blocks',
      { channel: '#ventes', text: 'x', blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) },
      'invalid_blocks',
    ],
    ['blocks that are no list', { channel: '#ventes', text: 'x', blocks: '{}' }, 'invalid_blocks_format'],
    [
      'metadata without a type',
      { channel: '#ventes', text: 'x', metadata: { event_payload: {} } },
      'invalid_metadata_format',
    ],
    ['a thread that is not there', { channel: '#ventes', text: 'x', thread_ts: '1.000100' }, 'thread_not_found'],
  ])('%s fails with HTTP 200', async (_name, message, error) => {
    expect(await slack('chat.postMessage', message)).toMatchObject({ status: 200, body: { ok: false, error } });
    expect(sandbox.world.effects.list()).toEqual([]);
  });

  test('a message is changed in place, and only an own one', async () => {
    const { body } = await slack('chat.postMessage', { channel: '#ventes', text: 'old' });
    const update = (ts: string) => slack('chat.update', { channel: 'C0VENTES001', ts, text: 'new' });
    expect((await update(body.ts)).body).toMatchObject({ ok: true, ts: body.ts, text: 'new' });
    expect((await update('1.000100')).body.error).toBe('message_not_found');
    const theirs = await control('POST', '/slack/message', { channel: '#ventes', text: 'mine' });
    expect((await update(theirs.body.message.ts)).body.error).toBe('cant_update_message');
    const { body: history } = await slackForm('conversations.history', { channel: 'C0VENTES001' });
    expect(history.messages.map((message: { text: string }) => message.text)).toEqual(['mine', 'new']);
  });

  test('one a second in a channel, once the limit is on', async () => {
    sandbox.world.limits.set('slack', { limit: 1, windowMs: 1_000 });
    const post = (channel: string) => slack('chat.postMessage', { channel, text: 'x' });
    expect((await post('#ventes')).status).toBe(200);
    const limited = await post('#ventes');
    expect(limited).toMatchObject({ status: 429, body: { ok: false, error: 'ratelimited' } });
    expect(limited.headers.get('retry-after')).toBe('1');
    expect((await post('#general')).status).toBe(200);
    now += 1_000;
    expect((await post('#ventes')).status).toBe(200);
  });
});

describe('who calls', () => {
  test.each([
    ['no token', { authorization: '' }, 'not_authed'],
    ['a wrong token', { authorization: 'Bearer xoxb-wrong' }, 'invalid_auth'],
  ])('%s', async (_name, headers, error) => {
    expect(await slack('auth.test', {}, headers)).toMatchObject({ status: 200, body: { ok: false, error } });
  });

  test('a scope that is missing is named', async () => {
    sandbox.world.slack.scopes.delete('chat:write');
    const { body } = await slack('chat.postMessage', { channel: '#ventes', text: 'x' });
    expect(body).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write' });
    expect(body.provided).not.toContain('chat:write');
  });
});

describe('reading', () => {
  test('channels page by cursor, without private ones the bot is not in', async () => {
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await slackForm('conversations.list', {
        limit: '2',
        cursor,
        types: 'public_channel,private_channel',
      });
      names.push(...body.channels.map((channel: { name: string }) => channel.name));
      cursor = body.response_metadata.next_cursor;
    } while (cursor !== '');
    expect(names).toEqual(['general', 'ventes', 'support-urgent', 'random', 'anciens-projets']);
    expect((await slackForm('conversations.list', { cursor: 'nonsense' })).body.error).toBe('invalid_cursor');
  });

  test('a JSON body is not read where Slack does not read it', async () => {
    expect((await slack('users.lookupByEmail', { email: 'camille@raccord.example' })).body.error).toBe(
      'invalid_arguments',
    );
    const found = await slackForm('users.lookupByEmail', { email: 'Camille@raccord.example' });
    expect(found.body).toMatchObject({
      ok: true,
      user: { id: 'U0CAMILLE01', profile: { email: 'camille@raccord.example' } },
    });
    expect((await slackForm('users.lookupByEmail', { email: 'no@raccord.example' })).body.error).toBe(
      'users_not_found',
    );
  });

  test('history keeps metadata to itself unless asked, and obeys oldest and latest', async () => {
    const stamps: string[] = [];
    for (let i = 0; i < 4; i++) {
      const metadata = { event_type: 'raccord', event_payload: { run_id: String(i) } };
      stamps.push((await slack('chat.postMessage', { channel: '#ventes', text: `m${i}`, metadata })).body.ts);
      now += 1_000;
    }
    const history = async (more: Record<string, string>) =>
      (await slackForm('conversations.history', { channel: 'C0VENTES001', ...more })).body;
    expect((await history({})).messages[0].metadata).toBeUndefined();
    expect((await history({ include_all_metadata: 'true' })).messages[0].metadata.event_payload).toEqual({
      run_id: '3',
    });
    const texts = (body: { messages: { text: string }[] }) => body.messages.map((message) => message.text);
    expect(texts(await history({ oldest: stamps[1]!, latest: stamps[3]! }))).toEqual(['m2']);
    expect(texts(await history({ oldest: stamps[1]!, latest: stamps[3]!, inclusive: 'true' }))).toEqual([
      'm3',
      'm2',
      'm1',
    ]);
    const first = await history({ limit: '3' });
    expect(first.has_more).toBe(true);
    expect(texts(await history({ limit: '3', cursor: first.response_metadata.next_cursor }))).toEqual(['m0']);
  });

  test('replies stay in their thread', async () => {
    const { body } = await slack('chat.postMessage', { channel: '#ventes', text: 'parent' });
    await slack('chat.postMessage', { channel: '#ventes', text: 'reply', thread_ts: body.ts });
    const { body: history } = await slackForm('conversations.history', { channel: 'C0VENTES001' });
    expect(history.messages).toHaveLength(1);
    const { body: replies } = await slackForm('conversations.replies', { channel: 'C0VENTES001', ts: body.ts });
    expect(replies.messages.map((message: { text: string }) => message.text)).toEqual(['parent', 'reply']);
  });
});

describe('events', () => {
  test('an address that does not answer the challenge is not kept', async () => {
    const receiver = await openReceiver(() => ({ status: 200, body: 'wrong' }));
    expect((await control('POST', '/slack/request-url', { url: receiver.url })).status).toBe(400);
    expect(sandbox.world.slack.requestUrl).toBeUndefined();
  });

  test('are signed, and say of a retry that it is one', async () => {
    const receiver = await openReceiver((number, { body }) => {
      const { type, challenge } = JSON.parse(body) as { type: string; challenge?: string };
      if (type === 'url_verification') return { status: 200, body: JSON.stringify({ challenge }) };
      return { status: number === 1 ? 503 : 200 };
    });
    expect((await control('POST', '/slack/request-url', { url: receiver.url })).status).toBe(200);
    await control('POST', '/slack/message', { channel: '#support-urgent', text: 'au feu' });
    await sandbox.deliveriesSettled();
    expect(receiver.received).toHaveLength(3);
    for (const { headers, body } of receiver.received) {
      const t = Number(headers['x-slack-request-timestamp']);
      expect(headers['x-slack-signature']).toBe(signSlack(body, slackApp.signingSecret, t));
    }
    const [, first, retry] = receiver.received;
    expect(retry?.body).toBe(first?.body);
    expect(first?.headers['x-slack-retry-num']).toBeUndefined();
    expect(retry?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' });
    expect(JSON.parse(first!.body)).toMatchObject({
      type: 'event_callback',
      team_id: slackApp.teamId,
      event: { type: 'message', channel: 'C0SUPPORT01', text: 'au feu' },
    });
  });
});

describe('files', () => {
  async function address(name: string, length: number): Promise<{ upload_url: string; file_id: string }> {
    return (await slackForm('files.getUploadURLExternal', { filename: name, length: String(length) })).body;
  }
  const send = (url: string, bytes: Uint8Array) => fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  const bytes = Uint8Array.from([0, 255, 13, 10, 128, 9]);

  test('go by an address that is asked for, byte for byte, and are then shared', async () => {
    const { upload_url, file_id } = await address('rapport é.pdf', bytes.length);
    const share = { files: [{ id: file_id, title: 'Rapport' }], channel_id: 'C0VENTES001', initial_comment: 'Voici' };
    expect((await slack('files.completeUploadExternal', share)).body.error).toBe('file_not_found');
    expect((await send(upload_url, bytes)).status).toBe(200);
    expect((await send(upload_url, bytes)).status).toBe(404);
    expect((await slack('files.completeUploadExternal', share)).body).toEqual({
      ok: true,
      files: [{ id: file_id, title: 'Rapport' }],
    });
    expect([...sandbox.world.slack.files.get(file_id)!.content!]).toEqual([...bytes]);
    const { body } = await slackForm('conversations.history', { channel: 'C0VENTES001' });
    expect(body.messages).toMatchObject([
      { text: 'Voici', files: [{ id: file_id, size: 6, channels: ['C0VENTES001'] }] },
    ]);
    expect((await slackForm('files.info', { file: file_id })).body.file).toMatchObject({ channels: ['C0VENTES001'] });
  });

  test('are refused when asked for as JSON, when too large, short or for a channel without the bot', async () => {
    expect((await slack('files.getUploadURLExternal', { filename: 'a', length: 3 })).body.error).toBe(
      'invalid_arguments',
    );
    sandbox.world.slack.largestFile = 10;
    const large = await slackForm('files.getUploadURLExternal', { filename: 'a', length: '11' });
    expect(large.body.error).toBe('file_upload_size_restricted');
    const { upload_url, file_id } = await address('a.bin', bytes.length);
    expect((await send(upload_url, bytes.slice(1))).status).toBe(400);
    await send(upload_url, bytes);
    const share = { files: [{ id: file_id }], channel_id: 'C0RANDOM001' };
    expect((await slack('files.completeUploadExternal', share)).body.error).toBe('not_in_channel');
  });
});

test('an emoji is put on a message once', async () => {
  const { body } = await slack('chat.postMessage', { channel: '#ventes', text: 'x' });
  const add = () => slack('reactions.add', { channel: 'C0VENTES001', timestamp: body.ts, name: 'tada' });
  expect((await add()).body).toEqual({ ok: true });
  expect((await add()).body.error).toBe('already_reacted');
  expect(sandbox.world.effects.list({ operation: 'reactions.add' })).toHaveLength(1);
});

test('what people and the bot itself do comes as events', async () => {
  const receiver = await openReceiver((_number, { body }) => {
    const { challenge } = JSON.parse(body) as { challenge?: string };
    return { status: 200, body: challenge ?? '' };
  });
  await control('POST', '/slack/request-url', { url: receiver.url });
  const { body: said } = await slack('chat.postMessage', { channel: '#ventes', text: 'par le robot' });
  await control('POST', '/slack/reaction', { channel: '#ventes', ts: said.ts, reaction: 'eyes' });
  await control('POST', '/slack/join', { channel: '#ventes', user: 'U0GRACE0001' });
  await control('POST', '/slack/user', { name: 'Noé Petit', email: 'noe@raccord.example' });
  await sandbox.deliveriesSettled();
  const events = receiver.received.map(({ body }) => (JSON.parse(body) as { event?: { type: string } }).event);
  expect(events.filter((event) => event !== undefined)).toMatchObject([
    { type: 'message', text: 'par le robot', app_id: slackApp.appId, channel: 'C0VENTES001' },
    { type: 'reaction_added', reaction: 'eyes', item: { ts: said.ts, channel: 'C0VENTES001' } },
    { type: 'member_joined_channel', user: 'U0GRACE0001' },
    { type: 'team_join', user: { profile: { email: 'noe@raccord.example' } } },
  ]);
});
