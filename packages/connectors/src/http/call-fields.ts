import { FileRef } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { addressFields } from './request-fields.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What a call is made of. */
export const callFields = Type.Object(
  {
    method: Type.Enum(
      methods,
      told(
        'Method',
        'GET reads; POST creates; PUT replaces; DELETE removes.',
        'Méthode',
        'GET lit ; POST crée ; PUT remplace ; DELETE supprime.',
      ),
    ),
    ...addressFields,
    json: Type.Optional(
      Type.Unknown(told('JSON body', 'Sent as application/json.', 'Corps JSON', 'Envoyé comme application/json.')),
    ),
    form: Type.Optional(
      Type.Record(
        Type.String(),
        Type.String(),
        told('Form body', 'Sent as a web form.', 'Corps formulaire', 'Envoyé comme un formulaire web.'),
      ),
    ),
    text: Type.Optional(
      Type.String(
        told(
          'Text body',
          'Sent as it is; set the header `content-type` to say what it is.',
          'Corps texte',
          'Envoyé tel quel ; précisez sa nature dans l’en-tête `content-type`.',
        ),
      ),
    ),
    file: Type.Optional(
      Type.Union(
        [FileRef],
        told('File body', 'The file alone is the body.', 'Corps fichier', 'Le fichier seul est le corps.'),
      ),
    ),
    parts: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Union([Type.String(), FileRef]),
        told(
          'Parts',
          'Sent as multipart/form-data: texts and files by their field names.',
          'Parties',
          'Envoyées comme multipart/form-data : textes et fichiers, par nom de champ.',
        ),
      ),
    ),
    answer: Type.Optional(
      Type.Enum(['auto', 'file'], {
        default: 'auto',
        ...told(
          'Answer',
          '`auto`: JSON and text as they are, anything else as a file. `file`: always a file.',
          'Réponse',
          '`auto` : JSON et texte tels quels, le reste en fichier. `file` : toujours un fichier.',
        ),
      }),
    ),
    expect: Type.Optional(
      Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), {
        ...told(
          'Expected statuses',
          'Any other status fails the record. Default: 200 to 299.',
          'Statuts attendus',
          'Tout autre statut met l’enregistrement en échec. Par défaut : 200 à 299.',
        ),
      }),
    ),
    idempotencyKeyHeader: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        examples: ['Idempotency-Key'],
        ...told(
          'Idempotency header',
          'Set it (usually `Idempotency-Key`) only if the other side takes each key once: then a retry never writes twice.',
          'En-tête d’idempotence',
          'À remplir (souvent `Idempotency-Key`) seulement si l’autre côté n’accepte chaque clé qu’une fois : un nouvel essai n’écrit alors jamais deux fois.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
