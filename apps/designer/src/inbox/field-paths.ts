const MOST = 200;
const DEEPEST = 6;

/** The paths to the plain values of a record, as find and replace understands them; items of lists together. */
export function fieldPaths(data: unknown): string[] {
  const paths = new Set<string>();
  const walk = (value: unknown, path: string, depth: number): void => {
    if (paths.size >= MOST || depth > DEEPEST) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 5)) walk(item, `${path}[]`, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value))
        if (!/[.[\]]/.test(name)) walk(each, path === '' ? name : `${path}.${name}`, depth + 1);
    } else if (path !== '') paths.add(path);
  };
  walk(data, '', 0);
  return [...paths];
}
