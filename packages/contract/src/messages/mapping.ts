import type { Catalogue } from './catalogue.ts';

export const mappingMessages = {} satisfies Catalogue;
