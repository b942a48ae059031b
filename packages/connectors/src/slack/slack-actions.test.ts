import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawDelivery } from '@raccord/contract';
import { sandboxConnections, setRequestUrl } from '@raccord/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { slack } from './index.ts';

let bench: SandboxBench;
let effects = 0;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const channel = 'C0VENTES001';
const files = memoryFiles();
const world = () => bench.sandbox.world;
const attempted = (action: string, input: unknown) =>
  attempt(slack, action, bench.connection('slack'), input, { idempotencyKey: `key-${effects++}`, files });
const run = async (action: string, input: unknown) => (await attempted(action, input)).output;
const context = () => openConnection(slack, bench.connection('slack'), { signal: new AbortController().signal, files });
const messages = () => [...world().slack.messagesOf(channel).newestFirst()];
const done = (operation: string) => world().effects.list({ vendor: 'slack', operation }).length;

describe('a message', () => {
  it('is changed in place, blocks and all, and taken away; twice is once', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*old*' } }];
    const { ts } = await run('post-message', { channel, text: 'old', blocks });
    once(bench, 'slack', 'dropAfterWork', { match: { path: '/chat.update' } });
    expect(await attempted('update-message', { channel, ts, text: 'a < b' })).toMatchObject({ attempts: 2 });
    expect(messages()).toMatchObject([{ ts, text: 'a &lt; b', edited: {} }]);
    expect(messages()[0]).not.toHaveProperty('blocks');
    for (let n = 0; n < 2; n++) await run('add-reaction', { channel, ts, emoji: 'tada' });
    expect(messages()[0]?.reactions).toMatchObject([{ name: 'tada', count: 1 }]);
    for (let n = 0; n < 2; n++) await run('delete-message', { channel, ts });
    expect(messages()).toEqual([]);
    await expect(run('update-message', { channel, ts, text: 'x' })).rejects.toMatchObject({ kind: 'missing' });
  });

  it('to a person goes to the conversation with them, opened if need be', async () => {
    const sent = await run('post-message', { channel: 'U0CAMILLE01', text: 'à toi' });
    expect(sent.channel).toMatch(/^D/);
    once(bench, 'slack', 'dropAfterWork', { match: { path: '/chat.postMessage' } });
    const again = await attempted('post-message', { channel: 'U0CAMILLE01', text: 'encore' });
    expect(again).toMatchObject({ attempts: 2, lookedBack: true, output: { channel: sent.channel } });
    expect([...world().slack.messagesOf(String(sent.channel)).newestFirst()]).toHaveLength(2);
  });
});

describe('a file', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
  const file = () => files.put({ name: 'relevé été.pdf', type: 'application/pdf', content: bytes });

  it('arrives byte for byte, in a thread, with its message', async () => {
    const { ts } = await run('post-message', { channel, text: 'start' });
    const sent = await run('upload-file', {
      file: await file(),
      channel,
      title: 'Relevé',
      comment: 'Voici',
      thread_ts: ts,
    });
    expect(messages()[0]).toMatchObject({ text: 'Voici', thread_ts: ts, files: [{ id: sent.file, title: 'Relevé' }] });
    expect(Buffer.compare(world().slack.files.get(String(sent.file))!.content!, bytes)).toBe(0);
  });

  it.each(['/files.getUploadURLExternal', '/upload/v1/*'])(
    'is shared once when the answer of %s is lost',
    async (path) => {
      once(bench, 'slack', 'dropAfterWork', { match: { path } });
      const given = { file: await file(), channel };
      await expect(run('upload-file', given)).rejects.toMatchObject({ kind: 'transient', uncertain: false });
      await run('upload-file', given);
      expect(done('files.completeUploadExternal')).toBe(1);
    },
  );

  it('is known to be shared when only the last answer is lost', async () => {
    once(bench, 'slack', 'dropAfterWork', { match: { path: '/files.completeUploadExternal' } });
    expect(await attempted('upload-file', { file: await file(), channel })).toMatchObject({ attempts: 1 });
    expect(done('files.completeUploadExternal')).toBe(1);
  });

  it('is refused where it is too large, not there, or not wanted', async () => {
    world().slack.largestFile = 1_000;
    const large = run('upload-file', { file: await file(), channel });
    await expect(large).rejects.toMatchObject({ kind: 'tooLarge', code: 'http.requestTooLarge' });
    world().slack.largestFile = 1_000_000;
    const gone = { file: 'file-0', name: 'x', type: 'text/plain', size: 1 };
    await expect(run('upload-file', { file: gone, channel })).rejects.toMatchObject({ code: 'files.gone' });
    const away = run('upload-file', { file: await file(), channel: 'C0RANDOM001' });
    await expect(away).rejects.toMatchObject({ kind: 'config', code: 'slack.notInChannel' });
  });
});

