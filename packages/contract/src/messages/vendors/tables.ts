import type { Catalogue } from '../catalogue.ts';

/** What is said of tables in files, and of the folders they lie in. */
export const tablesMessages = {
  'tables.badCsv': {
    en: 'The file "{name}" does not fit together at line {line} ({reason}). Every line needs as many values as there are names, each name once, and quotes closed.',
    fr: 'Le fichier « {name} » est incohérent à la ligne {line} ({reason}). Chaque ligne doit avoir autant de valeurs qu’il y a de noms, chaque nom une seule fois, et des guillemets fermés.',
  },
  'tables.badJsonLine': {
    en: 'Line {line} of the file "{name}" is no JSON object. Have the file corrected.',
    fr: 'La ligne {line} du fichier « {name} » n’est pas un objet JSON. Faites corriger le fichier.',
  },
  'tables.pageTooLarge': {
    en: 'This page of "{name}" has {size} bytes; a record holds at most {limit}. Ask for fewer rows at once.',
    fr: 'Cette page de « {name} » fait {size} octets ; un enregistrement en contient {limit} au plus. Demandez moins de lignes à la fois.',
  },
  'tables.cannotEncode': {
    en: 'The sign "{sign}" does not exist in {encoding}. Choose UTF-8, or take the sign out.',
    fr: 'Le signe « {sign} » n’existe pas en {encoding}. Choisissez UTF-8, ou retirez ce signe.',
  },
  'folders.notOpen': {
    en: 'The folder "{folder}" is not open to flows; open are: {open}. Ask the operator of this server (RACCORD_FOLDERS).',
    fr: 'Le dossier « {folder} » n’est pas ouvert aux flux ; sont ouverts : {open}. Demandez à l’exploitant de ce serveur (RACCORD_FOLDERS).',
  },
  'folders.unreadable': {
    en: 'The folder "{folder}" cannot be read ({reason}). Ask the operator of this server to check it.',
    fr: 'Le dossier « {folder} » est illisible ({reason}). Demandez à l’exploitant de ce serveur de le vérifier.',
  },
  'folders.tooMany': {
    en: 'The folder "{folder}" holds more than {limit} files. Have old ones moved away.',
    fr: 'Le dossier « {folder} » contient plus de {limit} fichiers. Faites-en retirer les anciens.',
  },
  'folders.noFile': {
    en: 'The folder "{folder}" has no file "{name}" any more. Have it put there again.',
    fr: 'Le dossier « {folder} » n’a plus de fichier « {name} ». Faites-le remettre.',
  },
} satisfies Catalogue;
