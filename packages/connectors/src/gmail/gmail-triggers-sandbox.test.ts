import { type PollPage, type RawDelivery, toFailure } from '@raccord/contract';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { googleConnection } from '../testing/google-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { tinyServer } from '../testing/tiny-server.ts';
import { gmail } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const camille = 'camille@raccord.example';
const mailbox = () => bench.sandbox.world.gmail.mailbox(camille);
const context = (settings: Record<string, unknown> = {}) =>
  openConnection(
    gmail,
    { ...googleConnection(bench, 'gmail'), settings },
    {
      signal: new AbortController().signal,
      files: memoryFiles(),
    },
  );
/** Somebody writes, as the sandbox's control routes let them. */
async function arrive(subject: string, from = 'grace@acme.example'): Promise<string> {
  const answer = await fetch(`${bench.url}/_sandbox/gmail/message`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, subject, text: 'Hello' }),
  });
  return ((await answer.json()) as { id: string }).id;
}

/** A trigger in service: each call is a poll, which goes on where the last one ended. */
function watch(id: 'message-received' | 'message-labelled', config: Record<string, unknown> = {}) {
  const trigger = gmail.triggers[id]!;
  const state = { cursor: null as unknown, lost: [] as PollPage['lost'][], pages: 0 };
  const poll = async () => {
    const items: PollPage['items'] = [];
    for (let pages = 0; ; pages++) {
      if (pages > 60) throw new Error('it never ends');
      const page = await trigger.poll!.page(context(), config, state.cursor, { overlapMs: 0, now: Date.now() });
      state.cursor = JSON.parse(JSON.stringify(page.cursor));
      state.pages += 1;
      if (page.lost !== undefined) state.lost.push(page.lost);
      items.push(...page.items);
      if (!page.more) break;
    }
    for (const { data } of items) expect([...Compile(trigger.output).Errors(data)]).toEqual([]);
    return items;
  };
  return { poll, state, subjects: async () => (await poll()).map(({ data }) => (data as { subject: string }).subject) };
}

describe('by history', () => {
  it('gives each message once, and none that was there before', async () => {
    const { subjects } = watch('message-received');
    expect(await subjects()).toEqual([]);
    await arrive('One');
    await arrive('Two');
    expect(await subjects()).toEqual(['One', 'Two']);
    expect(await subjects()).toEqual([]);
  });

  it('only what comes in under the label; drafts, our own and what is gone are left out', async () => {
    const { subjects } = watch('message-received');
    const ours = watch('message-received', { own: true });
    await subjects();
    await ours.subjects();
    const connection = googleConnection(bench, 'gmail');
    await attempt(gmail, 'send-message', connection, { to: camille, subject: 'To myself', text: 'x' });
    await attempt(gmail, 'create-draft', connection, { to: camille, subject: 'A draft', text: 'x' });
    mailbox().remove(mailbox().messages.get(await arrive('Gone'))!);
    await arrive('Stays');
    expect(await subjects()).toEqual(['Stays']);
    expect(await ours.subjects()).toEqual(['To myself', 'Stays']);
  });

  it('many come page by page', async () => {
    const { subjects, state } = watch('message-received', { attachments: false });
    await subjects();
    const wanted = Array.from({ length: 45 }, (_, at) => `n${at}`);
    for (const subject of wanted) await arrive(subject);
    state.pages = 0;
    expect(await subjects()).toEqual(wanted);
    expect(state.pages).toBe(3);
  });

  it('a forgotten history is caught up with, bounded, and said', async () => {
    const { subjects, state } = watch('message-received');
    await subjects();
    await arrive('Before');
    mailbox().forgetHistory();
    await arrive('After');
    expect((await subjects()).toSorted()).toContain('Before');
    expect(state.lost).toEqual([{ from: expect.stringMatching(/Z$/), to: expect.stringMatching(/Z$/) }]);
    await arrive('Later');
    expect(await subjects()).toEqual(['Later']);
    expect(state.lost).toHaveLength(1);
  });

  it('what is caught up with has the same key, so that the engine knows it', async () => {
    const { poll } = watch('message-received');
    await poll();
    const id = await arrive('One');
    expect((await poll()).map(({ dedupeKey }) => dedupeKey)).toEqual([id]);
    mailbox().forgetHistory();
    const again = (await poll()).map(({ dedupeKey }) => dedupeKey);
    expect(again).toContain(id);
  });

  it('another label under the same trigger begins anew', async () => {
    const trigger = gmail.triggers['message-received']!;
    const options = { overlapMs: 0, now: Date.now() };
    const first = await trigger.poll!.page(context(), {}, null, options);
    await arrive('One');
    expect((await trigger.poll!.page(context(), { label: 'Label_11' }, first.cursor, options)).items).toEqual([]);
  });

  it.each([
    ['unauthorized', '/messages/*', 'auth'],
    ['rateLimit', '/history', 'rateLimited'],
    ['serverError', '/messages/*', 'transient'],
    ['dropBefore', '/history', 'transient'],
  ] as const)('%s in the middle loses nothing', async (fault, path, kind) => {
    const { subjects } = watch('message-received');
    await subjects();
    await arrive('One');
    once(bench, 'gmail', fault, { match: { path } });
    await expect(subjects()).rejects.toMatchObject({ kind });
    expect(await subjects()).toEqual(['One']);
  });

  it('a message that is too large comes with its headers, and does not stop the others', async () => {
    const head = { id: 'm', threadId: 't', labelIds: ['INBOX'], internalDate: '1795345200000' };
    const headers = [
      { name: 'Subject', value: 'Huge' },
      { name: 'From', value: 'x@y.example' },
    ];
    const server = await tinyServer(({ path, query }) => {
      if (path.endsWith('/history'))
        return { json: { history: [{ id: '9', messagesAdded: [{ message: { id: 'm' } }] }], historyId: '9' } };
      if (query.get('format') !== 'raw') return { json: { ...head, sizeEstimate: 45_000_000, payload: { headers } } };
      return { headers: { 'content-length': String(60 * 1_048_576) }, text: '' };
    });
    const connection = { credentials: { accessToken: 'x' }, endpoints: { api: server.url }, settings: {} };
    const opened = openConnection(gmail, connection, { signal: new AbortController().signal, files: memoryFiles() });
    const cursor = { label: 'INBOX', start: '1', readAt: 0 };
    const options = { overlapMs: 0, now: Date.now() };
    const { items } = await gmail.triggers['message-received']!.poll!.page(opened, {}, cursor, options);
    expect(items).toMatchObject([
      { dedupeKey: 'm', data: { subject: 'Huge', whole: false, attachments: [], size: 45_000_000 } },
    ]);
    await server.close();
  });

  it('a label that is put on counts, each time', async () => {
    const { poll } = watch('message-labelled', { label: 'Label_11' });
    await poll();
    const message = mailbox().messages.get(await arrive('One'))!;
    expect(await poll()).toEqual([]);
    const keys: (string | undefined)[] = [];
    for (let time = 0; time < 2; time++) {
      mailbox().relabel(message, ['Label_11'], []);
      keys.push(...(await poll()).map(({ dedupeKey }) => dedupeKey));
      mailbox().relabel(message, [], ['Label_11']);
      expect(await poll()).toEqual([]);
    }
    expect(new Set(keys).size).toBe(2);
    mailbox().relabel(message, ['STARRED'], []);
    expect(await poll()).toEqual([]);
  });
});

