import type { GoogleCall, GoogleRoute } from '../google/call.ts';
import { badRequest, notFound, refuse } from '../google/errors.ts';
import { mailboxOf, mayDraft, maySend, pageOf, route } from './call.ts';
import { answeredThread, asSent, distribute } from './deliver.ts';
import { slim } from './messages.ts';
import { addressesIn, headersOf } from './mime.ts';
import { shownMessage } from './show-message.ts';
import { headerOf, type Mailbox, type MailMessage, newMailId } from './state.ts';

/** 35 MB of MIME, as Gmail's discovery document says. */
export const largestMessage = 36_700_160;

export const sendRoutes: GoogleRoute[] = [
  {
    method: 'POST',
    path: route('/messages/send'),
    scopes: maySend,
    run(call) {
      const mailbox = mailboxOf(call);
      const given = incoming(call, call.json as Given);
      return slim(send(call, mailbox, given.raw, threadFor(mailbox, given)));
    },
  },
  {
    method: 'POST',
    path: route('/drafts'),
    scopes: mayDraft,
    run(call) {
      const mailbox = mailboxOf(call);
      const given = incoming(call, (call.json.message ?? {}) as Given);
      const message = mailbox.add(given.raw, call.world.now(), ['DRAFT'], threadFor(mailbox, given));
      const id = `r${newMailId()}`;
      mailbox.drafts.set(id, message.id);
      call.effect('drafts.create', id, { key: headerOf(message, 'message-id') ?? null });
      return { id, message: slim(message) };
    },
  },
  {
    method: 'GET',
    path: route('/drafts'),
    scopes: mayDraft,
    run(call) {
      const mailbox = mailboxOf(call);
      const drafts = [...mailbox.drafts].toReversed().map(([id, messageId]) => {
        const { threadId } = mailbox.messages.get(messageId)!;
        return { id, message: { id: messageId, threadId } };
      });
      const { page, next } = pageOf(drafts, call.query, 500);
      return { ...(page.length === 0 ? {} : { drafts: page }), ...next, resultSizeEstimate: drafts.length };
    },
  },
  {
    method: 'GET',
    path: route('/drafts/(?<id>[^/]+)'),
    scopes: mayDraft,
    async run(call) {
      const mailbox = mailboxOf(call);
      const { id, message } = draftOf(mailbox, call.params.id);
      return { id, message: await shownMessage(mailbox, message, call.query) };
    },
  },
  {
    method: 'POST',
    path: route('/drafts/send'),
    scopes: mayDraft,
    run(call) {
      const mailbox = mailboxOf(call);
      const { id, message } = draftOf(mailbox, call.json.id as string | undefined);
      mailbox.drafts.delete(id);
      mailbox.remove(message);
      return slim(send(call, mailbox, message.raw, message.threadId));
    },
  },
  {
    method: 'DELETE',
    path: route('/drafts/(?<id>[^/]+)'),
    scopes: mayDraft,
    run(call) {
      const mailbox = mailboxOf(call);
      const { id, message } = draftOf(mailbox, call.params.id);
      mailbox.drafts.delete(id);
      mailbox.remove(message);
      call.effect('drafts.delete', id);
      return undefined;
    },
  },
];

type Given = { raw?: string; threadId?: string };
type Incoming = { raw: Buffer; threadId: string | undefined };

function send(call: GoogleCall, mailbox: Mailbox, given: Buffer, thread: string | undefined): MailMessage {
  const headers = headersOf(given);
  const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf({ headers }, name)));
  if (to.length === 0) refuse(400, 'INVALID_ARGUMENT', 'Recipient address required', { reason: 'invalidArgument' });
  const raw = asSent(mailbox, given);
  const message = mailbox.add(raw, call.world.now(), ['SENT'], thread);
  call.effect('messages.send', message.id, { key: headerOf(message, 'message-id') ?? null, body: raw.toString() });
  distribute(call.world, message);
  return message;
}

/** A reply lands in the thread only when the thread is named, the headers refer to it and the subject is the same (gmail.md §3). */
function threadFor(mailbox: Mailbox, { raw, threadId }: Incoming): string | undefined {
  if (threadId === undefined) return undefined;
  if (![...mailbox.messages.values()].some((message) => message.threadId === threadId)) return notFound();
  return answeredThread(mailbox, raw) === threadId ? threadId : undefined;
}

/** The message of a request: base64url in JSON, bare, or with JSON beside it. */
function incoming({ body, json }: GoogleCall, given: Given): Incoming {
  const incomingMessage = Object.keys(json).length > 0 ? inJson(given) : uploaded(body);
  if (incomingMessage.raw.length > largestMessage)
    refuse(413, 'INVALID_ARGUMENT', 'Request Entity Too Large', { reason: 'uploadTooLarge' });
  return incomingMessage;
}

function inJson({ raw = '', threadId }: Given): Incoming {
  if (!/^[A-Za-z0-9_-]+=*$/.test(raw))
    badRequest("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
  return { raw: Buffer.from(raw, 'base64url'), threadId };
}

function uploaded({ type, text }: GoogleCall['body']): Incoming {
  if (type.startsWith('message/')) return { raw: Buffer.from(text), threadId: undefined };
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!type.startsWith('multipart/related') || boundary === undefined)
    return badRequest(`Media type '${type}' is not supported. Valid media types: [message/*]`);
  const [, first = '', second = ''] = text.split(`--${boundary}`);
  const content = (part: string) => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
  const metadata = JSON.parse(content(first)) as Given & { message?: Given };
  return { raw: Buffer.from(content(second)), threadId: (metadata.message ?? metadata).threadId };
}

function draftOf(mailbox: Mailbox, id: string | undefined) {
  const message = mailbox.messages.get(mailbox.drafts.get(id ?? '') ?? '');
  return message === undefined || id === undefined ? notFound() : { id, message };
}
