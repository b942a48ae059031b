/** What one evaluation may cost (design.md §4, promise 8). Changing a figure changes what a flow may do: say so in the docs. */
export const limits = {
  /** Characters of one expression. */
  expressionLength: 8_192,
  /** Nesting of one expression, brackets and operators together. */
  expressionDepth: 100,
  /** `a ?: b` and `a ?? b` make JSONata copy `a`; nested, the copies double at each level. */
  copyingNesting: 6,
  /** Wall time of one evaluation, in milliseconds. Evaluations never overlap, so it is this expression's own time. */
  timeoutMs: 1_000,
  /** Milliseconds after which closures give an expression up to JSONata's evaluator, which then has its own second. */
  fastTimeoutMs: 200,
  /** Nested evaluations. JSONata counts the fields of an object constructor that are under way together, so not too small. */
  stack: 500,
  /** Items of one sequence or range. */
  sequence: 100_000,
  /** Array and object cells, and eighths of text, that one evaluation may make in all. */
  cells: 4_000_000,
  /** Cells of one value when every shared part is counted where it is used. */
  expandedCells: 500_000,
  /** Levels of objects and arrays in a result. */
  resultDepth: 64,
  /** Estimated bytes of a result as JSON. */
  resultBytes: 1_048_576,
  /** Characters of a text that a function makes. */
  textLength: 1_048_576,
  /** Characters of a text that a function is given. */
  argumentLength: 4_194_304,
  /** Width that `$pad` may be asked for. */
  padWidth: 10_000,
  /** Characters of a picture of `$formatNumber`, `$toMillis` and their like. */
  pictureLength: 256,
  /** Length of the text times the size of the program of a regular expression, for one search. */
  regexWork: 10_000_000,
  /** Evaluations of the terms of `^(…)`: about 5,000 items; `$sort` takes more. */
  orderByTerms: 150_000,
} as const;

/** Keys that may not occur in a result: they would reach a prototype wherever the result is merged. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
