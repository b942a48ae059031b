import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { slack } from './index.ts';
import { verifySlack } from './triggers/signature.ts';

describe('signature', () => {
  const secret = '8f742231b10e8888abcd99yyyzzz85a5';
  const t = 1531420618;
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const published = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
  type Given = {
    signature?: string | undefined;
    stamp?: string | undefined;
    secrets?: string[];
    now?: number;
    text?: string;
  };
  const check = ({ signature = published, stamp = String(t), secrets = [secret], now = t, text = body }: Given) =>
    verifySlack(
      {
        method: 'POST',
        query: {},
        body: Buffer.from(text),
        headers: {
          ...(signature === '' ? {} : { 'x-slack-signature': signature }),
          ...(stamp === '' ? {} : { 'x-slack-request-timestamp': stamp }),
        },
      },
      secrets,
      now * 1_000,
    );

  it('accepts the published sample, also with the secret before the last, and five minutes off', () => {
    expect(() => check({})).not.toThrow();
    expect(() => check({ secrets: ['new', secret] })).not.toThrow();
    for (const now of [t - 300, t + 300]) expect(() => check({ now })).not.toThrow();
  });

  const refused: [string, Given, string][] = [
    ['no signature', { signature: '' }, 'webhook.signatureMissing'],
    ['no stamp', { stamp: '' }, 'webhook.signatureMissing'],
    ['an odd stamp', { stamp: `${t}.5` }, 'webhook.signatureMissing'],
    ['another scheme', { signature: published.replace('v0', 'v1') }, 'webhook.signatureMissing'],
    ['half a signature', { signature: published.slice(0, 20) }, 'webhook.signatureMissing'],
    ['a changed body', { text: body.replace('roadrunner', 'coyote') }, 'webhook.signatureWrong'],
    ['a changed stamp', { stamp: String(t + 1) }, 'webhook.signatureWrong'],
    ['another secret', { secrets: ['other'] }, 'webhook.signatureWrong'],
    ['no secret', { secrets: [] }, 'webhook.secretMissing'],
    ['too old', { now: t + 301 }, 'webhook.signatureOld'],
    ['from the future', { now: t - 301 }, 'webhook.signatureOld'],
  ];
  it.each(refused)('refuses %s', (_name, given, code) => {
    expect(() => check(given)).toThrowError(expect.objectContaining({ kind: 'auth', code }));
  });

  it('is made over the bytes as they came', () => {
    const text = '{"a":"\\u00e9", "b" : 1}';
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${t}:${text}`).digest('hex')}`;
    expect(() => check({ text, signature })).not.toThrow();
    expect(() => check({ text: JSON.stringify(JSON.parse(text)), signature })).toThrow();
  });
});

