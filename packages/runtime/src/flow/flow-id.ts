const LONGEST = 64;

/** The id a flow of this name gets: readable in addresses and file names. Always one that the document's schema takes. */
export function flowIdOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return words === '' ? 'flow' : words;
}

/** `base`, or `base-2`, `base-3` …: the first that is not taken. */
export function freshFlowId(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  for (let count = 2; ; count++) {
    const end = `-${count}`;
    const id = `${base.slice(0, LONGEST - end.length)}${end}`;
    if (!taken.has(id)) return id;
  }
}
