import { Readable } from 'node:stream';
import { type ConnectorContext, Failure, type HttpRequest } from '@raccord/contract';
import { type gmail_v1, gmailApi } from '../shared/google/apis.ts';
import { googleScope } from '../shared/google/auth.ts';
import { callGoogle, type GoogleOptions } from '../shared/google/client.ts';

export const gmailAddress = 'https://gmail.googleapis.com';
export const scopes = {
  read: googleScope('gmail.readonly'),
  send: googleScope('gmail.send'),
  draft: googleScope('gmail.compose'),
  modify: googleScope('gmail.modify'),
} as const;
/** Largest message that is read or sent whole, encoded for its way: people see it as 25 MB of attachments. */
export const MOST_MESSAGE_BYTES = 35 * 1_048_576;
/** An answer with such a message in base64. */
const MOST_ANSWER_BYTES = 48 * 1_048_576;

type Client = Pick<ConnectorContext, 'http' | 'endpoints' | 'settings'>;
type Method = (api: gmail_v1.Resource$Users, options: GoogleOptions) => Promise<unknown>;
type More = Pick<HttpRequest, 'rate'> & { mayBeEmpty?: boolean; needs?: string };

/** The mailbox: the account's own, or the one named in the connection's settings. */
export function userId({ settings }: Pick<Client, 'settings'>): string {
  return typeof settings.mailbox === 'string' && settings.mailbox !== '' ? settings.mailbox : 'me';
}

/** @throws Failure as `googleFailure` */
export async function callGmail<T>(context: Client, method: Method, more: More = {}): Promise<T> {
  return call(context, context.endpoints.api, method, more);
}

/** The same, where a whole message goes along: to the address for uploads, if there is one. */
export async function uploadToGmail<T>(context: Client, method: Method, more: More = {}): Promise<T> {
  return call(context, context.endpoints.upload ?? context.endpoints.api, method, more);
}

async function call<T>(
  context: Client,
  rootUrl: string,
  method: Method,
  { rate, mayBeEmpty, needs }: More,
): Promise<T> {
  const { users } = await gmailApi();
  const settings = {
    from: 'Gmail',
    rootUrl,
    scopes: [needs ?? scopes.read],
    maxBytes: MOST_ANSWER_BYTES,
    timeoutMs: 120_000,
    ...(rate === undefined ? {} : { rate }),
    ...(mayBeEmpty === undefined ? {} : { mayBeEmpty }),
  };
  return callGoogle<T>(context, settings, (options) => method(users, options));
}

/** A message as an upload. */
export const asMedia = (raw: Buffer) => ({ mimeType: 'message/rfc822', body: Readable.from([raw]) });

/** What `work` gives, or undefined when the thing it is about is gone. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'missing') return undefined;
    throw thrown;
  }
}
