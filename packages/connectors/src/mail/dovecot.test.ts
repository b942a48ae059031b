import type { PollPage } from '@raccord/contract';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DovecotServer, dovecotServer, hasDovecot } from '../testing/dovecot-server.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { mail } from './index.ts';

// What the stand-in plays, asked of a server that others wrote.
describe.runIf(hasDovecot)('a real IMAP server', () => {
  let server: DovecotServer;
  const user = 'atelier@acme.example';
  beforeAll(async () => {
    server = await dovecotServer();
  }, 30_000);
  afterAll(() => server?.stop());

  const context = (password = 'secret') =>
    actionContext(mail, {
      credentials: { username: user, password },
      settings: { imapSecurity: 'none' },
      endpoints: { imap: `imap://127.0.0.1:${server.port}` },
    });
  const poll = (cursor: unknown, config: object = {}): Promise<PollPage> =>
    mail.triggers['message-received']!.poll!.page(context(), config, cursor, { overlapMs: 0, now: Date.now() });
  const withOwnLine = async (act: (client: ImapFlow) => Promise<unknown>) => {
    const auth = { user, pass: 'secret' };
    const client = new ImapFlow({ host: '127.0.0.1', port: server.port, secure: false, auth, logger: false });
    await client.connect();
    await act(client);
    await client.logout();
  };
  const arrive = (...ids: string[]) =>
    withOwnLine(async (client) => {
      for (const id of ids)
        await client.append(
          'INBOX',
          `From: Ann <ann@acme.example>\r\nSubject: ${id}\r\nMessage-ID: <${id}@x>\r\n\r\n${id}\r\n`,
        );
    });
  const run = (action: string, input: object) => mail.actions[action]!.run(context(), input);

  it('is read from now on, page by page, and filtered', async () => {
    await arrive('old');
    const { cursor, items } = await poll(null);
    expect(items).toEqual([]);
    await arrive(...Array.from({ length: 25 }, (_, n) => `n${n}`));
    const first = await poll(cursor);
    const second = await poll(first.cursor);
    expect([first.items.length, first.more, second.items.length, second.more]).toEqual([20, true, 5, false]);
    expect(first.items[0]).toMatchObject({
      dedupeKey: '<n0@x>',
      data: { text: expect.stringContaining('n0'), whole: true },
    });
    expect((await poll(second.cursor)).items).toEqual([]);
    expect((await poll(cursor, { subject: 'n24', from: 'ann@' })).items.map(({ dedupeKey }) => dedupeKey)).toEqual([
      '<n24@x>',
    ]);
  });

  it('has its mails marked and moved, also when a folder was made anew under the same name', async () => {
    const before = await poll(null);
    await arrive('file me');
    const [item] = (await poll(before.cursor)).items;
    const { folder, uid, uidValidity, messageId } = item!.data as Record<string, string>;
    const place = { folder, uid, uidValidity, messageId };
    expect(await run('mark', { ...place, seen: true, add: ['Classe'] })).toMatchObject({
      flags: expect.arrayContaining(['\\Seen', 'Classe']),
    });
    expect(await run('move', { ...place, to: 'Traités' })).toMatchObject({ folder: 'Traités' });
    expect(await run('move', { ...place, to: 'Traités' })).toMatchObject({ folder: 'Traités' });
    await expect(run('move', { ...place, to: 'Sent' })).rejects.toMatchObject({ kind: 'missing' });
    await expect(run('mark', { ...place, folder: 'Nowhere', seen: true })).rejects.toMatchObject({
      kind: 'config',
      code: 'mail.noFolder',
    });
  });

  it('says that something may be lost when a folder’s numbers are void', async () => {
    await withOwnLine((client) => client.mailboxCreate('Archiv'));
    const { cursor } = await poll(null, { folder: 'Archiv' });
    await withOwnLine(async (client) => {
      await client.mailboxDelete('Archiv');
      await new Promise((done) => setTimeout(done, 1_100));
      await client.mailboxCreate('Archiv');
      await client.append('Archiv', 'Subject: after\r\nMessage-ID: <after@x>\r\n\r\nx\r\n');
    });
    const gap = await poll(cursor, { folder: 'Archiv' });
    expect(gap).toMatchObject({ items: [], more: true, lost: { from: expect.any(String) } });
    expect((await poll(gap.cursor, { folder: 'Archiv' })).items).toMatchObject([{ dedupeKey: '<after@x>' }]);
  });

  it('tells its folders and who we are, and refuses a wrong password', async () => {
    const { choices } = await mail.choices!.folders!(context(), { with: {} });
    expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(['INBOX', 'Sent', 'Traités']));
    expect(await mail.test!(context())).toEqual({ account: user });
    await expect(mail.test!(context('wrong'))).rejects.toMatchObject({ kind: 'auth', code: 'mail.badLogin' });
  }, 20_000);
});