it('what was labelled before the history was forgotten is not given again, what came since is', async () => {
  const { subjects, state } = watch('message-labelled', { label: 'Label_11' });
  await subjects();
  mailbox().relabel(mailbox().messages.get(await arrive('Early'))!, ['Label_11'], []);
  await new Promise((done) => setTimeout(done, 1_100));
  expect(await subjects()).toEqual(['Early']);
  mailbox().forgetHistory();
  await new Promise((done) => setTimeout(done, 1_100));
  const late = mailbox().messages.get(await arrive('Late'))!;
  mailbox().relabel(late, ['Label_11'], []);
  mailbox().forgetHistory();
  expect(await subjects()).toEqual(['Late']);
  expect(state.lost).toHaveLength(1);
});

describe('by search', () => {
  /** Gmail's search knows seconds only; what lies there from the start is not of the second in which the trigger begins. */
  const nextSecond = () => new Promise((done) => setTimeout(done, 1_100));

  it('gives what fits and came since, once', async () => {
    const { subjects } = watch('message-received', { query: 'from:grace OR from:hugo' });
    await nextSecond();
    expect(await subjects()).toEqual([]);
    await arrive('One');
    await arrive('Not this', 'elodie@petitspains.example');
    await arrive('Two', 'hugo@briochedoree.example');
    expect(await subjects()).toEqual(['One', 'Two']);
    expect(await subjects()).toEqual([]);
    await arrive('Three');
    expect(await subjects()).toEqual(['Three']);
  });

  it('many come page by page, whatever arrives meanwhile', async () => {
    const { subjects } = watch('message-received', { query: 'subject:n' });
    await nextSecond();
    await subjects();
    for (let at = 0; at < 45; at++) await arrive(`n${at}`);
    const got = await subjects();
    expect(new Set(got).size).toBe(45);
    expect(got).toHaveLength(45);
  });
});

describe('push', () => {
  const { webhook } = gmail.triggers['message-received']!;
  const topic = 'projects/sandbox-project/topics/gmail';
  const delivery = (body: unknown): RawDelivery => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: Buffer.from(JSON.stringify(body)),
  });

  it('asks for a watch where a topic is set, and for nothing where none is', async () => {
    const options = { url: 'https://raccord.example/hooks/x', secret: 's', now: Date.now() };
    expect(await webhook!.subscription!.subscribe(context(), {}, options)).toEqual({ state: null });
    expect(mailbox().watch).toBeUndefined();
    const made = await webhook!.subscription!.subscribe(context({ topic }), { label: 'Label_11' }, options);
    expect(mailbox().watch).toMatchObject({ topicName: topic, labelIds: ['Label_11'] });
    expect(made.expiresAt! - Date.now()).toBeGreaterThan(6 * 86_400_000);
    // Twice is once, and what other flows rely on is left alone.
    await webhook!.subscription!.subscribe(context({ topic }), {}, options);
    await webhook!.subscription!.unsubscribe(context({ topic }), {}, made.state);
    expect(mailbox().watch).toBeDefined();
  });

  it('takes what Gmail sends as a knock on the door, and nothing else', () => {
    const data = Buffer.from(JSON.stringify({ emailAddress: camille, historyId: 9 })).toString('base64');
    const knock = delivery({ message: { data, messageId: '1' }, subscription: 's' });
    expect(() => webhook!.verify(knock, ['secret'], {}, Date.now())).not.toThrow();
    expect(webhook!.parse(knock, {})).toEqual([]);
    expect(webhook!.wakesPoll).toBe(true);
    for (const wrong of [{}, { message: { data: 'x' } }, null, { message: { data: 5 } }]) {
      let thrown: unknown;
      try {
        webhook!.verify(delivery(wrong), [], {}, Date.now());
      } catch (error) {
        thrown = error;
      }
      expect(toFailure(thrown)).toMatchObject({ kind: 'input', code: 'gmail.notAPush' });
    }
  });
});
