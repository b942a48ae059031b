import type { FileRef } from '@raccord/contract';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { googleConnection } from '../testing/google-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { actionContext, tinyServer } from '../testing/tiny-server.ts';
import { gmail } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.reset();
  files = memoryFiles();
});

let files = memoryFiles();
const run = (action: string, input: unknown, idempotencyKey = 'key-1') =>
  attempt(gmail, action, googleConnection(bench, 'gmail'), input, { idempotencyKey, files });
const mailbox = (user = 'camille') => bench.sandbox.world.gmail.mailbox(`${user}@raccord.example`);
const newest = (user?: string) => mailbox(user).newestFirst()[0]!;
const underLabel = (label: string) =>
  mailbox()
    .newestFirst()
    .filter(({ labelIds }) => labelIds.includes(label));
const question = () =>
  mailbox()
    .newestFirst()
    .find(({ headers }) => headers.some(({ name, value }) => name === 'From' && value.includes('elodie@')))!;
const mail = { to: 'support@raccord.example', subject: 'Réponse n° 1', text: 'Bonjour' };

it('tests the connection, and offers labels', async () => {
  const context = openConnection(gmail, googleConnection(bench, 'gmail'), {
    signal: new AbortController().signal,
    files,
  });
  expect(await gmail.test!(context)).toEqual({ account: 'camille@raccord.example' });
  const { choices } = await gmail.choices!.labels!(context, { with: {} });
  expect(choices).toContainEqual({ value: 'Label_11', label: 'Support' });
});

describe('reading', () => {
  it('finds the newest message that fits, or nothing', async () => {
    const { output } = await run('find-message', { query: 'from:elodie' });
    expect(output).toMatchObject({
      id: question().id,
      from: { name: 'Élodie Marchand', address: 'elodie@petitspains.example' },
      subject: 'Commande n° 17 : délai de livraison',
      text: expect.stringMatching(/^Bonjour,/),
      labelIds: ['INBOX', 'UNREAD', 'Label_11'],
      whole: true,
    });
    expect((await run('find-message', { query: 'from:nobody' })).output).toEqual({});
  });

  it('gives attachments as files, unless they are not wanted', async () => {
    const file = await files.put({ name: 'devis é.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1') });
    await run('send-message', { ...mail, attachments: [file] });
    const { id } = newest();
    const { output } = await run('get-message', { id });
    const [got] = output.attachments as FileRef[];
    expect(got).toMatchObject({ name: 'devis é.pdf', type: 'application/pdf', size: 6 });
    expect(Buffer.from(await files.get(got!)).toString()).toBe('%PDF-1');
    expect((await run('get-message', { id, attachments: false })).output.attachments).toEqual([]);
  });

  it('a message that is gone is missing', async () => {
    await expect(run('get-message', { id: '1900000000000000' })).rejects.toMatchObject({
      kind: 'missing',
      code: 'gmail.messageGone',
    });
  });

  it('one that is too large says so', async () => {
    const server = await tinyServer(({ query }) =>
      query.get('format') === 'raw'
        ? { headers: { 'content-length': String(60 * 1_048_576) }, text: '' }
        : { json: { id: 'm', threadId: 't', internalDate: '0', sizeEstimate: 45_000_000, payload: { headers: [] } } },
    );
    const connection = { credentials: { accessToken: 'x' }, settings: {}, endpoints: { api: server.url } };
    await expect(attempt(gmail, 'get-message', connection, { id: 'm' })).rejects.toMatchObject({
      kind: 'tooLarge',
      code: 'gmail.messageTooLarge',
    });
    await server.close();
  });
});

