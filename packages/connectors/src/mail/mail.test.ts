import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionContext, Files, PollPage } from '@raccord/contract';
import { type MailStandIn, startMailStandIn } from '@raccord/sandbox/mail/stand-in';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { sendEffect } from './actions/send.ts';
import { mail } from './index.ts';

let server: MailStandIn;
beforeEach(async () => {
  server = await startMailStandIn({ seed: 'demo' });
});
afterEach(() => server.close());

const connection = (more: object = {}) => ({
  credentials: { username: server.state.user, password: server.state.password },
  settings: { smtpSecurity: 'none', imapSecurity: 'none' },
  endpoints: { smtp: `smtp://127.0.0.1:${server.smtpPort}`, imap: `imap://127.0.0.1:${server.imapPort}` },
  ...more,
});
const context = (attempt: Partial<ActionContext> = {}, more: object = {}) =>
  actionContext(mail, connection(more), attempt);
const letter = {
  from: 'Atelier <atelier@acme.example>',
  to: 'elodie@petitspains.example',
  subject: 'Votre devis',
  text: 'Bonjour',
};
const send = (input: object = {}, attempt: Partial<ActionContext> = {}, more: object = {}) =>
  mail.actions.send!.run(context(attempt, more), { ...letter, ...input }) as Promise<{
    messageId: string;
    rejected: string[];
  }>;
const lastSent = () => server.state.sent.at(-1)!.raw.toString();

describe('sending', () => {
  it('gives the mail to the server, with its files, its thread and what says that a program wrote it', async () => {
    const files = memoryFiles();
    const file = await files.put({ name: 'devis é.pdf', type: 'application/pdf', content: Buffer.from('%PDF') });
    const answer = {
      inReplyTo: '<devis-40@petitspains.example>',
      references: ['<a@b>', '<devis-40@petitspains.example>'],
    };
    const input = {
      ...answer,
      bcc: ['chef@acme.example'],
      attachments: [file],
      html: '<p>Bonjour</p>',
      headers: { 'X-Ticket': '7' },
    };
    const { messageId } = await send(input, { files });
    expect(messageId).toMatch(/^<[0-9a-f]{32}@acme\.example>$/);
    expect(server.state.sent[0]!.to).toEqual(['elodie@petitspains.example', 'chef@acme.example']);
    const raw = lastSent();
    expect(raw).toContain(`Message-ID: ${messageId}`);
    expect(raw).toContain('In-Reply-To: <devis-40@petitspains.example>');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('X-Ticket: 7');
    expect(raw).toContain('JVBERg==');
    expect(raw).not.toMatch(/chef@acme/);
  });

  it('takes a list of people, and tells whom the server did not take', async () => {
    const sent = await send({ to: ['a@acme.example', 'full@acme.example'], cc: 'B <b@acme.example>, c@acme.example' });
    expect(sent).toMatchObject({
      accepted: ['a@acme.example', 'b@acme.example', 'c@acme.example'],
      rejected: ['full@acme.example'],
    });
  });

  it.each([
    ['subject', { subject: 'Hello\r\nBcc: everybody@acme.example' }],
    ['to', { to: 'a@acme.example\nBcc: b@acme.example' }],
    ['from', { from: 'a\0@acme.example' }],
    ['replyTo', { replyTo: 'a@acme.example\r' }],
    ['inReplyTo', { inReplyTo: '<a>\r\nX: y' }],
    ['references', { references: ['<a>', '<b>\nX: y'] }],
    ['a header', { headers: { 'X-A': 'b\r\nBcc: c@acme.example' } }],
    ['a header’s name', { headers: { 'X-A: b\r\nBcc': 'c@acme.example' } }],
    ['a header’s name with a space', { headers: { 'X A': 'b' } }],
    ['a file’s name', { attachments: [{ file: 'file-1', name: 'a\r\nX: y', type: 'text/plain', size: 1 }] }],
  ])('refuses a line break or NUL in %s', async (_where, input) => {
    await expect(send(input)).rejects.toMatchObject({ kind: 'input', code: 'mail.headerInvalid' });
    expect(server.state.sent).toEqual([]);
  });

  it('reads no file of ours and no address, whatever an attachment names', async () => {
    const file = {
      file: '/etc/passwd',
      path: '/etc/passwd',
      href: 'http://169.254.169.254/',
      name: 'a',
      type: 'text/plain',
      size: 1,
    };
    await expect(send({ attachments: [file] })).rejects.toMatchObject({ kind: 'missing', code: 'files.gone' });
    const large = { file: 'file-1', name: 'a', type: 'text/plain', size: 21 * 1_048_576 };
    await expect(send({ attachments: [large] })).rejects.toMatchObject({
      kind: 'tooLarge',
      code: 'mail.attachmentsTooLarge',
    });
  });

  it.each([
    ['later', { kind: 'transient', code: 'mail.later', uncertain: false }],
    ['refused', { kind: 'input', code: 'mail.refused', uncertain: false }],
    ['policy', { kind: 'config', code: 'mail.policy' }],
    ['tooLarge', { kind: 'tooLarge', code: 'mail.tooLarge' }],
    ['cutBefore', { kind: 'transient', code: 'http.unreachable', uncertain: false }],
    ['cutAfter', { kind: 'transient', code: 'mail.unclear', uncertain: true }],
  ] as const)('%s', async (fault, failure) => {
    server.state.faults.push(fault);
    await expect(send()).rejects.toMatchObject(failure);
  });

  it('when nobody is taken, or the account is not, nothing is sent', async () => {
    await expect(send({ to: 'full@acme.example' })).rejects.toMatchObject({ kind: 'tooLarge', uncertain: false });
    await expect(send({ to: 'nobody' })).rejects.toMatchObject({ kind: 'input', uncertain: false });
    const wrong = send({}, {}, { credentials: { username: 'x', password: 'y' } });
    await expect(wrong).rejects.toMatchObject({ kind: 'auth', code: 'mail.badLogin' });
    const down = send({}, {}, { endpoints: { smtp: 'smtp://127.0.0.1:1' } });
    await expect(down).rejects.toMatchObject({ kind: 'transient', code: 'http.unreachable', uncertain: false });
  });

  it('is honest about staying single: in doubt, or looked for in the Sent folder by its Message-ID', async () => {
    expect([sendEffect({}), sendEffect({ sentFolder: '' }), sendEffect({ sentFolder: 'Sent' })]).toEqual([
      'none',
      'none',
      'readback',
    ]);
    const input = { ...letter, sentFolder: 'Sent' };
    const readback = () => mail.actions.send!.readback!(context(), input);
    expect(await readback()).toBeUndefined();
    server.state.faults.push('cutAfter');
    await expect(send({ sentFolder: 'Sent' })).rejects.toMatchObject({ uncertain: true });
    expect(await readback()).toMatchObject({ messageId: expect.stringContaining('@acme.example') });
    const other = mail.actions.send!.readback!(context({ idempotencyKey: 'another' }), input);
    expect(await other).toBeUndefined();
  });
});

