import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { mailFields } from '../shared/mail/mail-fields.ts';

/** A mail, and where it is found again once it has been sent. */
export const sendFields = Type.Object(
  {
    ...mailFields,
    sentFolder: Type.Optional(
      Type.String({
        maxLength: 500,
        ...told(
          'Sent folder',
          'Only if the server itself files each mail it takes (Gmail, Microsoft do): after an unclear end it is looked for there by its Message-ID. Empty: the record is then in doubt.',
          'Dossier des envois',
          'Seulement si le serveur y classe lui-même chaque courrier accepté (Gmail, Microsoft) : après une fin incertaine, il y est cherché par son Message-ID. Vide : l’enregistrement est alors en doute.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
