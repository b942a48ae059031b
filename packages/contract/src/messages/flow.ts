import type { Catalogue } from './catalogue.ts';

export const flowMessages = {} satisfies Catalogue;
