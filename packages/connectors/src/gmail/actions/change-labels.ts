import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { callGmail, scopes, userId } from '../client.ts';
import { MessageRef } from '../message-schema.ts';
import { refOf } from '../read-gmail-message.ts';
import { messageId } from './mail-input.ts';

const labels = (...texts: Parameters<typeof told>) =>
  Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100, choices: 'labels', ...told(...texts) }),
  );

export const changeLabels = defineAction({
  id: 'change-labels',
  version: 1,
  title: { en: 'Change the labels of a message', fr: 'Changer les libellés d’un message' },
  description: {
    en: 'Adds and removes labels: removing `UNREAD` marks it as read, removing `INBOX` archives it.',
    fr: 'Ajoute et retire des libellés : retirer `UNREAD` le marque comme lu, retirer `INBOX` l’archive.',
  },
  input: Type.Object(
    {
      id: messageId,
      add: labels('Add', 'Ids of labels, `Label_12`.', 'Ajouter', 'Identifiants de libellés, `Label_12`.'),
      remove: labels('Remove', 'Ids of labels, `UNREAD`.', 'Retirer', 'Identifiants de libellés, `UNREAD`.'),
    },
    { additionalProperties: false },
  ),
  output: MessageRef,
  // Done twice, it is as it is.
  effect: 'upsert',
  scopes: [scopes.modify],
  writes: { object: 'message' },
  async run(context, { id, add = [], remove = [] }) {
    const changed = await callGmail<gmail_v1.Schema$Message>(
      context,
      ({ messages }, options) =>
        messages.modify(
          { userId: userId(context), id, requestBody: { addLabelIds: add, removeLabelIds: remove } },
          options,
        ),
      { needs: scopes.modify },
    );
    return refOf(changed);
  },
});
