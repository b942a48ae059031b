import { randomBytes } from 'node:crypto';
import { headersOf } from './mime.ts';

export const systemLabels = [
  'INBOX',
  'UNREAD',
  'STARRED',
  'IMPORTANT',
  'SENT',
  'DRAFT',
  'SPAM',
  'TRASH',
  'CATEGORY_PERSONAL',
] as const;
/** What people and programs may not put on a message themselves. */
export const fixedLabels: readonly string[] = ['SENT', 'DRAFT'];

export type MailLabel = { id: string; name: string; type: 'system' | 'user' };
export type MailMessage = {
  id: string;
  threadId: string;
  labelIds: string[];
  raw: Buffer;
  headers: { name: string; value: string }[];
  /** Milliseconds since 1970. */
  internalDate: number;
  historyId: number;
};
export type HistoryType = 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved';
export type HistoryEntry = {
  id: number;
  type: HistoryType;
  message: { id: string; threadId: string; labelIds: string[] };
  /** Labels that came or went. */
  labelIds: string[];
};
export type Watch = { topicName: string; labelIds: string[]; expiration: number };

/** One person's mail. */
export class Mailbox {
  readonly address: string;
  readonly messages = new Map<string, MailMessage>();
  readonly labels = new Map<string, MailLabel>();
  /** Id of the draft → id of its message. */
  readonly drafts = new Map<string, string>();
  history: HistoryEntry[] = [];
  historyId = 998_000;
  /** Everything below has been forgotten. */
  historyFloor = 998_000;
  watch: Watch | undefined;
  /** Attachment ids given out; each reading gives new ones. */
  readonly attachments = new Map<string, { messageId: string; position: number }>();
  #labels = 10;

  constructor(address: string) {
    this.address = address;
    for (const id of systemLabels) this.labels.set(id, { id, name: id, type: 'system' });
  }

  addLabel(name: string): MailLabel {
    this.#labels += 1;
    const label: MailLabel = { id: `Label_${this.#labels}`, name, type: 'user' };
    this.labels.set(label.id, label);
    return label;
  }

  add(raw: Buffer, at: number, labelIds: readonly string[], threadId = newMailId()): MailMessage {
    const message: MailMessage = {
      id: newMailId(),
      threadId,
      labelIds: [...labelIds],
      raw,
      headers: headersOf(raw),
      internalDate: at,
      historyId: 0,
    };
    this.messages.set(message.id, message);
    this.note('messageAdded', message, []);
    return message;
  }

  remove(message: MailMessage): void {
    this.messages.delete(message.id);
    this.note('messageDeleted', message, []);
  }

  /** @returns whether anything changed */
  relabel(message: MailMessage, add: readonly string[], remove: readonly string[]): boolean {
    const added = add.filter((label) => !message.labelIds.includes(label));
    const removed = remove.filter((label) => message.labelIds.includes(label));
    message.labelIds = [...message.labelIds.filter((label) => !removed.includes(label)), ...added];
    if (added.length > 0) this.note('labelAdded', message, added);
    if (removed.length > 0) this.note('labelRemoved', message, removed);
    return added.length + removed.length > 0;
  }

  /** As Gmail does after days or hours: what happened so far can no longer be asked for. */
  forgetHistory(): void {
    this.historyId += 10;
    this.historyFloor = this.historyId;
    this.history = [];
  }

  /** The message that another one answers to, by its Message-ID. */
  byMessageId(messageId: string): MailMessage | undefined {
    return [...this.messages.values()].find((message) => headerOf(message, 'message-id') === messageId);
  }

  newestFirst(): MailMessage[] {
    return [...this.messages.values()].toReversed().toSorted((a, b) => b.internalDate - a.internalDate);
  }

  note(type: HistoryType, message: MailMessage, labelIds: string[]): void {
    // Ids rise, with gaps.
    this.historyId += 1 + Math.floor(Math.random() * 40);
    message.historyId = this.historyId;
    const { id, threadId } = message;
    this.history.push({
      id: this.historyId,
      type,
      message: { id, threadId, labelIds: [...message.labelIds] },
      labelIds,
    });
  }
}

export class GmailState {
  readonly mailboxes = new Map<string, Mailbox>();
  /** Addresses that the push subscriptions of the Pub/Sub topics deliver to, by topic. */
  readonly pushTo = new Map<string, string[]>();

  mailbox(address: string): Mailbox {
    let mailbox = this.mailboxes.get(address);
    if (mailbox === undefined) {
      mailbox = new Mailbox(address);
      this.mailboxes.set(address, mailbox);
    }
    return mailbox;
  }

  tables(): Record<string, object[]> {
    const all = [...this.mailboxes.values()];
    return {
      messages: all.flatMap(({ address: mailbox, messages }) =>
        [...messages.values()].map(({ raw, headers, ...message }) => ({
          mailbox,
          ...message,
          subject: headers.find(({ name }) => name.toLowerCase() === 'subject')?.value ?? '',
          size: raw.length,
        })),
      ),
      labels: all.flatMap(({ address: mailbox, labels }) =>
        [...labels.values()].map((label) => ({ mailbox, ...label })),
      ),
      watches: all.flatMap(({ address: mailbox, watch }) => (watch === undefined ? [] : [{ mailbox, ...watch }])),
    };
  }
}

/** Sixteen hexadecimal digits, as Gmail's ids look. */
export function newMailId(): string {
  return `19${randomBytes(7).toString('hex')}`;
}

/** Header names keep the sender's spelling; they are compared without regard to case. */
export function headerOf({ headers }: Pick<MailMessage, 'headers'>, name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}
