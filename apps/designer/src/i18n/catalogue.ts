import type { en } from './en.ts';

/** Texts of the same keys. Languages with more plural forms than English add theirs. */
export type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> } & Partial<
  Record<`${string}_many`, string>
>;
export type Catalogue = { [K in keyof typeof en]: Texts<(typeof en)[K]> };
