import { defineTrigger, Failure, type RawDelivery, type TriggerItem } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { Message, readMessage, sampleMessage } from '../../shared/mail/read-message.ts';

const config = Type.Object(
  {
    senders: Type.Optional(
      Type.Array(Type.String({ minLength: 3, maxLength: 300 }), {
        maxItems: 500,
        ...told(
          'Allowed senders',
          'Addresses, or domains as `@acme.example`. Anybody else is refused. A sender can be forged: have your mail server check that before it passes mail on.',
          'Expéditeurs autorisés',
          'Adresses, ou domaines comme `@acme.example`. Tout autre est refusé. Un expéditeur se falsifie : faites-le vérifier par votre serveur avant qu’il transmette.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
type Config = Static<typeof config>;

/** By the server's own receiver (`envelope-from`, `envelope-to`), and by no other way: the address is not one of the web. */
const BY_MAIL = 'MAIL';

export const received = defineTrigger({
  id: 'received',
  version: 1,
  title: { en: 'Mail captured', fr: 'Courrier capturé' },
  description: {
    en: 'Fires once for each mail to the trigger’s own address. Nothing is ever answered; mails that programs sent are marked as such.',
    fr: 'Se déclenche une fois pour chaque courrier à l’adresse propre au déclencheur. Rien n’est jamais répondu ; les courriers de programmes sont signalés.',
  },
  config,
  output: Type.Object({
    ...Message.properties,
    envelope: Type.Object({ from: Type.String(), to: Type.String() }),
  }),
  sample: { ...sampleMessage, envelope: { from: 'elodie@petitspains.example', to: 'raccord+0123@in.acme.example' } },
  webhook: {
    secret: 'optional',
    verify({ method }) {
      if (method !== BY_MAIL) throw new Failure('auth', 'mailIn.notByMail');
    },
    // A mail takes a while to read: `unpack` does.
    parse: () => [],
    unpack: read,
  },
});

async function read({ headers, body }: RawDelivery, { senders = [] }: Config): Promise<TriggerItem[]> {
  const { message, attachments } = await readMessage(body);
  const envelope = { from: headers['envelope-from'] ?? '', to: headers['envelope-to'] ?? '' };
  if (senders.length > 0 && !senders.some((allowed) => fits(allowed, message.from.address)))
    throw new Failure('auth', 'mailIn.senderNotAllowed', { from: message.from.address });
  // Bounces come from nobody.
  const data = { ...message, automatic: message.automatic || envelope.from === '', envelope };
  return [{ dedupeKey: message.messageId, data, files: { into: 'attachments', of: attachments } }];
}

function fits(allowed: string, address: string): boolean {
  const wanted = allowed.toLowerCase();
  return wanted.startsWith('@') ? address.endsWith(wanted) : address === wanted;
}
