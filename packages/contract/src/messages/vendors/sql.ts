import type { Catalogue } from '../catalogue.ts';

/** What databases say. `{message}` is in their own words. */
export const sqlMessages = {
  'sql.refused': {
    en: 'The database at {host} refused these values: {message}. Correct the record and run it again.',
    fr: 'La base de données {host} a refusé ces valeurs : {message}. Corrigez l’enregistrement et relancez-le.',
  },
  'sql.duplicate': {
    en: 'The database at {host} has this row already: {message}. Decide which one stays, or use “Create or update”.',
    fr: 'La base de données {host} a déjà cette ligne : {message}. Décidez laquelle garder, ou utilisez « Créer ou modifier ».',
  },
  'sql.missingReference': {
    en: 'The row refers to another that is not there, or is still referred to: {message} ({host}). Put that right, then run it again.',
    fr: 'La ligne renvoie à une autre qui n’existe pas, ou y est encore rattachée : {message} ({host}). Rétablissez cela, puis relancez.',
  },
  'sql.badStatement': {
    en: 'The database at {host} does not understand what the node asks: {message}. Check table, columns and text of the node.',
    fr: 'La base de données {host} ne comprend pas la demande du nœud : {message}. Vérifiez la table, les colonnes et le texte du nœud.',
  },
  'sql.forbidden': {
    en: 'The database at {host} does not allow this: {message}. Give the user the right, or use another connection; a query may only read.',
    fr: 'La base de données {host} ne le permet pas : {message}. Donnez ce droit à l’utilisateur, ou utilisez une autre connexion ; une requête ne peut que lire.',
  },
  'sql.badLogin': {
    en: 'The database at {host} did not accept the user: {message}. Correct user and password of the connection; the waiting work then goes on by itself.',
    fr: 'La base de données {host} n’a pas accepté l’utilisateur : {message}. Corrigez l’utilisateur et le mot de passe de la connexion ; le travail en attente reprendra tout seul.',
  },
  'sql.busy': {
    en: 'The database at {host} could not do it now: {message}. Nothing was written; it is tried again by itself.',
    fr: 'La base de données {host} n’a pas pu le faire maintenant : {message}. Rien n’a été écrit ; un nouvel essai suit de lui-même.',
  },
  'sql.tooSlow': {
    en: 'The database at {host} stopped the statement at its time limit: {message}. Ask for less, add an index, or raise the limit in the node.',
    fr: 'La base de données {host} a arrêté la requête à sa limite de temps : {message}. Demandez-en moins, ajoutez un index, ou relevez la limite dans le nœud.',
  },
  'sql.noAnswer': {
    en: 'The database at {host} did not answer any more. It may have written; look there before you run it again.',
    fr: 'La base de données {host} ne répond plus. Elle a peut-être écrit ; vérifiez avant de relancer.',
  },
  'sql.badName': {
    en: '"{name}" cannot be the name of a table or column. Correct the node.',
    fr: '« {name} » ne peut pas être le nom d’une table ou d’une colonne. Corrigez le nœud.',
  },
  'sql.keyMissing': {
    en: 'The row has no value for its key column "{column}". Add it and run it again.',
    fr: 'La ligne n’a pas de valeur pour sa colonne clé « {column} ». Ajoutez-la et relancez.',
  },
  'sql.noCondition': {
    en: 'Nothing says which row to look for. Give at least one column and its value.',
    fr: 'Rien n’indique quelle ligne chercher. Donnez au moins une colonne et sa valeur.',
  },
  'sql.nothingToWrite': {
    en: 'The row has no columns. Give at least one value.',
    fr: 'La ligne n’a aucune colonne. Donnez au moins une valeur.',
  },
  'sql.noRow': {
    en: 'The table "{table}" has no row with the key {key}. Create it first, or correct the record.',
    fr: 'La table « {table} » n’a pas de ligne de clé {key}. Créez-la d’abord, ou corrigez l’enregistrement.',
  },
  'sql.noChangeColumn': {
    en: 'Nothing tells which rows of "{table}" have changed. Name a change column in the trigger.',
    fr: 'Rien n’indique quelles lignes de « {table} » ont changé. Indiquez une colonne de modification dans le déclencheur.',
  },
  'sql.answerTooLarge': {
    en: 'The answer has {size} bytes; a record holds at most {limit}. Ask for fewer rows or columns.',
    fr: 'La réponse fait {size} octets ; un enregistrement en contient {limit} au plus. Demandez moins de lignes ou de colonnes.',
  },
} satisfies Catalogue;
