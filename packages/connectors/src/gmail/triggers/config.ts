import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';

const label = (...texts: Parameters<typeof told>) =>
  Type.String({ minLength: 1, maxLength: 100, choices: 'labels', ...told(...texts) });
const attachments = Type.Optional(
  Type.Boolean({
    default: true,
    ...told(
      'Attachments',
      'Keep the attached files for the nodes of the flow.',
      'Pièces jointes',
      'Garder les fichiers joints pour les nœuds du flux.',
    ),
  }),
);
const own = Type.Optional(
  Type.Boolean({
    default: false,
    ...told(
      'Also our own',
      'Messages that Raccord itself has sent, too. A flow that answers would then answer itself.',
      'Aussi les nôtres',
      'Y compris les messages envoyés par Raccord. Un flux qui répond se répondrait alors à lui-même.',
    ),
  }),
);

export const ReceivedConfig = Type.Object(
  {
    label: Type.Optional(
      label(
        'Label',
        'Id of the label it comes in with; the inbox when absent. `SENT` gives what is sent.',
        'Libellé',
        'Identifiant du libellé à l’arrivée ; la boîte de réception par défaut. `SENT` donne ce qui est envoyé.',
      ),
    ),
    query: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2_000,
        ...told(
          'Search',
          'Only messages that fit, as in Gmail’s search box: `from:@acme.example has:attachment`.',
          'Recherche',
          'Seulement les messages qui conviennent, comme dans la recherche de Gmail : `from:@acme.example has:attachment`.',
        ),
      }),
    ),
    attachments,
    own,
  },
  { additionalProperties: false },
);

export const LabelledConfig = Type.Object(
  {
    label: label('Label', 'Id of the label, `Label_12`.', 'Libellé', 'Identifiant du libellé, `Label_12`.'),
    attachments,
    own,
  },
  { additionalProperties: false },
);

/** What to read, and what of it to give. */
export type Wanted = Static<typeof ReceivedConfig>;
