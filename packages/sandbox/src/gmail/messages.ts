import type { GoogleCall, GoogleRoute } from '../google/call.ts';
import { badRequest, notFound, refuse } from '../google/errors.ts';
import { labelIds, mailboxOf, mayDelete, mayList, mayModify, mayRead, messageOf, pageOf, route } from './call.ts';
import { base64url, contentOf } from './mime.ts';
import { announce } from './push.ts';
import { searchTest } from './search.ts';
import { shownMessage } from './show-message.ts';
import { fixedLabels, type Mailbox, type MailMessage } from './state.ts';

export const messageRoutes: GoogleRoute[] = [
  {
    method: 'GET',
    path: route('/messages'),
    scopes: mayList,
    run(call) {
      const mailbox = mailboxOf(call);
      const found = matching(call, mailbox);
      const { page, next } = pageOf(found, call.query, 500);
      const messages = page.map(({ id, threadId }) => ({ id, threadId }));
      return {
        ...(messages.length === 0 ? {} : { messages }),
        ...next,
        resultSizeEstimate: Math.min(found.length, 201),
      };
    },
  },
  {
    method: 'GET',
    path: route('/messages/(?<id>[^/]+)'),
    scopes: mayList,
    run(call) {
      const format = call.query.get('format') ?? 'full';
      const weak = call.scopes.every((one) => one.endsWith('gmail.metadata'));
      if (weak && (format === 'full' || format === 'raw'))
        refuse(403, 'PERMISSION_DENIED', 'Metadata scope doesn’t allow format FULL', { reason: 'forbidden' });
      const mailbox = mailboxOf(call);
      return shownMessage(mailbox, messageOf(mailbox, call.params.id), call.query);
    },
  },
  {
    method: 'GET',
    path: route('/messages/(?<id>[^/]+)/attachments/(?<attachmentId>[^/]+)'),
    scopes: mayRead,
    async run(call) {
      const mailbox = mailboxOf(call);
      const message = messageOf(mailbox, call.params.id);
      const known = mailbox.attachments.get(call.params.attachmentId ?? '');
      if (known === undefined || known.messageId !== message.id) badRequest('Invalid attachment token');
      const { attachments } = await contentOf(message.raw);
      const { content } = attachments[known!.position]!;
      return { size: content.length, data: base64url(content) };
    },
  },
  {
    method: 'POST',
    path: route('/messages/(?<id>[^/]+)/modify'),
    scopes: mayModify,
    run(call) {
      const mailbox = mailboxOf(call);
      const message = messageOf(mailbox, call.params.id);
      relabel(call, mailbox, [message]);
      return slim(message);
    },
  },
  {
    method: 'POST',
    path: route('/messages/batchModify'),
    scopes: mayModify,
    run(call) {
      const mailbox = mailboxOf(call);
      const ids = (call.json.ids as string[] | undefined) ?? [];
      if (ids.length === 0) badRequest('No message ids specified.');
      if (ids.length > 1_000) badRequest('Too many message ids specified (maximum of 1000).');
      relabel(
        call,
        mailbox,
        ids.flatMap((id) => mailbox.messages.get(id) ?? []),
      );
      return undefined;
    },
  },
  {
    method: 'POST',
    path: route('/messages/(?<id>[^/]+)/(?<way>trash|untrash)'),
    scopes: mayModify,
    run(call) {
      const mailbox = mailboxOf(call);
      const message = messageOf(mailbox, call.params.id);
      const [add, remove] = call.params.way === 'trash' ? [['TRASH'], ['INBOX']] : [[], ['TRASH']];
      if (mailbox.relabel(message, add, remove)) call.effect(`messages.${call.params.way}`, message.id);
      return slim(message);
    },
  },
  {
    method: 'DELETE',
    path: route('/messages/(?<id>[^/]+)'),
    scopes: mayDelete,
    run(call) {
      const mailbox = mailboxOf(call);
      const message = messageOf(mailbox, call.params.id);
      mailbox.remove(message);
      call.effect('messages.delete', message.id);
      return undefined;
    },
  },
  {
    method: 'GET',
    path: route('/threads'),
    scopes: mayList,
    run(call) {
      const mailbox = mailboxOf(call);
      const threads = [...Map.groupBy(matching(call, mailbox), ({ threadId }) => threadId)];
      const { page, next } = pageOf(threads, call.query, 500);
      const shown = page.map(([id, [newest]]) => ({ id, snippet: '', historyId: String(newest!.historyId) }));
      return { ...(shown.length === 0 ? {} : { threads: shown }), ...next, resultSizeEstimate: threads.length };
    },
  },
  {
    method: 'GET',
    path: route('/threads/(?<id>[^/]+)'),
    scopes: mayList,
    async run(call) {
      const mailbox = mailboxOf(call);
      const own = mailbox.newestFirst().filter(({ threadId }) => threadId === call.params.id);
      const [newest] = own;
      if (newest === undefined) return notFound();
      const messages = await Promise.all(own.toReversed().map((one) => shownMessage(mailbox, one, call.query)));
      return { id: newest.threadId, historyId: String(newest.historyId), messages };
    },
  },
];

export function slim({ id, threadId, labelIds: labels }: MailMessage): object {
  return { id, threadId, labelIds: labels };
}

/** Newest first; spam and trash only when they are asked for. */
function matching({ query, scopes }: GoogleCall, mailbox: Mailbox): MailMessage[] {
  const q = query.get('q') ?? '';
  if (q !== '' && scopes.every((one) => one.endsWith('gmail.metadata')))
    refuse(403, 'PERMISSION_DENIED', "Metadata scope does not support 'q' parameter", { reason: 'forbidden' });
  const labels = query.getAll('labelIds');
  const test = searchTest(mailbox, q);
  const hidden = ['SPAM', 'TRASH'].filter((label) => !labels.includes(label));
  const all = query.get('includeSpamTrash') === 'true' || /\bin:(anywhere|spam|trash)\b/.test(q);
  return mailbox
    .newestFirst()
    .filter((message) => labels.every((label) => message.labelIds.includes(label)))
    .filter((message) => all || !hidden.some((label) => message.labelIds.includes(label)))
    .filter(test);
}

function relabel(call: GoogleCall, mailbox: Mailbox, messages: readonly MailMessage[]): void {
  const [add, remove] = [labelIds(mailbox, call.json.addLabelIds), labelIds(mailbox, call.json.removeLabelIds)];
  for (const id of [...add, ...remove]) if (fixedLabels.includes(id)) badRequest(`Invalid label: ${id}`);
  for (const message of messages) if (mailbox.relabel(message, add, remove)) call.effect('messages.modify', message.id);
  announce(call.world, mailbox);
}
