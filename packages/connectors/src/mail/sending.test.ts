import type { ActionContext } from '@raccord/contract';
import { type MailStandIn, mailConnection, startMailStandIn } from '@raccord/sandbox/mail/stand-in';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { certificate } from '../testing/certificate.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { sendEffect } from './actions/send.ts';
import { mail } from './index.ts';

let server: MailStandIn;
beforeEach(async () => {
  server = await startMailStandIn();
});
afterEach(() => server.close());

const context = (attempt: Partial<ActionContext> = {}, more: object = {}) =>
  actionContext(mail, { ...mailConnection(server), ...more }, attempt);
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
    let secure: MailStandIn;
    const { cert } = certificate;
    beforeAll(async () => {
      secure = await startMailStandIn({ seed: 'empty', tls: certificate });
    });
    afterAll(() => secure.close());
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
