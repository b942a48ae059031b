import { type GoogleCall, scope } from '../google/call.ts';
import { badRequest, notFound, refuse } from '../google/errors.ts';
import { type Mailbox, type MailMessage, systemLabels } from './state.ts';

const full = 'https://mail.google.com/';
export const mayRead = scope('gmail.readonly', 'gmail.modify', full);
export const mayList = scope('gmail.metadata', 'gmail.readonly', 'gmail.modify', full);
export const mayModify = scope('gmail.modify', full);
export const maySend = scope('gmail.send', 'gmail.compose', 'gmail.modify', full);
export const mayDraft = scope('gmail.compose', 'gmail.modify', full);
export const mayLabel = scope('gmail.labels', 'gmail.modify', full);
export const mayDelete = scope(full);

export const under = '^(?:/upload)?/gmail/v1/users/(?<userId>[^/]+)';
export const route = (rest: string) => new RegExp(`${under}${rest}$`);

/** The caller's own mailbox: `me`, or their address. Somebody else's needs a token that speaks for them. */
export function mailboxOf({ world, params, user }: GoogleCall): Mailbox {
  const asked = params.userId ?? '';
  if (asked !== 'me' && asked.toLowerCase() !== user)
    refuse(403, 'PERMISSION_DENIED', `Delegation denied for ${user}`, { reason: 'forbidden' });
  return world.gmail.mailbox(user);
}

export function messageOf(mailbox: Mailbox, id: string | undefined): MailMessage {
  return mailbox.messages.get(id ?? '') ?? notFound();
}

/** @throws Refusal for labels that are not there */
export function labelIds(mailbox: Mailbox, value: unknown): string[] {
  const ids = (Array.isArray(value) ? value : []) as string[];
  for (const id of ids) if (!mailbox.labels.has(id)) badRequest(`Invalid label: ${id}`);
  return ids;
}

export function pageOf<T>(items: readonly T[], query: URLSearchParams, most: number): { page: T[]; next: object } {
  const size = Math.min(Number(query.get('maxResults') ?? 100), most);
  if (!Number.isInteger(size) || size < 1) badRequest('Invalid maxResults');
  const token = query.get('pageToken');
  const from = token === null ? 0 : Number(token.replace(/^0/, ''));
  if (!Number.isInteger(from) || from < 0) badRequest('Invalid pageToken');
  const next = from + size < items.length ? { nextPageToken: `0${from + size}` } : {};
  return { page: items.slice(from, from + size), next };
}

export const isSystemLabel = (id: string) => (systemLabels as readonly string[]).includes(id);
