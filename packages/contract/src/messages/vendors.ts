import type { Catalogue } from './catalogue.ts';

export const vendorMessages = {} satisfies Catalogue;
