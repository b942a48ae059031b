import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { en } from './en.ts';
import { firstEn } from './first-en.ts';
import { withFrenchSpaces } from './french-spaces.ts';
import { withMillions } from './with-millions.ts';

const source = fileURLToPath(new URL('../', import.meta.url));

/** The files of ours that are fetched with the page itself: what `main.tsx` imports, directly or not, but not what it imports later. */
function fetchedFirst(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !/\.tsx?$/.test(file)) return known;
  known.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export|\}) (?!type )(?:[^'()]* from )?'(\.[^']+)'/gm);
  for (const [, path] of imports) fetchedFirst(resolve(dirname(file), path!), known);
  return known;
}

/** Whether a catalogue has a text, a plural of that name, or texts below it. */
function has(texts: object, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  const found: unknown = Reflect.get(texts, first) ?? Reflect.get(texts, `${first}_other`);
  return typeof found === 'object' && found !== null ? has(found, rest.join('.')) || rest.length === 0 : !!found;
}

it('what is fetched with the page says only what is fetched with it', () => {
  const files = [...fetchedFirst(`${source}main.tsx`)].filter((file) => !file.startsWith(`${source}i18n/`));
  expect(files).toContain(`${source}flows/flow-row.tsx`);
  // The rest waits for its texts where the router fetches it.
  expect(files.filter((file) => readFileSync(file, 'utf8').includes('lazyRouteComponent('))).toEqual([
    `${source}shell/lazy-screen.ts`,
  ]);
  const said = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/['`](\w+(?:\.\w+)+)/g)]);
  const names = said.map(([, name]) => name!).filter((name) => name.split('.')[0]! in en);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !has(firstEn, name))).toEqual([]);
});

it('French has a form for millions of everything that is counted', () => {
  const read = withMillions({ flows: { one_one: 'un', one_other: 'des', two_other: 'des', two_many: 'de' } });
  expect(read).toEqual({
    flows: { one_one: 'un', one_other: 'des', one_many: 'des', two_other: 'des', two_many: 'de' },
  });
});

it('no line of French begins with a mark', () => {
  const read = withFrenchSpaces({ a: { b: 'Quoi : « {{name}} » ? Oui; non.' } });
  expect(read).toEqual({ a: { b: 'Quoi\u00a0: «\u00a0{{name}}\u00a0»\u00a0? Oui; non.' } });
});
