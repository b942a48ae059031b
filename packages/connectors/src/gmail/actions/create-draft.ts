import { type ActionContext, defineAction } from '@raccord/contract';
import Type from 'typebox';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { asMedia, callGmail, scopes, uploadToGmail, userId } from '../client.ts';
import { MessageRef } from '../message-schema.ts';
import { postedBefore, rawMessage } from '../post-message.ts';
import { refOf } from '../read-gmail-message.ts';
import { newMessage } from './mail-input.ts';

export const createDraft = defineAction({
  id: 'create-draft',
  version: 1,
  title: { en: 'Create a draft', fr: 'Créer un brouillon' },
  description: {
    en: 'Puts a message among the drafts, for a person to look at and send.',
    fr: 'Place un message parmi les brouillons, pour qu’une personne le relise et l’envoie.',
  },
  input: newMessage,
  output: Type.Object({ draftId: Type.String({ description: 'Of the draft.' }), ...MessageRef.properties }),
  effect: 'readback',
  scopes: [scopes.draft, scopes.read],
  writes: { object: 'message' },
  async run(context, mail) {
    const raw = await rawMessage(context, mail);
    const draft = await uploadToGmail<gmail_v1.Schema$Draft>(
      context,
      ({ drafts }, options) =>
        drafts.create({ userId: userId(context), requestBody: {}, media: asMedia(raw) }, options),
      { needs: scopes.draft },
    );
    return { draftId: draft.id ?? '', ...refOf(draft.message ?? {}) };
  },
  async readback(context, { from }) {
    const message = await postedBefore(context, 'DRAFT', from);
    return message === undefined ? undefined : { draftId: await draftOf(context, message.id), ...message };
  },
});

/** A draft has an id of its own beside its message's. */
async function draftOf(context: ActionContext, messageId: string): Promise<string> {
  const { drafts = [] } = await callGmail<gmail_v1.Schema$ListDraftsResponse>(context, (users, options) =>
    users.drafts.list({ userId: userId(context), maxResults: 100 }, options),
  );
  return drafts.find(({ message }) => message?.id === messageId)?.id ?? '';
}