describe('reading', () => {
  const switchedOn = Date.parse('2026-11-22T10:00:00Z');
  const poll = (cursor: unknown, config: object = {}, files: Files = memoryFiles()): Promise<PollPage> =>
    mail.triggers['message-received']!.poll!.page(context({ files }), config, cursor, {
      overlapMs: 0,
      now: switchedOn,
    });
  const arrive = (id: string, more = '') =>
    server.state.deliver(
      'INBOX',
      `From: ann@acme.example\r\nSubject: ${id}\r\nMessage-ID: <${id}@x>\r\n${more}\r\nBody of ${id}\r\n`,
    );
  const keys = ({ items }: PollPage) => items.map(({ dedupeKey }) => dedupeKey);

  it('begins now, gives each mail once with its files, and marks nothing', async () => {
    const first = await poll(null);
    expect([first.items, first.more]).toEqual([[], false]);
    arrive('one');
    const part =
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=p\r\n\r\n--p\r\nContent-Type: text/csv; name="../../a.csv"\r\nContent-Disposition: attachment; filename="../../a.csv"\r\n\r\n1;2\r\n--p--';
    arrive('two', part);
    const files = memoryFiles();
    const page = await poll(first.cursor, {}, files);
    expect(keys(page)).toEqual(['<one@x>', '<two@x>']);
    const two = page.items[1]!.data as { attachments: { name: string; file: string; type: string; size: number }[] };
    expect(page.items[0]!.data).toMatchObject({
      from: { address: 'ann@acme.example' },
      text: expect.stringContaining('Body of one'),
      folder: 'INBOX',
      whole: true,
    });
    expect(two.attachments).toMatchObject([{ name: 'a.csv', type: 'text/csv' }]);
    expect(Buffer.from(await files.get(two.attachments[0]!)).toString()).toContain('1;2');
    expect((await poll(page.cursor)).items).toEqual([]);
    expect([...server.state.folders.get('INBOX')!.mails.at(-1)!.flags]).toEqual([]);
  });

  it('pages through many, and passes what the filter leaves out', async () => {
    const { cursor } = await poll(null);
    for (let n = 0; n < 45; n++) arrive(`n${n}`);
    const seen: (string | undefined)[] = [];
    let at = cursor;
    let pages = 0;
    for (let more = true; more; pages++) {
      const page = await poll(at);
      seen.push(...keys(page));
      ({ cursor: at, more } = page);
    }
    expect([seen.length, new Set(seen).size, pages]).toEqual([45, 45, 3]);
    const filtered = await poll(cursor, { subject: 'n44', from: 'ANN@' });
    expect(keys(filtered)).toEqual(['<n44@x>']);
    expect((await poll((await poll(filtered.cursor, { subject: 'n44' })).cursor)).items).toEqual([]);
  });

  it('when the folder’s numbers are void, reads again what came lately, and says that something may be lost', async () => {
    arrive('old');
    const { cursor } = await poll(null);
    arrive('new');
    server.state.renumber('INBOX');
    const gap = await poll(cursor);
    expect(gap).toMatchObject({ items: [], more: true, lost: { from: '2026-11-22T10:00:00.000Z' } });
    const again = await poll(gap.cursor);
    // What was taken before is known by its Message-ID.
    expect(keys(again)).toEqual(expect.arrayContaining(['<old@x>', '<new@x>']));
    expect(again.lost).toBeUndefined();
  });

  it('tells programs from people', async () => {
    const { cursor } = await poll(null);
    arrive('answer', 'Auto-Submitted: auto-replied\r\n');
    arrive('list', 'List-Id: <news.acme.example>\r\n');
    arrive('bounce', 'Return-Path: <>\r\n');
    arrive('ours', 'X-Raccord-Loop: raccord:1\r\n');
    arrive('person', 'Auto-Submitted: no\r\n');
    const { items } = await poll(cursor);
    expect(items.map(({ data }) => (data as { automatic: boolean }).automatic)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('of a mail that is too large gives the headers and says so', async () => {
    const { cursor } = await poll(null);
    arrive('large', '');
    server.state.folders.get('INBOX')!.mails.at(-1)!.raw = Buffer.concat([
      Buffer.from('From: a@acme.example\r\nSubject: large\r\nMessage-ID: <large@x>\r\n\r\n'),
      Buffer.alloc(25 * 1_048_576 + 1, 'x'),
    ]);
    const { items } = await poll(cursor);
    expect(items[0]).toMatchObject({ dedupeKey: '<large@x>', data: { subject: 'large', whole: false, text: '' } });
  });

  it('fails in the right kind', async () => {
    await expect(poll(null, { folder: 'Nowhere' })).rejects.toMatchObject({ kind: 'config', code: 'mail.noFolder' });
    const trigger = mail.triggers['message-received']!.poll!;
    const asked = (more: object) => trigger.page(context({}, more), {}, null, { overlapMs: 0, now: 0 });
    const wrong = asked({ credentials: { username: 'x', password: 'y' } });
    await expect(wrong).rejects.toMatchObject({ kind: 'auth', code: 'mail.badLogin' });
    const none = asked({ endpoints: { smtp: 'smtp://127.0.0.1:1' } });
    await expect(none).rejects.toMatchObject({ kind: 'config', code: 'mail.noImap' });
    const down = asked({ endpoints: { imap: 'imap://127.0.0.1:1' } });
    await expect(down).rejects.toMatchObject({ kind: 'transient', code: 'http.unreachable' });
  });
});

describe('filing', () => {
  const inbox = () => server.state.folders.get('INBOX')!;
  const place = () => ({
    folder: 'INBOX',
    uid: 1,
    uidValidity: String(inbox().uidValidity),
    messageId: '<devis-40@petitspains.example>',
  });
  const run = (action: string, input: object) => mail.actions[action]!.run(context(), input);

  it('marks and unmarks, as often as one likes', async () => {
    const asked = { ...place(), seen: true, add: ['Classe'] };
    expect(await run('mark', asked)).toEqual({ uid: 1, flags: ['\\Seen', 'Classe'] });
    expect(await run('mark', asked)).toEqual({ uid: 1, flags: ['\\Seen', 'Classe'] });
    expect(await run('mark', { ...place(), seen: false, remove: ['Classe'] })).toEqual({ uid: 1, flags: [] });
  });

  it('moves once, finds by Message-ID what has another number now, and says when it is gone', async () => {
    const stale = place();
    inbox().mails.shift();
    server.state.deliver('INBOX', 'Message-ID: <devis-40@petitspains.example>\r\n\r\nagain\r\n');
    server.state.renumber('INBOX');
    expect(await run('mark', { ...stale, flagged: true })).toMatchObject({ flags: ['\\Flagged'] });
    expect(await run('move', { ...stale, to: 'Traités' })).toMatchObject({ folder: 'Traités' });
    expect(await run('move', { ...stale, to: 'Traités' })).toMatchObject({ folder: 'Traités' });
    expect(server.state.folders.get('Traités')!.mails).toHaveLength(1);
    await expect(run('mark', { ...stale, seen: true })).rejects.toMatchObject({
      kind: 'missing',
      code: 'mail.noMessage',
    });
    await expect(run('move', { ...stale, to: 'Sent' })).rejects.toMatchObject({
      kind: 'missing',
      code: 'mail.noMessage',
    });
    await expect(run('move', { ...stale, to: 'Nowhere' })).rejects.toMatchObject({
      kind: 'config',
      code: 'mail.noFolder',
    });
  });

  it('offers the folders there are, and says whose they are', async () => {
    const { choices } = await mail.choices!.folders!(context(), { with: {} });
    expect(choices.map(({ value }) => value)).toEqual(['INBOX', 'Sent', 'Traités']);
    expect(await mail.test!(context())).toEqual({ account: server.state.user });
  });
});

describe('the way there', () => {
  const open = (settings: Record<string, unknown>, endpoints = {}) => {
    const options = { signal: new AbortController().signal, files: memoryFiles() };
    return { ...openConnection(mail, { credentials: { username: 'u', password: 'p' }, settings, endpoints }, options) };
  };
  const cases: [string, Record<string, unknown>, string][] = [
    ['a private SMTP server', { smtpHost: '10.0.0.1' }, 'http.addressBlocked'],
    ['loopback by name', { smtpHost: 'localhost' }, 'http.addressBlocked'],
    ['a private IMAP server', { imapHost: '192.168.1.1' }, 'http.addressBlocked'],
    ['a port that is not for mail', { smtpHost: '93.184.216.34', smtpPort: 22 }, 'socket.portBlocked'],
    ['a line without TLS', { smtpHost: '93.184.216.34', smtpSecurity: 'none' }, 'socket.tlsRequired'],
    ['reading without TLS', { imapHost: '93.184.216.34', imapSecurity: 'none' }, 'socket.tlsRequired'],
  ];
  it.each(cases)('is refused to %s', async (_what, settings, code) => {
    await expect(mail.test!(open(settings))).rejects.toMatchObject({ kind: 'config', code });
  });

  describe('with TLS', () => {
    let folder = '';
    let secure: MailStandIn;
    let cert = '';
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'raccord-tls-'));
      const files = [join(folder, 'key'), join(folder, 'cert')] as const;
      const asked = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost`;
      execFileSync('openssl', [...asked.split(' '), '-keyout', files[0], '-out', files[1]], { stdio: 'ignore' });
      const [key, read] = files.map((file) => readFileSync(file, 'utf8'));
      cert = read!;
      secure = await startMailStandIn({ seed: 'empty', tls: { key: key!, cert } });
    });
    afterAll(async () => {
      await secure.close();
      rmSync(folder, { recursive: true });
    });
    const attempt = (host: string, settings: Record<string, unknown>) => {
      const endpoints = { smtp: `smtp://${host}:${secure.smtpPort}` };
      const credentials = { username: secure.state.user, password: secure.state.password };
      return mail.actions.send!.run(actionContext(mail, { credentials, settings, endpoints }), letter);
    };

    it('is taken when the certificate fits the name, by the authority that the connection names', async () => {
      expect(await attempt('localhost', { ca: cert })).toMatchObject({ rejected: [] });
      expect(secure.state.sent).toHaveLength(1);
    });
    it.each([
      ['by nobody we know', 'localhost', {}],
      ['for another name', '127.0.0.1', { ca: true }],
      ['and TLS from the start is not what the server speaks', 'localhost', { ca: true, smtpSecurity: 'tls' }],
    ])('is refused when the certificate is signed %s', async (_why, host, settings) => {
      const sent = attempt(host, 'ca' in settings ? { ...settings, ca: cert } : settings);
      await expect(sent).rejects.toMatchObject({ kind: 'config', code: 'http.tls', uncertain: false });
      expect(secure.state.sent.length).toBeLessThanOrEqual(1);
    });
    it('is not given up when the server offers none', async () => {
      const plain = send({}, {}, { settings: {} });
      await expect(plain).rejects.toMatchObject({ kind: 'config', uncertain: false });
      expect(server.state.sent).toEqual([]);
    });
  });
});
