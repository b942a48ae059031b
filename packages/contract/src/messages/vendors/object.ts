import type { Catalogue } from '../catalogue.ts';

/** What all objects say alike. */
export const objectMessages = {
  'object.stale': {
    en: 'Somebody changed this {object} at {from} after it was read, so nothing was written. Read it again, then decide.',
    fr: 'Quelqu’un a modifié cet objet ({object}) chez {from} après sa lecture ; rien n’a été écrit. Relisez-le, puis décidez.',
  },
} satisfies Catalogue;
