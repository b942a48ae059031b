/** A catalogue, or a part of one. */
type Texts = { readonly [name: string]: string | Texts | undefined };

/**
 * French has a form of its own for millions. Where a text has none, it is the one of other counts: it would else be looked for in English,
 * which may not have been fetched.
 */
export function withMillions(texts: Texts): Texts {
  const added = Object.keys(texts)
    .filter((name) => name.endsWith('_other'))
    .map((name) => [name.replace(/_other$/, '_many'), texts[name]] as const);
  const whole = Object.entries(texts).map(
    ([name, text]) => [name, typeof text === 'object' ? withMillions(text) : text] as const,
  );
  return Object.fromEntries([...added, ...whole]);
}
