import type { Catalogue } from './catalogue.ts';

export const samplesFr: Catalogue['samples'] = {
  example: 'Exemple construit d’après les schémas',
};
