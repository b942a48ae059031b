import { defineAction } from '@raccord/contract';
import { scopes } from '../client.ts';
import { MessageRef } from '../message-schema.ts';
import { postedBefore, rawMessage, sendRaw } from '../post-message.ts';
import { newMessage } from './mail-input.ts';

export const sendMessage = defineAction({
  id: 'send-message',
  version: 1,
  title: { en: 'Send a message', fr: 'Envoyer un message' },
  description: {
    en: 'Sends a mail, with up to 25 MB of attachments. After a broken call the sent messages are searched for it, so that it does not go twice.',
    fr: 'Envoie un courrier, avec 25 Mo de pièces jointes au plus. Après un appel interrompu, il est cherché parmi les messages envoyés pour ne pas partir deux fois.',
  },
  input: newMessage,
  output: MessageRef,
  effect: 'readback',
  scopes: [scopes.send, scopes.read],
  writes: { object: 'message' },
  run: async (context, mail) => sendRaw(context, await rawMessage(context, mail)),
  readback: (context, mail) => postedBefore(context, 'SENT', mail.from),
});
