import { wordsOfName } from './field-words.ts';
import type { Source } from './source-tree.ts';
import type { Target } from './targets.ts';

/** Why a source is proposed for a target; each has a sentence in the catalogues (`mapping.reason.*`). */
export type Reason =
  | 'sameName'
  | 'sameWords'
  | 'likeWords'
  | 'sameTitle'
  | 'parent'
  | 'recordKey'
  | 'sameType'
  | 'convertible'
  | 'format';
export type Suggestion = { target: Target; source: Source; score: number; reasons: Reason[] };

export type SuggestOptions = {
  /** The app that is written to: what was read from it is where it came from, except for ids. */
  app?: string;
  /** What people know a record by, as an expression. */
  recordKey?: string | undefined;
  /** Both stand in entries of lists that are mapped to each other. */
  inEntries?: boolean;
};

/** From this score on something is proposed; a whole name that matches is 1. */
const LEAST = 0.62;

/** For each target the source that fits best by name and type, where one fits. Pure: the same fields give the same proposals. */
export function suggestMappings(
  sources: readonly Source[],
  targets: readonly Target[],
  options: SuggestOptions = {},
): Suggestion[] {
  const read = sources.map((source, index) => ({
    source,
    names: namesOfSource(source),
    nearness: 1 - index / sources.length,
  }));
  return targets.flatMap((target) => {
    const wanted = namesOfTarget(target);
    let best: (Suggestion & { rank: number }) | undefined;
    for (const { source, names, nearness } of read) {
      const fit = typeFit(source, target, options.inEntries === true);
      const name = fit && nameFit(names, wanted, source, target, options);
      if (fit === undefined || name === undefined) continue;
      const byFormat = source.format !== undefined && source.format === target.schema.format;
      const score = Math.min(1, name.score * fit.factor + (byFormat ? 0.05 : 0));
      if (score < LEAST) continue;
      const rank = score + preference(source, wanted, options) + nearness * 0.01;
      const reasons: Reason[] = [name.reason, fit.reason, ...(byFormat ? (['format'] as const) : [])];
      if (best === undefined || rank > best.rank) best = { target, source, score, reasons, rank };
    }
    if (best === undefined) return [];
    const { rank: _rank, ...suggestion } = best;
    return [suggestion];
  });
}

/** Among sources of like names: what was put together for it, what comes from elsewhere, what stands high in its step. */
function preference({ step, path }: Source, wanted: Names, { app }: SuggestOptions): number {
  const prepared = step.kind === 'map' ? 0.06 : 0;
  const isId = wanted.own.includes('id');
  const sameApp = step.kind === 'action' && step.app !== undefined && step.app === app;
  return prepared + (sameApp ? (isId ? 0.1 : -0.2) : 0) - path.split('.').length * 0.004;
}

/** Fields of two groups that belong together by name: each target once, each with the source that fits best. */
export const matchFields = (sources: readonly Source[], targets: readonly Target[]): Suggestion[] =>
  suggestMappings(sources, targets, { inEntries: true });

type Names = { own: string[]; withParent: string[]; title: string[] };

function namesOfSource(source: Source): Names {
  // `from.address` of a mail says in its format what it is.
  const format = source.format === 'email' ? ['email'] : [];
  const parent = wordsOfName(source.path.split('.').at(-2) ?? '');
  const named = wordsOfName(source.name);
  const ofPerson = named.join() === 'address' && parent.some((word) => people.has(word));
  const own = [...new Set([...(ofPerson ? ['email'] : named), ...format])];
  return { own, withParent: [...new Set([...parent, ...own])], title: wordsOfName(source.title) };
}

function namesOfTarget(target: Target): Names {
  const names = target.steps.filter((step) => typeof step === 'string');
  const own = wordsOfName(names.at(-1) ?? '');
  const parent = names.at(-2);
  const parents = parent === undefined || parent === 'with' ? [] : wordsOfName(parent);
  return { own, withParent: [...new Set([...parents, ...own])], title: wordsOfName(target.title) };
}

