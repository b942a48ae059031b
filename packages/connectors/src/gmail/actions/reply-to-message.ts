import { type ActionContext, defineAction, Failure } from '@raccord/contract';
import addressparser from 'nodemailer/lib/addressparser';
import { decodeWords } from 'postal-mime';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import type { Mail } from '../../shared/mail/compose-mail.ts';
import { callGmail, scopes, userId } from '../client.ts';
import { MessageRef } from '../message-schema.ts';
import { postedBefore, rawMessage, sendRaw } from '../post-message.ts';
import { getMessage } from '../read-gmail-message.ts';
import { content, messageId, sender } from './mail-input.ts';

const input = Type.Object(
  {
    id: messageId,
    from: sender,
    all: Type.Optional(
      Type.Boolean({
        default: false,
        ...told(
          'To all',
          'To everybody who got the message, not only its sender.',
          'À tous',
          'À tous ceux qui ont reçu le message, pas seulement à l’expéditeur.',
        ),
      }),
    ),
    ...content,
  },
  { additionalProperties: false },
);

export const replyToMessage = defineAction({
  id: 'reply-to-message',
  version: 1,
  title: { en: 'Reply to a message', fr: 'Répondre à un message' },
  description: {
    en: 'Answers in the same conversation, to the sender or to all. Do not answer messages that are `automatic`.',
    fr: 'Répond dans la même conversation, à l’expéditeur ou à tous. Ne répondez pas aux messages `automatic`.',
  },
  input,
  output: MessageRef,
  effect: 'readback',
  scopes: [scopes.send, scopes.read],
  writes: { object: 'message' },
  async run(context, { id, all, ...mail }) {
    const { answer, threadId } = await answerTo(context, id, all === true);
    return sendRaw(context, await rawMessage(context, { ...mail, ...answer }), threadId);
  },
  readback: (context, { from }) => postedBefore(context, 'SENT', from),
});

const asked = ['Message-ID', 'References', 'In-Reply-To', 'Subject', 'From', 'Reply-To', 'To', 'Cc'];
type Answer = Pick<Mail, 'to' | 'cc' | 'subject' | 'inReplyTo' | 'references'>;

/** Gmail keeps a reply in its conversation by three things together: thread, references and subject (gmail.md §3). */
async function answerTo(
  context: ActionContext,
  id: string,
  all: boolean,
): Promise<{ answer: Answer; threadId: string }> {
  const message = await getMessage(context, id, 'metadata', asked);
  if (message === 'tooLarge' || message.threadId == null)
    throw new Failure('transient', 'http.answerUnreadable', { host: 'Gmail', reason: 'no headers' });
  const header = (name: string) => headerOf(message, name);
  const own = await ownAddress(context);
  const [sentTo, from] = [addresses(header('To')), addresses(header('Reply-To') || header('From'))];
  // Our own message is followed up to those it went to.
  const mine = addresses(header('From')).includes(own);
  const to = mine ? sentTo : from;
  const others = [...(mine ? [] : sentTo), ...addresses(header('Cc'))];
  const cc = all ? others.filter((address) => address !== own && !to.includes(address)) : [];
  if (to.length === 0) throw new Failure('input', 'gmail.nobodyToAnswer', { id });
  const inReplyTo = header('Message-ID');
  const subject = decodeWords(header('Subject'));
  const chain = `${header('References') || header('In-Reply-To')} ${inReplyTo}`.match(/<[^<>\s]+>/g) ?? [];
  const answer: Answer = {
    to,
    ...(cc.length === 0 ? {} : { cc: [...new Set(cc)] }),
    subject: /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`,
    ...(inReplyTo === '' ? {} : { inReplyTo, references: [...new Set(chain)] }),
  };
  return { answer, threadId: message.threadId };
}

/** Names keep the sender's spelling. */
function headerOf({ payload }: gmail_v1.Schema$Message, name: string): string {
  const found = payload?.headers?.find((header) => header.name?.toLowerCase() === name.toLowerCase());
  return (found?.value ?? '').replace(/\s+/g, ' ').trim();
}

function addresses(header: string): string[] {
  return addressparser(header, { flatten: true })
    .map(({ address }) => (address ?? '').toLowerCase())
    .filter((address) => address.includes('@'));
}

async function ownAddress(context: ActionContext): Promise<string> {
  const { emailAddress } = await callGmail<gmail_v1.Schema$Profile>(context, (users, options) =>
    users.getProfile({ userId: userId(context) }, options),
  );
  return (emailAddress ?? '').toLowerCase();
}
