import { Readable } from 'node:stream';
import { gmail } from '@googleapis/gmail';
import type { ScenarioClient } from '../scenario.ts';
import { sdkOptions, tokenOf } from './google.ts';

/** Everything our connector asks of Gmail, then Google's own client. */
export async function gmailScenario(client: ScenarioClient): Promise<void> {
  const { run, refused, poll, choices, file, sandbox } = client;
  await choices('labels');
  const received = await poll('message-received');
  const searched = await poll('message-received', null, { query: 'from:support' });
  const labelled = await poll('message-labelled', null, { label: 'Label_11' });
  const attachments = [await file('devis.pdf', 'application/pdf', '%PDF-1')];
  const mail = { to: 'Camille <camille@raccord.example>', subject: 'Été', text: 'Bonjour', html: '<p>Bonjour</p>' };
  const sent = await run('send-message', { ...mail, cc: 'support@raccord.example', attachments });
  const { id } = await run('find-message', { query: 'subject:Été in:inbox' });
  await run('get-message', { id: String(id) });
  await run('reply-to-message', { id: String(id), text: 'Merci', all: true });
  await run('create-draft', mail);
  await run('find-label', { name: 'Support' });
  await run('ensure-label', { name: 'Nouveau' });
  await run('change-labels', { id: String(id), add: ['Label_11'], remove: ['UNREAD'] });
  await poll('message-received', received.cursor, { own: true });
  await poll('message-received', searched.cursor, { query: 'from:support' });
  await poll('message-labelled', labelled.cursor, { label: 'Label_11', own: true });
  await run('trash-message', { id: String(sent.id) });
  await refused('get-message', { id: '1900000000000000' });
  // A history that is forgotten, and one message that has to be looked for after its answer was lost.
  sandbox.world.gmail.mailbox('camille@raccord.example').forgetHistory();
  const forgotten = await poll('message-received', received.cursor);
  await poll('message-received', forgotten.cursor);
  for (const path of ['/messages/send', '/drafts'])
    sandbox.world.faults.add({ vendor: 'gmail', fault: 'dropAfterWork', times: 1, match: { path } });
  await run('send-message', mail);
  await run('create-draft', mail);
  await sdk(client);
}

async function sdk({ url, sandbox }: ScenarioClient): Promise<void> {
  const options = sdkOptions(url, tokenOf(sandbox.world));
  const { users } = gmail('v1');
  const me = { userId: 'me' };
  const raw = Buffer.from('To: a@b.example\r\nSubject: sdk\r\n\r\nx').toString('base64url');
  const sent = await users.messages.send({ ...me, requestBody: { raw } }, options);
  const media = { mimeType: 'message/rfc822', body: Readable.from([Buffer.from('To: a@b.example\r\n\r\nx')]) };
  await users.messages.send({ ...me, requestBody: { threadId: sent.data.threadId! }, media }, options);
  const draft = await users.drafts.create({ ...me, requestBody: { message: { raw } } }, options);
  await users.drafts.get({ ...me, id: draft.data.id! }, options);
  await users.drafts.list(me, options);
  await users.drafts.send({ ...me, requestBody: { id: draft.data.id! } }, options);
  await users.getProfile(me, options);
  const { data } = await users.messages.list({ ...me, labelIds: ['INBOX'], maxResults: 2 }, options);
  for (const format of ['full', 'metadata', 'minimal', 'raw'])
    for (const { id } of data.messages ?? []) await users.messages.get({ ...me, id: id!, format }, options);
  await users.threads.list({ ...me, q: 'in:inbox' }, options);
  await users.threads.get({ ...me, id: data.messages![0]!.threadId! }, options);
  await users.labels.get({ ...me, id: 'INBOX' }, options);
  const topicName = 'projects/sandbox-project/topics/gmail';
  await users.watch({ ...me, requestBody: { topicName, labelIds: ['INBOX'] } }, options);
  await users.settings.sendAs.list(me, options);
  const { attachmentId, messageId } = await attached();
  if (attachmentId !== undefined) await users.messages.attachments.get({ ...me, messageId, id: attachmentId }, options);
  await users.stop(me, options);

  async function attached(): Promise<{ attachmentId?: string; messageId: string }> {
    const found = await users.messages.list({ ...me, q: 'has:attachment in:anywhere' }, options);
    const messageId = found.data.messages?.[0]?.id ?? '';
    const { payload } = (await users.messages.get({ ...me, id: messageId }, options)).data;
    const id = payload?.parts?.find(({ filename }) => filename === 'devis.pdf')?.body?.attachmentId;
    return { messageId, ...(id == null ? {} : { attachmentId: id }) };
  }
}
