import Type, { type Static } from 'typebox';
import { Message, sampleMessage } from '../shared/mail/read-message.ts';

/** A message as flows see it: the mail itself, and what Gmail knows of it. */
export const GmailMessage = Type.Object({
  ...Message.properties,
  id: Type.String({ description: 'Of the message at Gmail; not its Message-ID.' }),
  threadId: Type.String(),
  labelIds: Type.Array(Type.String()),
  receivedAt: Type.String({ description: 'ISO 8601, by Gmail’s clock.' }),
  whole: Type.Boolean({ description: 'False when it was too large to be read: then only its headers were.' }),
});
export type GmailMessage = Static<typeof GmailMessage>;

export const sampleGmailMessage: GmailMessage = {
  ...sampleMessage,
  id: '19f1c2d3e4a5b6c7',
  threadId: '19f1c2d3e4a5b6c7',
  labelIds: ['INBOX', 'UNREAD'],
  receivedAt: '2026-11-20T09:12:04.000Z',
  whole: true,
};

/** A message that was sent, filed or relabelled. */
export const MessageRef = Type.Object({
  id: Type.String({ description: 'Of the message at Gmail.' }),
  threadId: Type.String({ description: 'Of its conversation.' }),
  labelIds: Type.Array(Type.String()),
});
export type MessageRef = Static<typeof MessageRef>;
