import { googleUsers } from '../google-accounts/state.ts';
import type { World } from '../world.ts';
import { receive, writtenMessage } from './deliver.ts';

/** The Pub/Sub topic that the stand-in knows; its push subscriptions are set by `POST /_sandbox/gmail/push`. */
export const sampleTopic = 'projects/sandbox-project/topics/gmail';

/** Two mailboxes, with a French and an English message and a label for support. */
export function seedGmail(world: World): void {
  const [camille, support] = googleUsers.map(({ email }) => world.gmail.mailbox(email));
  world.gmail.pushTo.set(sampleTopic, []);
  support!.addLabel('Clients');
  const label = camille!.addLabel('Support');
  receive(
    world,
    camille!,
    writtenMessage({
      from: 'Élodie Marchand <elodie@petitspains.example>',
      to: 'Camille Martin <camille@raccord.example>',
      subject: 'Commande n° 17 : délai de livraison',
      text: 'Bonjour,\n\nPouvez-vous me dire quand notre commande sera livrée ?\n\nÉlodie Marchand\nLes Petits Pains',
    }),
    [label.id],
  );
  receive(
    world,
    camille!,
    writtenMessage({
      from: 'Grace Turner <grace@acme.example>',
      to: 'camille@raccord.example',
      subject: 'Invoice INV-00042',
      text: 'Hello Camille,\n\nplease send us a copy of the invoice.\n\nGrace',
    }),
  );
}
