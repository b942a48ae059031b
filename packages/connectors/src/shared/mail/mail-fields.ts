import { FileRef } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../forms/told.ts';

const Addresses = (...texts: Parameters<typeof told>) =>
  Type.Union(
    [Type.String({ maxLength: 10_000 }), Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 500 })],
    told(...texts),
  );
const Line = (...texts: Parameters<typeof told>) => Type.Optional(Type.String({ maxLength: 2_000, ...told(...texts) }));

/** What a mail is made of, whoever carries it. */
export const mailFields = {
  from: Type.String({
    minLength: 3,
    maxLength: 1_000,
    ...told(
      'From',
      '`ann@acme.example` or `Ann <ann@acme.example>`.',
      'De',
      '`ann@acme.example` ou `Ann <ann@acme.example>`.',
    ),
  }),
  to: Addresses(
    'To',
    'One address, several separated by commas, or a list.',
    'À',
    'Une adresse, plusieurs séparées par des virgules, ou une liste.',
  ),
  cc: Type.Optional(Addresses('Cc', 'Copies that all see.', 'Cc', 'Copies visibles de tous.')),
  bcc: Type.Optional(Addresses('Bcc', 'Copies that nobody sees.', 'Cci', 'Copies invisibles.')),
  replyTo: Line(
    'Reply to',
    'Where answers go, if not to the sender.',
    'Répondre à',
    'Où vont les réponses, si ce n’est à l’expéditeur.',
  ),
  subject: Type.String({ maxLength: 2_000, ...told('Subject', 'One line.', 'Objet', 'Une seule ligne.') }),
  text: Type.Optional(
    Type.String({
      maxLength: 1_000_000,
      ...told('Text', 'The mail as plain text.', 'Texte', 'Le courrier en texte simple.'),
    }),
  ),
  html: Type.Optional(
    Type.String({
      maxLength: 1_000_000,
      ...told(
        'HTML',
        'The mail as it is shown; give the text too.',
        'HTML',
        'Le courrier mis en forme ; donnez aussi le texte.',
      ),
    }),
  ),
  attachments: Type.Optional(
    Type.Array(FileRef, {
      maxItems: 50,
      ...told(
        'Attachments',
        'Files of this flow, 20 MB together.',
        'Pièces jointes',
        'Fichiers de ce flux, 20 Mo en tout.',
      ),
    }),
  ),
  inReplyTo: Line(
    'Answer to',
    'Message-ID of the mail that this one answers.',
    'Réponse à',
    'Message-ID du courrier auquel celui-ci répond.',
  ),
  references: Type.Optional(
    Type.Array(Type.String({ maxLength: 1_000 }), {
      maxItems: 100,
      ...told(
        'Thread',
        'Message-IDs of the thread, oldest first.',
        'Fil',
        'Message-ID du fil, du plus ancien au plus récent.',
      ),
    }),
  ),
  headers: Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }), {
      ...told('Headers', 'More headers, e.g. `X-Ticket`.', 'En-têtes', 'Autres en-têtes, par ex. `X-Ticket`.'),
    }),
  ),
};
