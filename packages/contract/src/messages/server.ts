import type { Catalogue } from './catalogue.ts';

export const serverMessages = {} satisfies Catalogue;
