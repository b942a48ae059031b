import { beforeEach, describe, expect, test } from 'vitest';
import { openReceiver, openSandbox } from '../test-clients.ts';
import { receive, writtenMessage } from './deliver.ts';

const { sandbox, base, control } = await openSandbox();
const camille = 'camille@raccord.example';
let token = '';
beforeEach(() => {
  sandbox.reset();
  token = tokenFor(camille);
});

function tokenFor(user: string, ...scopes: string[]): string {
  const all = scopes.length === 0 ? ['gmail.modify'] : scopes;
  return sandbox.world.googleAccounts.issue({ user, scopes: all.map((s) => `https://www.googleapis.com/auth/${s}`) });
}
async function call(method: string, path: string, json?: object, bearer = token) {
  const answer = await fetch(`${base}/google/gmail/v1/users/me${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  // biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON is looked into, and a wrong guess fails the test
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as any };
}
const mailbox = () => sandbox.world.gmail.mailbox(camille);
const raw = (lines: string[]) => Buffer.from(lines.join('\r\n')).toString('base64url');
const arrive = (subject: string, headers: Record<string, string> = {}) =>
  receive(
    sandbox.world,
    mailbox(),
    writtenMessage({ from: 'x@y.example', to: camille, subject, text: 'Olé', headers }),
  );

describe('reading', () => {
  test('lists ids only, newest first, page by page; a message has decoded headers and its parts', async () => {
    const { body } = await call('GET', '/messages?maxResults=1');
    expect(body.messages).toEqual([{ id: expect.any(String), threadId: expect.any(String) }]);
    const rest = await call('GET', `/messages?maxResults=1&pageToken=${body.nextPageToken}`);
    expect(rest.body.nextPageToken).toBeUndefined();
    const found = await call('GET', `/messages?${new URLSearchParams({ q: 'from:elodie subject:commande' })}`);
    const message = (await call('GET', `/messages/${found.body.messages[0].id}`)).body;
    const header = (name: string) => message.payload.headers.find((h: { name: string }) => h.name === name)?.value;
    expect(header('Subject')).toBe('Commande n° 17 : délai de livraison');
    expect(Buffer.from(message.payload.body.data, 'base64url').toString()).toMatch(/^Bonjour,/);
    expect(message).toMatchObject({ labelIds: ['INBOX', 'UNREAD', 'Label_11'], internalDate: expect.any(String) });
  });

  test.each([
    ['in:inbox', 2],
    ['label:support', 1],
    ['-label:support', 1],
    ['from:grace OR from:elodie', 2],
    ['(from:grace subject:"Invoice INV") is:unread', 1],
    ['after:4000000000', 0],
    ['livrée', 0],
  ])('searches %s', async (q, count) => {
    const { body } = await call('GET', `/messages?${new URLSearchParams({ q })}`);
    expect(body.messages?.length ?? 0).toBe(count);
  });

  test('attachments have an id that holds for one reading of the message', async () => {
    const boundary = 'b1';
    const lines = [
      'Message-ID: <a@b.example>',
      'To: camille@raccord.example',
      'Subject: File',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/html',
      '',
      '<p>hi</p>',
      `--${boundary}`,
      'Content-Type: application/pdf; name="a.pdf"',
      'Content-Disposition: attachment; filename="a.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      `--${boundary}--`,
      '',
    ];
    const { id } = receive(sandbox.world, mailbox(), Buffer.from(lines.join('\r\n')));
    const { payload } = (await call('GET', `/messages/${id}`)).body;
    expect(payload).toMatchObject({
      mimeType: 'multipart/mixed',
      parts: [{ mimeType: 'text/html' }, { filename: 'a.pdf' }],
    });
    const { attachmentId } = payload.parts[1].body;
    const file = await call('GET', `/messages/${id}/attachments/${attachmentId}`);
    expect(Buffer.from(file.body.data, 'base64url').toString()).toBe('%PDF-');
    expect((await call('GET', `/messages/${id}`)).body.payload.parts[1].body.attachmentId).not.toBe(attachmentId);
  });

  test('a weaker right shows less, another person’s mailbox nothing', async () => {
    const weak = tokenFor(camille, 'gmail.metadata');
    const [first] = mailbox().newestFirst();
    expect((await call('GET', `/messages/${first!.id}`, undefined, weak)).status).toBe(403);
    const seen = await call('GET', `/messages/${first!.id}?format=metadata&metadataHeaders=subject`, undefined, weak);
    expect(seen.body.payload.headers).toEqual([{ name: 'Subject', value: 'Invoice INV-00042' }]);
    expect((await call('GET', '/messages?q=x', undefined, weak)).status).toBe(403);
    const other = await fetch(`${base}/google/gmail/v1/users/support@raccord.example/profile`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(other.status).toBe(403);
  });
});

describe('history', () => {
  test('tells what came and what was relabelled, and 404 once it has been forgotten', async () => {
    const { historyId } = (await call('GET', '/profile')).body;
    expect((await call('GET', `/history?startHistoryId=${historyId}`)).body).toEqual({ historyId });
    const message = arrive('New');
    await call('POST', `/messages/${message.id}/modify`, { addLabelIds: ['STARRED'], removeLabelIds: ['UNREAD'] });
    const { body } = await call('GET', `/history?startHistoryId=${historyId}`);
    expect(body.history).toMatchObject([
      { messagesAdded: [{ message: { id: message.id, labelIds: ['INBOX', 'STARRED'] } }] },
      { labelsAdded: [{ labelIds: ['STARRED'] }] },
      { labelsRemoved: [{ labelIds: ['UNREAD'] }] },
    ]);
    const only = `/history?startHistoryId=${historyId}&historyTypes=messageAdded&labelId=INBOX`;
    expect((await call('GET', only)).body.history).toHaveLength(1);
    await control('POST', '/gmail/forget-history', {});
    expect((await call('GET', only)).body.error).toMatchObject({ code: 404, status: 'NOT_FOUND' });
  });

  test('a watch pushes the address and the history id, signed, to whom the topic delivers', async () => {
    const receiver = await openReceiver(() => ({ status: 200 }));
    const topicName = 'projects/sandbox-project/topics/gmail';
    expect((await call('POST', '/watch', { topicName: 'projects/x/topics/y' })).status).toBe(403);
    expect((await call('POST', '/watch', { topicName, labelIds: ['INBOX'] })).body.expiration).toMatch(/^\d{13}$/);
    await control('POST', '/gmail/push', { url: receiver.url });
    arrive('Pushed');
    await sandbox.deliveriesSettled();
    const { message } = JSON.parse(receiver.received[0]!.body);
    const { historyId } = mailbox();
    expect(JSON.parse(Buffer.from(message.data, 'base64').toString())).toEqual({ emailAddress: camille, historyId });
    expect(receiver.received[0]!.headers.authorization).toMatch(/^Bearer eyJ/);
    await call('POST', '/stop');
    arrive('Not pushed');
    await sandbox.deliveriesSettled();
    expect(receiver.received).toHaveLength(1);
  });
});

test('people write mails and rows by the control routes', async () => {
  const mail = { from: 'ann@acme.example', subject: 'Été', text: 'Bonjour' };
  const { body } = await control('POST', '/gmail/message', mail);
  expect(mailbox().messages.get(body.id)?.labelIds).toEqual(['INBOX', 'UNREAD']);
  expect((await control('POST', '/gmail/message', { ...mail, to: 'nobody@raccord.example' })).status).toBe(400);
  expect((await control('POST', '/google-sheets/row', { values: ['L-3', '', 'x'] })).body).toMatchObject({ row: 4 });
  expect((await control('POST', '/google-sheets/row', { values: ['x'], sheet: 'Nope' })).status).toBe(400);
});

describe('sending', () => {
  const lines = (...more: string[]) => ['To: support@raccord.example', 'Subject: Hello', ...more, '', 'Hi'];

  test('puts it into both mailboxes, with the sender’s address and a Message-ID, and counts it', async () => {
    const { body } = await call('POST', '/messages/send', { raw: raw(lines('Bcc: camille@raccord.example')) });
    expect(body).toMatchObject({ labelIds: ['SENT'] });
    const theirs = sandbox.world.gmail.mailbox('support@raccord.example').newestFirst()[0]!;
    expect(theirs.headers.map(({ name }) => name)).toEqual(['Message-ID', 'From', 'To', 'Subject']);
    expect(mailbox().newestFirst()).toHaveLength(4);
    expect(sandbox.world.effects.list({ vendor: 'gmail', operation: 'messages.send' })).toHaveLength(1);
  });

  test('a reply lands in its thread only with the thread, the references and the subject', async () => {
    const before = arrive('Question', { 'Message-ID': '<q@y.example>' });
    const reply = (subject: string, ...headers: string[]) => ({
      raw: raw([`To: x@y.example`, `Subject: ${subject}`, ...headers, '', 'Hi']),
      threadId: before.threadId,
    });
    const ref = 'References: <q@y.example>';
    expect((await call('POST', '/messages/send', reply('Re: Question', ref))).body.threadId).toBe(before.threadId);
    expect((await call('POST', '/messages/send', reply('Re: Other', ref))).body.threadId).not.toBe(before.threadId);
    expect((await call('POST', '/messages/send', reply('Re: Question'))).body.threadId).not.toBe(before.threadId);
  });

  test('a draft is sent once', async () => {
    const { id } = (await call('POST', '/drafts', { message: { raw: raw(lines()) } })).body;
    expect((await call('GET', '/drafts')).body.drafts).toHaveLength(1);
    expect((await call('POST', '/drafts/send', { id })).body.labelIds).toEqual(['SENT']);
    expect((await call('POST', '/drafts/send', { id })).status).toBe(404);
  });

  test('takes an upload, and refuses nobody, nonsense and too much', async () => {
    const upload = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
      fetch(`${base}/google/upload/gmail/v1/users/me/messages/send?uploadType=media`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    expect((await upload(lines().join('\r\n'), 'message/rfc822')).status).toBe(200);
    expect((await upload('x', 'text/plain')).status).toBe(400);
    expect((await call('POST', '/messages/send', { raw: raw(['Subject: x', '', 'x']) })).status).toBe(400);
    expect((await call('POST', '/messages/send', { raw: 'a+b/' })).status).toBe(400);
    expect((await upload(new Uint8Array(36_700_161).fill(65), 'message/rfc822')).status).toBe(413);
  });
});

test('labels: made once, put on and taken off, the system’s own protected', async () => {
  const { id } = (await call('POST', '/labels', { name: 'Urgent' })).body;
  expect((await call('POST', '/labels', { name: 'urgent' })).status).toBe(409);
  const ids = mailbox()
    .newestFirst()
    .map((message) => message.id);
  expect((await call('POST', '/messages/batchModify', { ids, addLabelIds: [id] })).status).toBe(204);
  expect((await call('GET', `/labels/${id}`)).body).toMatchObject({ name: 'Urgent', messagesTotal: 2 });
  expect((await call('POST', `/messages/${ids[0]}/modify`, { addLabelIds: ['SENT'] })).status).toBe(400);
  await call('POST', `/messages/${ids[0]}/trash`);
  expect((await call('GET', '/messages')).body.messages).toHaveLength(1);
  expect((await call('GET', '/messages?q=in:trash')).body.messages).toHaveLength(1);
  expect((await call('DELETE', `/labels/${id}`)).status).toBe(204);
  expect((await call('DELETE', '/labels/INBOX')).status).toBe(400);
});

test('its quota is a 403 with a reason', async () => {
  sandbox.world.limits.set('gmail', { limit: 1, windowMs: 60_000 });
  await call('GET', '/profile');
  expect((await call('GET', '/profile')).body.error).toMatchObject({
    code: 403,
    errors: [{ reason: 'rateLimitExceeded' }],
  });
});
