import type { Catalogue } from '../catalogue.ts';

/** What the file store says. */
export const filesMessages = {
  'files.tooLarge': {
    en: 'The file "{name}" has {size} bytes; at most {limit} go through a flow. Send a link to it instead, or make it smaller.',
    fr: 'Le fichier « {name} » fait {size} octets ; un flux en accepte {limit} au plus. Envoyez plutôt un lien, ou réduisez-le.',
  },
  'files.gone': {
    en: 'The file "{name}" is no longer kept. Have it sent again, or run the flow again from where it came.',
    fr: 'Le fichier « {name} » n’est plus conservé. Faites-le renvoyer, ou relancez le flux depuis son origine.',
  },
} satisfies Catalogue;
