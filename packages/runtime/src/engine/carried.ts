import type { FailureData } from '@raccord/contract';

/**
 * What a record takes from one batch to the next, by node: the ends of its effects, and the little that pure nodes cannot
 * recompute (when a wait is over, what a split gave, what an aggregate gathered). Everything else is recomputed.
 */
export type Carried = Record<string, CarriedEntry>;

export type CarriedEntry =
  /** Ended well. For a split: the item this record is. For an aggregate: what was gathered. `of`: what a person decided on. */
  | { s: 'done'; v?: unknown; of?: AskedAbout }
  /** Ended badly; the inbox has it. `fixed`: whoever tries again finds the same. `maybe` and `e` as below. */
  | { s: 'failed'; f: FailureData; fixed?: true; maybe?: true; e?: number }
  /** Called `n` times without an end. `maybe`: the last may have been carried out. `e` counts deliberate new starts: part of the key. */
  | { s: 'tried'; n: number; maybe?: true; e?: number }
  /** The outcome is unknown and a person decides. */
  | { s: 'doubt'; f: FailureData }
  /** This record became others here. */
  | { s: 'split' }
  /** What this record gave to an aggregate; `run`: of the whole run. */
  | { s: 'gave'; v?: unknown; run?: true }
  /** A wait, over at this time (milliseconds since 1970). */
  | { s: 'until'; at: number }
  /** Another flow was called, in this run; what comes of it will replace this. */
  | { s: 'called'; run: string }
  /** A person was asked; `due`: when nobody has to decide any more (milliseconds since 1970). */
  | { s: 'asked'; of: AskedAbout; due?: number }
  /** Under `UNSEEN`. */
  | { s: 'unseen' };

/** What a person was asked about: `d` is the digest of the data, `e` the edition of the record that showed it last. */
export type AskedAbout = { d: string; e: number };

/**
 * Stands in the place of a node when a worker ended in the middle of this record: effects without an end of their own may have been
 * carried out, so whoever calls looks first.
 */
export const UNSEEN = '';
