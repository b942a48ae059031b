import type { ActionContext, Files, PollPage } from '@raccord/contract';
import { type MailStandIn, mailConnection, startMailStandIn } from '@raccord/sandbox/mail/stand-in';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { mail } from './index.ts';

let server: MailStandIn;
beforeEach(async () => {
  server = await startMailStandIn();
});
afterEach(() => server.close());
const context = (attempt: Partial<ActionContext> = {}, more: object = {}) =>
  actionContext(mail, { ...mailConnection(server), ...more }, attempt);

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
