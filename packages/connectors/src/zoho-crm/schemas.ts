import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const person = Type.Optional(Type.Union([Type.Object({ id: Type.String(), name: text, email: text }), Type.Null()]));

/** What records of every module have, and what most modules of people have; the rest is the account's. */
export const CrmRecord = Type.Object({
  id: Type.String(),
  Owner: person,
  Created_By: person,
  Modified_By: person,
  Created_Time: text,
  Modified_Time: text,
  Tag: Type.Optional(Type.Union([Type.Array(Type.Object({ name: Type.String() })), Type.Null()])),
  Email: text,
  Phone: text,
  Mobile: text,
});

export const recordId = (title: string, description: string, titleFr: string, descriptionFr: string) =>
  Type.String({ pattern: '^[0-9]{1,30}$', ...told(title, description, titleFr, descriptionFr) });

export const module = Type.String({
  pattern: '^[A-Za-z]\\w{0,99}$',
  choices: 'modules',
  ...told(
    'Module',
    'Its API name, e.g. `Leads`, `Contacts`, `Deals` or that of a module of your own.',
    'Module',
    'Son nom d’API, p. ex. `Leads`, `Contacts`, `Deals` ou celui d’un module à vous.',
  ),
});
export const RecordPlace = Type.Object({ module }, { additionalProperties: false });

export const id = recordId(
  'Record',
  'Id of the record at Zoho CRM.',
  'Fiche',
  'Identifiant de la fiche dans Zoho CRM.',
);

export const trigger = Type.Optional(
  Type.Array(Type.Enum(['workflow', 'approval', 'blueprint', 'orchestration']), {
    default: [],
    ...told(
      'Run in the CRM',
      'Which automations of the CRM run after this write. None when empty, so that a flow does not set off mails and tasks there.',
      'À lancer dans le CRM',
      'Les automatisations du CRM lancées après cette écriture. Aucune si vide, pour qu’un flux n’y déclenche ni mails ni tâches.',
    ),
  }),
);