describe('channels and people', () => {
  it('are found by name, listed and joined', async () => {
    expect(await run('find-channel', { name: '#support-urgent' })).toMatchObject({
      id: 'C0SUPPORT01',
      is_member: true,
    });
    expect(await run('find-channel', { name: 'nowhere' })).toEqual({});
    expect(await run('get-channel', { id: channel })).toMatchObject({ name: 'ventes' });
    const names = ({ channels }: Record<string, unknown>) => (channels as { name: string }[]).map(({ name }) => name);
    expect(names(await run('list-channels', { contains: 'r' }))).toEqual(['general', 'support-urgent', 'random']);
    expect(names(await run('list-channels', { archived: true }))).toContain('anciens-projets');
    expect(await run('join-channel', { channel: 'C0RANDOM001' })).toMatchObject({ is_member: true });
    expect(await run('get-user', { id: 'U0GRACE0001' })).toMatchObject({ profile: { email: 'grace@acme.example' } });
  });

  it('are offered to pick from, the public ones also without the right to see private ones', async () => {
    world().slack.scopes.delete('groups:read');
    const offered = await slack.choices!.channel!(context(), { search: '#Ven', with: {} });
    expect(offered.choices).toEqual([{ value: channel, label: '#ventes' }]);
    const people = await slack.choices!.user!(context(), { search: 'grace', with: {} });
    expect(people.choices).toEqual([{ value: 'U0GRACE0001', label: 'Grace Turner' }]);
  });

  it('a 401 in the middle of the list ends it with the reason', async () => {
    for (let n = 0; n < 250; n++) world().slack.addChannel(1, { name: `canal-${n}` });
    once(bench, 'slack', 'slow', { delayMs: 1, match: { path: '/conversations.list' } });
    once(bench, 'slack', 'unauthorized', { match: { path: '/conversations.list' } });
    const found = run('find-channel', { name: 'canal-249' });
    await expect(found).rejects.toMatchObject({ kind: 'auth' });
    expect(await run('find-channel', { name: 'canal-249' })).toMatchObject({ name: 'canal-249' });
  });
});

it('takes what Slack really sends: address check, messages, an emoji; never its own', async () => {
  const received: RawDelivery[] = [];
  const { verify, challenge, parse } = slack.triggers['message-posted']!.webhook!;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    const delivery = { method: 'POST', headers, query: {}, body: Buffer.concat(chunks) };
    verify(delivery, sandboxConnections(bench.url).slack.signingSecrets, {}, Date.now());
    const answer = challenge!(delivery);
    if (answer === undefined) received.push(delivery);
    response.writeHead(answer?.status ?? 200).end(answer?.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect(await setRequestUrl(world(), address)).toBe(true);
  const people = (path: string, json: object) =>
    fetch(`${bench.url}/_sandbox/slack/${path}`, { method: 'POST', body: JSON.stringify(json) });
  await people('message', { channel: 'ventes', text: 'au feu' });
  const { ts } = await run('post-message', { channel, text: 'j’arrive' });
  await people('reaction', { channel: 'ventes', ts, reaction: 'eyes' });
  await bench.sandbox.deliveriesSettled();
  await new Promise((resolve) => server.close(resolve));
  expect(received).toHaveLength(3);
  expect(received.flatMap((delivery) => parse(delivery, { bots: true }))).toMatchObject([{ data: { text: 'au feu' } }]);
  const reactions = received.flatMap((delivery) => slack.triggers['reaction-added']!.webhook!.parse(delivery, {}));
  expect(reactions).toMatchObject([{ data: { reaction: 'eyes', item: { ts } } }]);
});
