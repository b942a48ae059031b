import type { Catalogue } from './catalogue.ts';

export const engineMessages = {
  'engine.unexpected': {
    en: 'Something we did not foresee happened: {message}. This is a fault of Raccord; please report it with this text.',
    fr: 'Il s’est passé quelque chose que nous n’avions pas prévu : {message}. C’est un défaut de Raccord ; merci de le signaler avec ce texte.',
  },
} satisfies Catalogue;
