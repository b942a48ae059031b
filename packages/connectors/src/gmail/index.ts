import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import type { gmail_v1 } from '../shared/google/apis.ts';
import { googleAuth, googleSignIn } from '../shared/google/auth.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { changeLabels } from './actions/change-labels.ts';
import { createDraft } from './actions/create-draft.ts';
import { replyToMessage } from './actions/reply-to-message.ts';
import { sendMessage } from './actions/send-message.ts';
import { trashMessage } from './actions/trash-message.ts';
import { callGmail, gmailAddress, scopes, userId } from './client.ts';
import { allLabels, label } from './objects/label.ts';
import { message } from './objects/message.ts';
import { messageLabelled } from './triggers/message-labelled.ts';
import { messageReceived } from './triggers/message-received.ts';

export const gmail = defineConnector({
  id: 'gmail',
  title: { en: 'Gmail', fr: 'Gmail' },
  description: {
    en: 'Messages of a Gmail mailbox: received, found, sent, answered in their thread, labelled.',
    fr: 'Les messages d’une boîte Gmail : reçus, trouvés, envoyés, répondus dans leur fil, libellés.',
  },
  endpoints: { api: gmailAddress, ...googleSignIn },
  auth: googleAuth([scopes.read]),
  settings: Type.Object(
    {
      mailbox: Type.Optional(
        Type.String({
          maxLength: 320,
          ...told(
            'Mailbox',
            'Address of the mailbox, for an account that may act for it; the account’s own when absent.',
            'Boîte',
            'Adresse de la boîte, pour un compte autorisé à agir pour elle ; celle du compte par défaut.',
          ),
        }),
      ),
      topic: Type.Optional(
        Type.String({
          pattern: '^(projects/[^/]+/topics/[^/]+)?$',
          ...told(
            'Pub/Sub topic',
            'For messages within seconds: `projects/acme/topics/gmail`, in the project of the client ID, with gmail-api-push@system.gserviceaccount.com as publisher and a push subscription to the trigger’s address. Without it Gmail is asked every few minutes.',
            'Sujet Pub/Sub',
            'Pour des messages en quelques secondes : `projects/acme/topics/gmail`, dans le projet de l’identifiant client, avec gmail-api-push@system.gserviceaccount.com comme éditeur et un abonnement « push » vers l’adresse du déclencheur. Sans lui, Gmail est interrogé toutes les quelques minutes.',
          ),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  objects: { message, label },
  triggers: { 'message-received': messageReceived, 'message-labelled': messageLabelled },
  actions: {
    ...actionsOf(message),
    ...actionsOf(label),
    'send-message': sendMessage,
    'reply-to-message': replyToMessage,
    'create-draft': createDraft,
    'change-labels': changeLabels,
    'trash-message': trashMessage,
  },
  choices: {
    async labels(context) {
      const labels = await allLabels(context);
      return { choices: labels.map(({ id, name }) => ({ value: id ?? '', label: name ?? id ?? '' })) };
    },
  },
  // 6,000 units a minute and mailbox: a message costs 20, sending 100, most else 5 or less (gmail.md §6).
  rates: [
    { id: 'get', limit: 120, perMs: 60_000, atOnce: 8 },
    { id: 'send', limit: 30, perMs: 60_000 },
    { limit: 100, perMs: 60_000 },
  ],
  async test(context) {
    const { emailAddress } = await callGmail<gmail_v1.Schema$Profile>(context, (users, options) =>
      users.getProfile({ userId: userId(context) }, options),
    );
    return { account: emailAddress ?? '' };
  },
});