describe('sending', () => {
  it('sends text, HTML and files, to all kinds of recipients', async () => {
    const file = await files.put({
      name: 'a.bin',
      type: 'application/octet-stream',
      content: Buffer.from([0, 255, 13]),
    });
    const { output } = await run('send-message', {
      ...mail,
      to: ['Support <support@raccord.example>', 'x@y.example'],
      cc: 'z@y.example',
      bcc: 'secret@y.example',
      html: '<p>Bonjour é</p>',
      headers: { 'X-Ticket': '17' },
      attachments: [file],
    });
    const sent = newest();
    expect(output).toEqual({ id: sent.id, threadId: sent.threadId, labelIds: ['SENT'] });
    const parsed = await PostalMime.parse(sent.raw);
    expect(parsed).toMatchObject({ subject: 'Réponse n° 1', html: expect.stringContaining('Bonjour é') });
    expect(parsed.bcc).toMatchObject([{ address: 'secret@y.example' }]);
    expect([...new Uint8Array(parsed.attachments[0]!.content as ArrayBuffer)]).toEqual([0, 255, 13]);
    const header = (name: string) => parsed.headers.find(({ key }) => key === name)?.value;
    expect([header('x-ticket'), header('x-raccord-key'), header('x-raccord-loop')]).toEqual([
      '17',
      'key-1',
      'raccord:record-1',
    ]);
    expect(newest('support').raw.toString()).not.toContain('secret@');
  });

  it('a large file goes and comes whole', async () => {
    const content = Buffer.alloc(12 * 1_048_576, 'Raccord ');
    const file = await files.put({ name: 'large.bin', type: 'application/octet-stream', content });
    await run('send-message', { ...mail, attachments: [file] });
    const { output } = await run('get-message', { id: newest().id });
    const [got] = output.attachments as FileRef[];
    expect(content.equals(await files.get(got!))).toBe(true);
  });

  it.each([
    ['subject', { subject: 'x\r\nBcc: y@z.example' }],
    ['to', { to: 'a@b.example\nBcc: y@z.example' }],
    ['X-Ticket', { headers: { 'X-Ticket': 'a\0b' } }],
    ['X:Bad', { headers: { 'X:Bad': 'a' } }],
  ])('a line break in %s does not become a header', async (_name, fields) => {
    await expect(run('send-message', { ...mail, ...fields })).rejects.toMatchObject({
      kind: 'input',
      code: 'mail.headerInvalid',
    });
    expect(underLabel('SENT')).toEqual([]);
  });

  it('no address, too many bytes: refused before anything is sent', async () => {
    await expect(run('send-message', { ...mail, to: 'Camille' })).rejects.toMatchObject({
      kind: 'input',
      code: 'gmail.addressInvalid',
    });
    const big = { file: 'f', name: 'big.zip', type: 'application/zip', size: 26 * 1_048_576 };
    await expect(run('send-message', { ...mail, attachments: [big] })).rejects.toMatchObject({
      kind: 'tooLarge',
      code: 'mail.attachmentsTooLarge',
    });
    expect(underLabel('SENT')).toEqual([]);
  });

  it('replies to the sender in the same thread', async () => {
    const { id, threadId, headers } = question();
    const { output } = await run('reply-to-message', { id, text: 'Demain.' });
    expect(output.threadId).toBe(threadId);
    const sent = await PostalMime.parse(newest().raw);
    const messageId = headers.find(({ name }) => name === 'Message-ID')!.value;
    expect(sent).toMatchObject({
      subject: 'Re: Commande n° 17 : délai de livraison',
      to: [{ address: 'elodie@petitspains.example' }],
      inReplyTo: messageId,
      references: messageId,
    });
    const again = await run('reply-to-message', { id: output.id as string, text: 'Et encore.', all: true }, 'key-2');
    expect(again.output.threadId).toBe(threadId);
    const second = await PostalMime.parse(newest().raw);
    expect(second.references).toContain(messageId);
    expect(second.references).toContain(sent.messageId);
    expect(second).toMatchObject({ to: [{ address: 'elodie@petitspains.example' }], subject: sent.subject });
  });

  it('makes a draft', async () => {
    const { output } = await run('create-draft', mail);
    expect(mailbox().drafts.get(output.draftId as string)).toBe(output.id);
    expect(underLabel('SENT')).toEqual([]);
  });
});

