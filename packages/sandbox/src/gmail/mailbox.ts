import type { GoogleRoute } from '../google/call.ts';
import { badRequest, notFound, refuse } from '../google/errors.ts';
import { googleUsers } from '../google-accounts/state.ts';
import {
  isSystemLabel,
  labelIds,
  mailboxOf,
  mayDraft,
  mayLabel,
  mayList,
  mayModify,
  mayRead,
  pageOf,
  route,
} from './call.ts';
import type { HistoryEntry, HistoryType, Mailbox, MailLabel } from './state.ts';

const week = 7 * 86_400_000;
const historyTypes: readonly string[] = ['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved'];
const listOf = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
} as const satisfies Record<HistoryType, string>;

export const mailboxRoutes: GoogleRoute[] = [
  {
    method: 'GET',
    path: route('/profile'),
    scopes: [...mayList, ...mayDraft],
    run(call) {
      const { address, messages, historyId } = mailboxOf(call);
      const threadsTotal = new Set([...messages.values()].map(({ threadId }) => threadId)).size;
      return { emailAddress: address, messagesTotal: messages.size, threadsTotal, historyId: String(historyId) };
    },
  },
  {
    method: 'GET',
    path: route('/history'),
    scopes: mayList,
    run(call) {
      const mailbox = mailboxOf(call);
      const start = Number(call.query.get('startHistoryId') ?? badRequest('Missing startHistoryId'));
      if (!Number.isInteger(start)) badRequest('Invalid startHistoryId');
      if (start < mailbox.historyFloor) notFound();
      const types = call.query.getAll('historyTypes');
      for (const type of types) if (!historyTypes.includes(type)) badRequest(`Invalid historyTypes: ${type}`);
      const label = call.query.get('labelId');
      const entries = mailbox.history.filter(
        (entry) =>
          entry.id > start &&
          (types.length === 0 || types.includes(entry.type)) &&
          (label === null || labelsNow(mailbox, entry).includes(label) || entry.labelIds.includes(label)),
      );
      const { page, next } = pageOf(entries, call.query, 500);
      const history = page.map((entry) => shownEntry(mailbox, entry));
      return { ...(history.length === 0 ? {} : { history }), ...next, historyId: String(mailbox.historyId) };
    },
  },
  {
    method: 'POST',
    path: route('/watch'),
    scopes: mayList,
    run(call) {
      const mailbox = mailboxOf(call);
      const { topicName } = call.json as { topicName?: string };
      if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName ?? '')) badRequest('Invalid topicName');
      if (!call.world.gmail.pushTo.has(topicName!))
        refuse(403, 'PERMISSION_DENIED', `User not authorized to perform this action on ${topicName}.`, {
          reason: 'forbidden',
        });
      const expiration = call.world.now() + week;
      mailbox.watch = { topicName: topicName!, labelIds: labelIds(mailbox, call.json.labelIds), expiration };
      call.effect('watch', mailbox.address);
      return { historyId: String(mailbox.historyId), expiration: String(expiration) };
    },
  },
  {
    method: 'POST',
    path: route('/stop'),
    scopes: mayList,
    run(call) {
      mailboxOf(call).watch = undefined;
      return undefined;
    },
  },
  {
    method: 'GET',
    path: route('/labels'),
    scopes: [...mayList, ...mayLabel],
    run: (call) => ({ labels: [...mailboxOf(call).labels.values()].map(shownLabel) }),
  },
  {
    method: 'GET',
    path: route('/labels/(?<id>[^/]+)'),
    scopes: [...mayList, ...mayLabel],
    run(call) {
      const mailbox = mailboxOf(call);
      const label = mailbox.labels.get(call.params.id ?? '') ?? notFound();
      const own = [...mailbox.messages.values()].filter(({ labelIds: ids }) => ids.includes(label.id));
      const unread = own.filter(({ labelIds: ids }) => ids.includes('UNREAD')).length;
      return { ...shownLabel(label), messagesTotal: own.length, messagesUnread: unread };
    },
  },
  {
    method: 'POST',
    path: route('/labels'),
    scopes: mayLabel,
    run(call) {
      const mailbox = mailboxOf(call);
      const { name = '' } = call.json as { name?: string };
      if (name === '') badRequest('Invalid label name');
      const same = [...mailbox.labels.values()].some((label) => label.name.toLowerCase() === name.toLowerCase());
      if (same) refuse(409, 'ALREADY_EXISTS', 'Label name exists or conflicts', { reason: 'aborted' });
      const label = mailbox.addLabel(name);
      call.effect('labels.create', label.id);
      return shownLabel(label);
    },
  },
  {
    method: 'DELETE',
    path: route('/labels/(?<id>[^/]+)'),
    scopes: mayLabel,
    run(call) {
      const mailbox = mailboxOf(call);
      const label = mailbox.labels.get(call.params.id ?? '') ?? notFound();
      if (isSystemLabel(label.id)) badRequest('Invalid delete request');
      mailbox.labels.delete(label.id);
      for (const message of mailbox.messages.values()) mailbox.relabel(message, [], [label.id]);
      call.effect('labels.delete', label.id);
      return undefined;
    },
  },
  {
    method: 'GET',
    path: route('/settings/sendAs'),
    scopes: [...mayRead, ...mayModify],
    run(call) {
      const { address } = mailboxOf(call);
      const displayName = googleUsers.find(({ email }) => email === address)?.name ?? '';
      return { sendAs: [{ sendAsEmail: address, displayName, isPrimary: true, isDefault: true }] };
    },
  },
];

/** A message's labels as they are now; of one that is gone, as they were. */
function labelsNow({ messages }: Mailbox, { message }: HistoryEntry): string[] {
  return messages.get(message.id)?.labelIds ?? message.labelIds;
}

function shownEntry(mailbox: Mailbox, entry: HistoryEntry): object {
  const { id, threadId } = entry.message;
  const message = { id, threadId, labelIds: labelsNow(mailbox, entry) };
  const labels = entry.labelIds.length === 0 ? {} : { labelIds: entry.labelIds };
  return { id: String(entry.id), messages: [{ id, threadId }], [listOf[entry.type]]: [{ message, ...labels }] };
}

function shownLabel({ id, name, type }: MailLabel): object {
  return {
    id,
    name,
    type,
    ...(type === 'user' ? { messageListVisibility: 'show', labelListVisibility: 'labelShow' } : {}),
  };
}
