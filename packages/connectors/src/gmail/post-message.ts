import { type ActionContext, Failure } from '@raccord/contract';
import type { gmail_v1 } from '../shared/google/apis.ts';
import { composeMail, listed, type Mail, messageIdOf } from '../shared/mail/compose-mail.ts';
import { asMedia, callGmail, MOST_MESSAGE_BYTES, scopes, uploadToGmail, userId } from './client.ts';
import type { MessageRef } from './message-schema.ts';
import { getMessage, refOf } from './read-gmail-message.ts';

/** What Gmail takes as attachments of one message. */
const MOST_ATTACHMENTS = 25 * 1_048_576;
/** Carries our key, since Gmail may replace a Message-ID it dislikes. */
const KEY_HEADER = 'X-Raccord-Key';
/** How many sent messages are looked through when the search does not know ours (yet). */
const LOOKED_THROUGH = 25;

/** @throws Failure input `mail.headerInvalid`, `gmail.addressInvalid`; tooLarge `mail.attachmentsTooLarge`, `gmail.tooLarge` */
export async function rawMessage(context: ActionContext, mail: Mail): Promise<Buffer> {
  for (const address of [...listed(mail.to), ...listed(mail.cc), ...listed(mail.bcc)])
    if (!/[^\s@]@[^\s@]/.test(address)) throw new Failure('input', 'gmail.addressInvalid', { address });
  const headers = { ...mail.headers, [KEY_HEADER]: context.idempotencyKey };
  const message = await composeMail(context, { ...mail, headers }, MOST_ATTACHMENTS);
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composed = new MailComposer({
    ...message,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  // Gmail takes the blind copies from the message, and leaves them out of what it sends.
  composed.keepBcc = true;
  const raw = await composed.build();
  if (raw.length > MOST_MESSAGE_BYTES)
    throw new Failure('tooLarge', 'gmail.tooLarge', { size: raw.length, limit: MOST_MESSAGE_BYTES });
  return raw;
}

export async function sendRaw(context: ActionContext, raw: Buffer, threadId?: string): Promise<MessageRef> {
  const sent = await uploadToGmail<gmail_v1.Schema$Message>(
    context,
    ({ messages }, options) =>
      messages.send(
        { userId: userId(context), requestBody: threadId === undefined ? {} : { threadId }, media: asMedia(raw) },
        options,
      ),
    { rate: 'send', needs: scopes.send },
  );
  return refOf(sent);
}

/** The message an earlier attempt left under this label: by its Message-ID, and since the index is late, by our own header. */
export async function postedBefore(
  context: ActionContext,
  label: 'SENT' | 'DRAFT',
  from: string | undefined,
): Promise<MessageRef | undefined> {
  const messageId = messageIdOf(context, from).replace(/[<>]/g, '');
  const [found] = await idsUnder(context, label, 1, `rfc822msgid:${messageId}`);
  if (found !== undefined) return refFor(context, found);
  for (const id of await idsUnder(context, label, LOOKED_THROUGH)) {
    const message = await getMessage(context, id, 'metadata', [KEY_HEADER]);
    if (message === 'tooLarge') continue;
    const key = message.payload?.headers?.find(({ name }) => name?.toLowerCase() === KEY_HEADER.toLowerCase())?.value;
    if (key === context.idempotencyKey) return refOf(message);
  }
  return undefined;
}

async function refFor(context: ActionContext, id: string): Promise<MessageRef | undefined> {
  const message = await getMessage(context, id, 'minimal');
  return message === 'tooLarge' ? undefined : refOf(message);
}

async function idsUnder(context: ActionContext, label: string, maxResults: number, q?: string): Promise<string[]> {
  const { messages = [] } = await callGmail<gmail_v1.Schema$ListMessagesResponse>(context, (users, options) =>
    users.messages.list(
      { userId: userId(context), labelIds: [label], maxResults, ...(q === undefined ? {} : { q }) },
      options,
    ),
  );
  return messages.flatMap(({ id }) => (id == null ? [] : [id]));
}
