import type { TFunction } from 'i18next';

export type RecordImpact = {
  id: string;
  key: string | null;
  at: string;
  ends: { before?: string; after?: string; message?: string }[];
  calls: {
    node: string;
    change: 'added' | 'removed' | 'changed';
    reads: boolean;
    fields: { path: string; before?: string; after?: string }[];
  }[];
  answer: { path: string; before?: string; after?: string }[];
};

export const isSame = ({ ends, calls, answer }: RecordImpact) => ends.length + calls.length + answer.length === 0;

const MOST_NAMED = 3;

/** The whole in one sentence: how many are as before, and what is different about the others, the most common first. */
export function impactSummary(
  records: readonly RecordImpact[],
  stepOf: (node: string) => string,
  t: TFunction,
): string {
  const changed = records.filter((record) => !isSame(record));
  if (records.length === 0) return t('versions.impact.none');
  if (changed.length === 0) return t('versions.impact.summary', { count: records.length });
  const counts = new Map<string, number>();
  for (const record of changed)
    for (const what of new Set(differencesOf(record, stepOf, t))) counts.set(what, (counts.get(what) ?? 0) + 1);
  const named = [...counts].sort(([, a], [, b]) => b - a);
  const what = named
    .slice(0, MOST_NAMED)
    .map(([words, count]) => t('versions.impact.records', { what: words, count }))
    .join(', ');
  return t('versions.impact.changed', {
    same: records.length - changed.length,
    total: records.length,
    changed: changed.length,
    what: named.length > MOST_NAMED ? `${what}, …` : what,
  });
}

function differencesOf(
  { ends, calls, answer }: RecordImpact,
  stepOf: (node: string) => string,
  t: TFunction,
): string[] {
  const part = (node: string, field: string) => t('versions.impact.part', { step: stepOf(node), field });
  return [
    ...ends.map(({ after }) => `${t('versions.impact.end')} ${stateWord(after, t)}`),
    ...calls.flatMap(({ node, change, fields }) => {
      if (change === 'added') return [part(node, t('versions.impact.newCall'))];
      if (change === 'removed') return [part(node, t('versions.impact.noCall'))];
      return fields.map(({ path }) => part(node, path));
    }),
    ...(answer.length === 0 ? [] : [t('versions.impact.answer')]),
  ];
}

export function stateWord(state: string | undefined, t: TFunction): string {
  return state === undefined ? t('versions.impact.nothing') : t(`state.${state as 'failed'}`);
}
