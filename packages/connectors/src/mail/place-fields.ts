import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

export const Folder = Type.String({
  minLength: 1,
  maxLength: 500,
  choices: 'folders',
  ...told('Folder', 'e.g. `INBOX`.', 'Dossier', 'Par ex. `INBOX`.'),
});

/** What names a mail on an IMAP server, as the trigger gives it. */
export const placeFields = {
  folder: Folder,
  uid: Type.Integer({
    minimum: 1,
    ...told(
      'UID',
      'Its number in the folder, from the trigger.',
      'UID',
      'Son numéro dans le dossier, donné par le déclencheur.',
    ),
  }),
  uidValidity: Type.String({
    minLength: 1,
    maxLength: 50,
    ...told(
      'UID validity',
      'Says whether that number still means the same mail; from the trigger.',
      'Validité de l’UID',
      'Dit si ce numéro désigne encore le même courrier ; donnée par le déclencheur.',
    ),
  }),
  messageId: Type.String({
    minLength: 1,
    maxLength: 1_000,
    ...told(
      'Message-ID',
      'By which it is found when its number means nothing any more.',
      'Message-ID',
      'Par quoi on le retrouve quand son numéro ne veut plus rien dire.',
    ),
  }),
};
