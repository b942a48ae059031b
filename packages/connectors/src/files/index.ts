import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { readFile } from './actions/read-file.ts';
import { writeFile } from './actions/write-file.ts';
import { fileAppeared } from './triggers/file-appeared.ts';

export const files = defineConnector({
  id: 'files',
  title: { en: 'Files (CSV, JSON Lines)', fr: 'Fichiers (CSV, JSON Lines)' },
  description: {
    en: 'Reads the rows of files, makes files of rows, and watches folders of this server.',
    fr: 'Lit les lignes de fichiers, fait des fichiers de lignes, et surveille des dossiers de ce serveur.',
  },
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { 'file-appeared': fileAppeared },
  actions: { 'read-file': readFile, 'write-file': writeFile },
  choices: {
    folders: async ({ folders }) => ({
      choices: (folders?.names() ?? []).map((name) => ({ value: name, label: name })),
    }),
  },
});
