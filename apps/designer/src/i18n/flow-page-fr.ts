import type { Catalogue } from './catalogue.ts';

export const flowPageFr: Catalogue['flowPage'] = {
  title: 'À propos de {{name}}',
  edit: 'Ouvrir dans l’éditeur',
  markdown: 'Markdown',
  print: 'Imprimer',
  version: 'Montré',
  draft: 'Le brouillon',
  versionOf: 'Version {{version}}',
  contents: 'Sur cette page',
  picture: 'Dessin du flux. {{text}}',
};