describe('when the answer is lost after the work was done', () => {
  const upload = { match: { path: '/messages/send' } };

  it.each(['dropAfterWork', 'serverError', 'dropBefore'] as const)('one message after %s', async (fault) => {
    once(bench, 'gmail', fault, upload);
    const result = await run('send-message', mail);
    expect(result).toMatchObject({ attempts: 2, lookedBack: fault === 'dropAfterWork' });
    expect(underLabel('SENT').map(({ id }) => id)).toEqual([result.output.id]);
  });

  it('one message, also while the search does not know it yet, or Gmail has changed its Message-ID', async () => {
    await run('send-message', { ...mail, text: 'another of the same record' }, 'key-0');
    once(bench, 'gmail', 'dropAfterWork', upload);
    const action = gmail.actions['send-message']!;
    const context = actionContext(gmail, googleConnection(bench, 'gmail'), { idempotencyKey: 'key-1' });
    await expect(action.run(context, mail)).rejects.toMatchObject({ uncertain: true });
    const ours = newest();
    for (const header of ours.headers) if (header.name === 'Message-ID') header.value = '<other@mail.gmail.com>';
    expect(await action.readback!({ ...context, mayHaveRun: true }, mail)).toMatchObject({ id: ours.id });
    expect(await action.readback!({ ...context, idempotencyKey: 'key-9' }, mail)).toBeUndefined();
  });

  it('one draft, one reply', async () => {
    once(bench, 'gmail', 'dropAfterWork', { match: { path: '/drafts' } });
    const { output } = await run('create-draft', mail);
    expect([...mailbox().drafts]).toEqual([[output.draftId, output.id]]);
    once(bench, 'gmail', 'dropAfterWork', upload);
    const reply = await run('reply-to-message', { id: question().id, text: 'x' }, 'key-2');
    expect(underLabel('SENT').map(({ id }) => id)).toEqual([reply.output.id]);
  });

  it('labels and the bin are as they should be', async () => {
    const { id } = question();
    once(bench, 'gmail', 'dropAfterWork', { match: { path: '/modify' } });
    await run('change-labels', { id, add: ['STARRED'], remove: ['UNREAD'] });
    expect(question().labelIds).toEqual(['INBOX', 'Label_11', 'STARRED']);
    once(bench, 'gmail', 'dropAfterWork', { match: { path: '/trash' } });
    await run('trash-message', { id });
    expect(question().labelIds).toContain('TRASH');
    expect((await run('trash-message', { id: '1900000000000000' })).output.labelIds).toEqual([]);
  });
});

it('labels are found and made once', async () => {
  expect((await run('find-label', { name: 'support' })).output).toEqual({
    id: 'Label_11',
    name: 'Support',
    type: 'user',
  });
  expect((await run('find-label', { name: 'Nope' })).output).toEqual({});
  once(bench, 'gmail', 'dropAfterWork', { match: { method: 'POST', path: '/labels' } });
  const { output } = await run('ensure-label', { name: 'Urgent' });
  expect((await run('ensure-label', { name: 'urgent' })).output).toEqual(output);
  expect([...mailbox().labels.values()].filter(({ name }) => name === 'Urgent')).toHaveLength(1);
});

describe('what Gmail refuses', () => {
  it('a wrong token, too many calls, a right that is lacking', async () => {
    once(bench, 'gmail', 'unauthorized');
    await expect(run('send-message', mail)).rejects.toMatchObject({ kind: 'auth' });
    once(bench, 'gmail', 'rateLimit', { retryAfterSeconds: 40 });
    await expect(run('send-message', mail)).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 40_000 });
    const weak = googleConnection(bench, 'gmail', { scopes: ['gmail.readonly'] });
    await expect(attempt(gmail, 'send-message', weak, mail)).rejects.toMatchObject({
      kind: 'config',
      code: 'google.scopeMissing',
      params: { needed: expect.stringContaining('gmail.send') },
    });
  });

  it('a mailbox that the account may not act for; one that it may', async () => {
    const other = { ...googleConnection(bench, 'gmail'), settings: { mailbox: 'support@raccord.example' } };
    await expect(attempt(gmail, 'send-message', other, mail)).rejects.toMatchObject({ code: 'http.forbidden' });
    const delegated = googleConnection(bench, 'gmail', { user: 'support@raccord.example' });
    await attempt(gmail, 'send-message', { ...delegated, settings: other.settings }, { ...mail, to: 'a@b.example' });
    expect(newest('support').labelIds).toEqual(['SENT']);
  });

  it('labels of its own', async () => {
    await expect(run('change-labels', { id: question().id, add: ['SENT'] })).rejects.toMatchObject({ kind: 'input' });
  });
});
