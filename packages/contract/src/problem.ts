import { type Catalogue, fill, type Language } from './messages/catalogue.ts';
import { messages } from './messages/describe.ts';

/**
 * Something wrong with a flow document, found when it is read, saved or deployed; an `error` forbids deploying, a `warning` does not.
 * What is stored and sent is the code with its parameters; `describeProblem` makes the sentence.
 */
export type Problem = {
  /** The key of the sentence in the catalogues, e.g. `flow.unknownAction`. */
  code: string;
  /** Where in the document, with node ids in place of indexes: `nodes.invoice.with.line_items[0].rate`. Empty: the whole document. */
  path: string;
  /** What the sentence needs. `suggestion`, when present, is what was probably meant. */
  params: Record<string, unknown>;
  severity: 'error' | 'warning';
  /** The id of the node it belongs to, for the canvas. */
  node?: string;
};

/**
 * The sentence for a problem: what is wrong, where, what to do; ends with "Did you mean …?" when there is a suggestion. `where` is
 * the problem's path, and the parameters `expected` and `found`, which name JSON types, are said in the reader's language.
 */
export function describeProblem(
  problem: Pick<Problem, 'code' | 'path' | 'params'>,
  language: Language,
  catalogue: Catalogue = messages,
): string {
  const sentence = Object.hasOwn(catalogue, problem.code) ? catalogue[problem.code] : catalogue['flow.invalid'];
  const whole = catalogue['flow.word.document']?.[language] ?? '';
  const params: Record<string, unknown> = {
    message: problem.code,
    ...problem.params,
    where: problem.path === '' ? whole : problem.path,
  };
  for (const name of ['expected', 'found']) {
    const type = params[name];
    if (typeof type === 'string') params[name] = catalogue[`flow.type.${type}`]?.[language] ?? type;
  }
  const text = fill(sentence?.[language] ?? problem.code, params);
  const colon = language === 'fr' ? ' : ' : ': ';
  // The sentences of other areas (`mapping.syntax`) know nothing of documents.
  const placed = problem.code.startsWith('flow.') ? text : `${params.where}${colon}${text}`;
  const suggestion = catalogue['flow.didYouMean']?.[language];
  return problem.params.suggestion === undefined || suggestion === undefined
    ? placed
    : `${placed} ${fill(suggestion, params)}`;
}
