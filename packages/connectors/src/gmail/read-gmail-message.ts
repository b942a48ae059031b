import { type ConnectorContext, Failure } from '@raccord/contract';
import type { gmail_v1 } from '../shared/google/apis.ts';
import { LOOP_HEADER, readMessage } from '../shared/mail/read-message.ts';
import { callGmail, MOST_MESSAGE_BYTES, unlessGone, userId } from './client.ts';
import type { GmailMessage, MessageRef } from './message-schema.ts';

type Read = { message: GmailMessage; own: boolean };
type Found = gmail_v1.Schema$Message;

/**
 * A message with its text, and its attachments in the file store if they are wanted. One that is too large for that comes with its
 * headers only. Undefined when it is gone, as it may be by the time one asks.
 */
export async function readGmailMessage(
  context: ConnectorContext,
  id: string,
  { attachments: wanted }: { attachments: boolean },
): Promise<Read | undefined> {
  const found = await unlessGone(getMessage(context, id, 'raw'));
  if (found === undefined) return undefined;
  if (found === 'tooLarge') return headersOnly(context, id);
  const raw = Buffer.from(found.raw ?? '', 'base64url');
  const { message, attachments } = await readMessage(raw);
  const files: GmailMessage['attachments'] = [];
  if (wanted) for (const one of attachments) files.push(await context.files.put(one));
  return { message: { ...message, ...known(found), attachments: files, whole: true }, own: isOwn(raw) };
}

/** @throws Failure missing when it is gone */
export async function getMessage(
  context: ConnectorContext,
  id: string,
  format: 'raw' | 'metadata' | 'minimal',
  metadataHeaders: string[] = [],
): Promise<Found | 'tooLarge'> {
  try {
    return await callGmail<Found>(
      context,
      ({ messages }, options) =>
        messages.get(
          { userId: userId(context), id, format, ...(metadataHeaders.length > 0 ? { metadataHeaders } : {}) },
          options,
        ),
      { rate: 'get' },
    );
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'http.answerTooLarge') return 'tooLarge';
    throw thrown;
  }
}

async function headersOnly(context: ConnectorContext, id: string): Promise<Read | undefined> {
  const found = await unlessGone(getMessage(context, id, 'metadata'));
  if (found === undefined) return undefined;
  if (found === 'tooLarge') throw new Failure('tooLarge', 'gmail.messageTooLarge', { id, limit: MOST_MESSAGE_BYTES });
  const head = (found.payload?.headers ?? [])
    .filter(({ name }) => !/^content-/i.test(name ?? ''))
    .map(({ name, value }) => `${name}: ${value}`);
  const raw = Buffer.from([...head, '', ''].join('\r\n'));
  const { message } = await readMessage(raw);
  return {
    message: { ...message, ...known(found), size: found.sizeEstimate ?? 0, attachments: [], whole: false },
    own: isOwn(raw),
  };
}

function known(found: Found): MessageRef & Pick<GmailMessage, 'receivedAt'> {
  return { ...refOf(found), receivedAt: new Date(Number(found.internalDate ?? 0)).toISOString() };
}

/** @throws Failure transient when an answer does not say what was made */
export function refOf({ id, threadId, labelIds }: Found): MessageRef {
  if (id == null || threadId == null)
    throw new Failure('transient', 'http.answerUnreadable', { host: 'Gmail', reason: 'no id' }, { uncertain: true });
  return { id, threadId, labelIds: labelIds ?? [] };
}

/** Whether we sent it ourselves. */
function isOwn(raw: Buffer): boolean {
  const head =
    raw
      .subarray(0, 65_536)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  return new RegExp(`^${LOOP_HEADER}:`, 'im').test(head);
}
