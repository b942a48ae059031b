import type { Catalogue } from './catalogue.ts';

/** What the inbox says about work on failures. */
export const inboxMessages = {
  'inbox.noGroup': {
    en: 'There are no failures of this kind any more. Go back to the inbox.',
    fr: 'Il n’y a plus d’échecs de ce genre. Revenez à la liste « À traiter ».',
  },
  'inbox.noJob': {
    en: 'This piece of work is not known any more. Load the inbox again to see what is left.',
    fr: 'Cette opération n’est plus connue. Rechargez la liste « À traiter » pour voir ce qui reste.',
  },
  'inbox.otherState': {
    en: 'This failure is no longer in a state in which this can be done: somebody may have been faster. Load the list again.',
    fr: 'Cet échec n’est plus dans un état qui le permette : quelqu’un a peut-être été plus rapide. Rechargez la liste.',
  },
  'inbox.nothingThere': {
    en: 'Nothing of this is left to work on: somebody may have been faster. Load the list again.',
    fr: 'Il ne reste rien à faire ici : quelqu’un a peut-être été plus rapide. Rechargez la liste.',
  },
  'inbox.cannotLook': {
    en: 'This step gives no way to ask the other system whether it was done. Look there yourself, then decide.',
    fr: 'Cette étape ne permet pas de demander à l’autre système si c’est fait. Regardez-y vous-même, puis décidez.',
  },
  'inbox.lookNotReached': {
    en: 'What was to be sent by the step “{step}” can no longer be worked out from what is kept. Look in the other system yourself, then decide.',
    fr: 'Ce que l’étape « {step} » devait envoyer ne se déduit plus de ce qui est conservé. Regardez vous-même dans l’autre système, puis décidez.',
  },
  'inbox.lookHeld': {
    en: 'The connection of this step is held, so the other system cannot be asked. Put the connection right, then look again.',
    fr: 'La connexion de cette étape est retenue : l’autre système ne peut pas être interrogé. Rétablissez la connexion, puis regardez de nouveau.',
  },
  'inbox.connectionGone': {
    en: 'The step has no connection in this environment any more, so the record would fail again. Bind one to the flow, then run it again.',
    fr: 'L’étape n’a plus de connexion dans cet environnement : l’enregistrement échouerait de nouveau. Liez-en une au flux, puis relancez.',
  },
  'inbox.editNoObject': {
    en: 'The record was an object with fields, and what would replace it is none. Give it back its fields.',
    fr: 'L’enregistrement était un objet avec des champs, et ce qui le remplacerait n’en est pas un. Rendez-lui ses champs.',
  },
  'inbox.editInvalid': {
    en: 'The corrected data does not fit at “{field}”: {reason}. Correct it there.',
    fr: 'Les données corrigées ne conviennent pas à « {field} » : {reason}. Corrigez à cet endroit.',
  },
  'inbox.badField': {
    en: '“{field}” is not the path of a field. Write it like customer.email, lines[0].sku, or lines[].sku for every line.',
    fr: '« {field} » n’est pas le chemin d’un champ. Écrivez-le comme customer.email, lines[0].sku, ou lines[].sku pour toutes les lignes.',
  },
  'inbox.badTable': {
    en: 'The file cannot be read as CSV: line {line} does not fit ({reason}). Export the failures again and change only their values.',
    fr: 'Le fichier n’est pas lisible comme CSV : la ligne {line} ne convient pas ({reason}). Exportez de nouveau les échecs et n’y changez que des valeurs.',
  },
  'inbox.noIdColumn': {
    en: 'The file has no column record_id, so nothing in it can be told apart. Export the failures again and keep that column.',
    fr: 'Le fichier n’a pas de colonne record_id : on ne sait pas de quel enregistrement il s’agit. Exportez de nouveau les échecs et gardez cette colonne.',
  },
  'inbox.tooManyRows': {
    en: 'The file has {count} rows; at most {most} are taken at once. Cut it into parts.',
    fr: 'Le fichier compte {count} lignes ; le maximum est {most} à la fois. Découpez-le.',
  },
  'inbox.notInInbox': {
    en: 'No open failure belongs to the record {id}. It may have been dealt with since the file was made.',
    fr: 'Aucun échec ouvert ne concerne l’enregistrement {id}. Il a peut-être été traité depuis la création du fichier.',
  },
  'inbox.twiceInFile': {
    en: 'The record {id} stands in the file more than once. Keep one line for it.',
    fr: 'L’enregistrement {id} figure plusieurs fois dans le fichier. Gardez une seule ligne.',
  },
} satisfies Catalogue;