describe('events', () => {
  const delivery = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: Buffer.from(JSON.stringify(body)),
  });
  const envelope = (event: object) => ({
    type: 'event_callback',
    token: 'z26uF',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event_time: 1763625702,
    event,
    authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true }],
  });
  const parse = (id: string, event: object, config = {}) =>
    slack.triggers[id]!.webhook!.parse(delivery(envelope(event)), config);
  const said = { type: 'message', channel: 'C1', user: 'U1', text: 'Bonjour', ts: '1.1' };

  it('are given once each, by their id, with what the envelope says', () => {
    expect(parse('message-posted', said)).toEqual([
      { dedupeKey: 'Ev1', data: { ...said, event_id: 'Ev1', event_time: 1763625702, team_id: 'T1' } },
    ]);
  });

  it.each([
    ['message-posted', said, {}, 1],
    ['message-posted', said, { channel: 'C1' }, 1],
    ['message-posted', said, { channel: 'C2' }, 0],
    ['message-posted', { ...said, subtype: 'message_changed' }, {}, 0],
    ['message-posted', { ...said, subtype: 'channel_join' }, {}, 0],
    ['message-posted', { ...said, subtype: 'file_share' }, {}, 1],
    ['message-posted', { ...said, thread_ts: '0.9' }, { threads: 'starts' }, 0],
    ['message-posted', { ...said, thread_ts: '1.1' }, { threads: 'starts' }, 1],
    ['message-posted', { ...said, thread_ts: '0.9' }, { threads: 'answers' }, 1],
    ['message-posted', { ...said, user: 'UBOT' }, { bots: true }, 0],
    ['message-posted', { ...said, app_id: 'A1', bot_id: 'B1' }, { bots: true }, 0],
    ['message-posted', { ...said, app_id: 'A2', bot_id: 'B2' }, {}, 0],
    ['message-posted', { ...said, app_id: 'A2', bot_id: 'B2', subtype: 'bot_message' }, { bots: true }, 1],
    ['message-changed', { ...said, subtype: 'message_changed' }, {}, 1],
    ['message-deleted', { ...said, subtype: 'message_deleted' }, {}, 1],
    ['app-mentioned', { ...said, type: 'app_mention' }, {}, 1],
    [
      'reaction-added',
      { type: 'reaction_added', user: 'U1', reaction: 'eyes', item: { channel: 'C1' } },
      { channel: 'C1', emoji: 'eyes' },
      1,
    ],
    [
      'reaction-added',
      { type: 'reaction_added', user: 'U1', reaction: 'eyes', item: { channel: 'C1' } },
      { emoji: 'tada' },
      0,
    ],
    [
      'reaction-added',
      { type: 'reaction_added', user: 'U1', reaction: 'eyes', item: { channel: 'C2' } },
      { channel: 'C1' },
      0,
    ],
    ['member-joined', { type: 'member_joined_channel', user: 'U1', channel: 'C1' }, {}, 1],
    [
      'event-received',
      { type: 'channel_created', channel: { id: 'C1' } },
      { types: ['channel_created'], channel: 'C1' },
      1,
    ],
    ['event-received', { type: 'channel_created', channel: { id: 'C1' } }, { types: ['team_join'] }, 0],
  ])('%s %#', (id, event, config, count) => {
    expect(parse(id, event, config)).toHaveLength(count);
  });

  it.each([
    [
      'channel-created',
      { type: 'channel_created', channel: { id: 'C1', name: 'neuf', created: 1 } },
      { id: 'C1', name: 'neuf' },
    ],
    ['channel-updated', { type: 'channel_archive', channel: 'C1', user: 'U1' }, { id: 'C1', is_archived: true }],
    ['channel-deleted', { type: 'channel_deleted', channel: 'C1' }, { id: 'C1' }],
    ['user-created', { type: 'team_join', user: { id: 'U2', profile: { email: 'noe@acme.example' } } }, { id: 'U2' }],
    ['user-updated', { type: 'user_change', user: { id: 'U2', deleted: false } }, { id: 'U2' }],
    ['user-deleted', { type: 'user_change', user: { id: 'U2', deleted: true } }, { id: 'U2', deleted: true }],
  ])('%s comes from its event and from no other', (id, event, data) => {
    expect(parse(id, event)).toMatchObject([{ dedupeKey: 'Ev1', data }]);
    expect(parse(id, said)).toEqual([]);
  });

  it('the address check gets its challenge back, and makes no record', () => {
    const { challenge, parse: read } = slack.triggers['message-posted']!.webhook!;
    const asked = delivery({ type: 'url_verification', token: 't', challenge: '3eZbrw1a' });
    expect(challenge!(asked)).toMatchObject({ status: 200, body: '3eZbrw1a' });
    expect(read(asked, {})).toEqual([]);
    expect(challenge!(delivery(envelope(said)))).toBeUndefined();
    expect(read(delivery({ type: 'app_rate_limited', minute_rate_limited: 1 }), {})).toEqual([]);
    expect(() => read(delivery({ hello: 1 }), {})).toThrowError(expect.objectContaining({ code: 'slack.notAnEvent' }));
  });

  it('commands and buttons come as forms and are answered with nothing', () => {
    const form = (fields: Record<string, string>) => ({
      ...delivery({}),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(new URLSearchParams(fields).toString()),
    });
    const command = slack.triggers['command-used']!.webhook!;
    const typed = form({ token: 'old', command: '/order', text: '42 é', user_id: 'U1', trigger_id: 'tr.1' });
    expect(command.accepted).toMatchObject({ status: 200, body: '' });
    expect(command.parse(typed, { command: '/order' })).toEqual([
      { dedupeKey: 'tr.1', data: { command: '/order', text: '42 é', user_id: 'U1', trigger_id: 'tr.1' } },
    ]);
    expect(command.parse(typed, { command: '/other' })).toEqual([]);
    expect(command.parse(form({ ssl_check: '1', token: 'old' }), {})).toEqual([]);

    const button = slack.triggers['button-pressed']!.webhook!;
    const actions = [{ action_id: 'ack', value: '42', action_ts: '1.1' }];
    const payload = { type: 'block_actions', token: 'old', trigger_id: 'tr.2', user: { id: 'U1' }, actions };
    const pressed = form({ payload: JSON.stringify(payload) });
    expect(button.parse(pressed, {})).toEqual([
      {
        dedupeKey: 'tr.2 ack 1.1',
        data: { type: 'block_actions', trigger_id: 'tr.2', user: { id: 'U1' }, action: actions[0] },
      },
    ]);
    expect(button.parse(pressed, { action: 'no' })).toEqual([]);
    expect(() => button.parse(form({ payload: '{' }), {})).toThrowError(
      expect.objectContaining({ code: 'slack.notAnEvent' }),
    );
  });
});
