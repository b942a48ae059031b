import type { Catalogue } from './catalogue.ts';

export const samplesFr: Catalogue['samples'] = {
  example: 'Exemple construit d’après les schémas',
  part: '{{label}} ({{part}} sur {{parts}})',
  unnamed: '{{origin}}, {{at}}',
  origin: {
    webhook: 'Envoi capté',
    poll: 'Lu dans le compte',
    run: 'Issu d’une exécution',
    pasted: 'Collé',
    example: 'Exemple',
  },
};
