import { type ConnectorContext, defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { mark } from './actions/mark.ts';
import { move } from './actions/move.ts';
import { send } from './actions/send.ts';
import { withImap } from './imap.ts';
import { imapTarget, type MailSettings, mailSettings, smtpTarget } from './settings.ts';
import { tryLogin } from './smtp.ts';
import { messageReceived } from './triggers/message-received.ts';

export const mail = defineConnector({
  id: 'mail',
  title: { en: 'Mail (SMTP, IMAP)', fr: 'Courrier (SMTP, IMAP)' },
  description: {
    en: 'Sends mail by any SMTP server and reads mailboxes of any IMAP server.',
    fr: 'Envoie du courrier par tout serveur SMTP et lit les boîtes de tout serveur IMAP.',
  },
  auth: {
    kind: 'basic',
    credentials: Type.Object(
      {
        username: Type.String(
          told(
            'User',
            'Often the mail address. Empty for a relay that asks for none.',
            'Utilisateur',
            'Souvent l’adresse de courrier. Vide pour un relais qui n’en demande pas.',
          ),
        ),
        password: Type.Optional(
          Type.String(
            told(
              'Password',
              'An app password where the provider offers one. It goes to the two servers of this connection only.',
              'Mot de passe',
              'Un mot de passe d’application si le fournisseur en propose. Il ne va qu’aux deux serveurs de cette connexion.',
            ),
          ),
        ),
      },
      { additionalProperties: false },
    ),
    apply: () => undefined,
  },
  settings: mailSettings,
  allowedHosts: (settings: MailSettings) =>
    [smtpTarget(settings), imapTarget(settings)]
      .filter(({ host }) => host !== '')
      .map(({ host, port }) => `${host.toLowerCase()}:${port}`),
  triggers: { 'message-received': messageReceived },
  actions: { send, mark, move },
  choices: {
    async folders(context) {
      const folders = await withImap(context, { changes: false }, (client) => client.list());
      return { choices: folders.slice(0, 500).map(({ path }) => ({ value: path, label: path })) };
    },
  },
  async test(context: ConnectorContext) {
    const { smtpHost, imapHost } = context.settings as MailSettings;
    const { smtp, imap } = context.endpoints;
    if (smtpHost !== undefined || smtp !== undefined) await tryLogin(context);
    if (imapHost === undefined && imap === undefined) return { account: smtpHost ?? smtp ?? '' };
    return { account: await withImap(context, { changes: false }, async (_client, user) => user) };
  },
});