/** The address of one of these in a mail is an e-mail address. */
const people = new Set(['from', 'sender', 'recipient', 'reply', 'cc']);

type NameFit = { score: number; reason: Reason } | undefined;

/** They say little by themselves: what they are of counts too. */
const vagueWords = new Set(['id', 'name', 'type', 'status', 'date', 'description', 'text', 'value']);

function nameFit(source: Names, target: Names, from: Source, to: Target, { recordKey, app }: SuggestOptions): NameFit {
  if (recordKey === from.path && asksForKey(target))
    return { score: target.own.length > 1 ? 0.9 : 0.7, reason: 'recordKey' };
  // An id is an id of something: only where both say so.
  if (target.own.includes('id') !== source.own.includes('id')) return undefined;
  const parentsAgree = source.withParent.some((word) => !source.own.includes(word) && target.withParent.includes(word));
  const vague = target.own.length === 1 && vagueWords.has(target.own[0]!);
  const sure = !vague || parentsAgree;
  if (target.own.join() === 'id' && !parentsAgree && (app === undefined || from.step.app !== app)) return undefined;
  const same = plain(from.name) === plain(String(to.steps.at(-1)));
  if (same) return { score: sure ? 1 : 0.85, reason: 'sameName' };
  const candidates: [number, Reason][] = [
    [overlap(source.own, target.own) * 0.95, 'sameWords'],
    [overlap(source.withParent, target.own) * 0.92, 'parent'],
    [overlap(source.own, target.withParent) * 0.88, 'parent'],
    [overlap(source.withParent, target.withParent) * 0.9, 'parent'],
    [overlap(source.title, target.title) * 0.85, 'sameTitle'],
  ];
  const [fit, reason] = candidates.reduce((best, one) => (one[0] > best[0] ? one : best));
  const score = sure ? fit : fit * 0.8;
  if (score === 0) return undefined;
  return { score, reason: score < 0.8 && reason === 'sameWords' ? 'likeWords' : reason };
}

/** A reference, or an id of its own: what people know the record by belongs there. */
function asksForKey({ own }: Names): boolean {
  return own.includes('reference') || own.includes('external') || own.join() === 'id';
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Shared words against all words: 1 when both are the same. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((word) => b.includes(word));
  // That both are ids of something makes them no ids of the same thing.
  if (shared.length === 0 || (shared.join() === 'id' && b.length > 1)) return 0;
  return (2 * shared.length) / (a.length + b.length);
}

const numeric = (types: readonly string[]) => types.includes('number') || types.includes('integer');

/** Whether the type goes there, as it is or converted; undefined where it does not. */
function typeFit(source: Source, target: Target, inEntries: boolean): { factor: number; reason: Reason } | undefined {
  const from = source.types.filter((type) => type !== 'null');
  const to = target.types.filter((type) => type !== 'null');
  if (from.length === 0) return source.children.length > 0 ? undefined : { factor: 0.95, reason: 'convertible' };
  for (const nested of ['array', 'object'])
    if (from.includes(nested)) return to.includes(nested) ? { factor: 1, reason: 'sameType' } : undefined;
  if (to.includes('array') || to.includes('object')) return undefined;
  // Of many one would have to be chosen: that is for a person.
  const isMany = source.inList !== undefined && source.inList.inner !== '' && !inEntries;
  const many = isMany ? 0.6 : 1;
  const same = to.length === 0 || from.some((type) => to.includes(type)) || (numeric(from) && numeric(to));
  if (same) return { factor: many, reason: 'sameType' };
  if (numeric(from) && to.includes('string')) return { factor: 0.9 * many, reason: 'convertible' };
  if (from.includes('string') && numeric(to)) return { factor: 0.8 * many, reason: 'convertible' };
  return undefined;
}
