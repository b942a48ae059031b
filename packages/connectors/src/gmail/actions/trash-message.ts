import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { callGmail, scopes, unlessGone, userId } from '../client.ts';
import { MessageRef } from '../message-schema.ts';
import { refOf } from '../read-gmail-message.ts';
import { messageId } from './mail-input.ts';

export const trashMessage = defineAction({
  id: 'trash-message',
  version: 1,
  title: { en: 'Put a message into the bin', fr: 'Mettre un message à la corbeille' },
  description: {
    en: 'Puts a message into the bin, where Gmail keeps it for 30 days. One that is gone already is no failure.',
    fr: 'Met un message à la corbeille, où Gmail le garde 30 jours. Un message déjà absent n’est pas une erreur.',
  },
  input: Type.Object({ id: messageId }, { additionalProperties: false }),
  output: MessageRef,
  effect: 'upsert',
  scopes: [scopes.modify],
  writes: { object: 'message' },
  async run(context, { id }) {
    const trashed = await unlessGone(
      callGmail<gmail_v1.Schema$Message>(
        context,
        ({ messages }, options) => messages.trash({ userId: userId(context), id }, options),
        { needs: scopes.modify },
      ),
    );
    return trashed === undefined ? { id, threadId: '', labelIds: [] } : refOf(trashed);
  },
});
