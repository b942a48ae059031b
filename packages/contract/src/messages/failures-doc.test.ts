import { expect, it } from 'vitest';
import { fill } from './catalogue.ts';
import { messages } from './describe.ts';

// docs/failures.md is generated: `vitest run packages/contract/src/messages -u` writes it, CI fails when it is stale.

it('every sentence is in both languages, with the same parameters', () => {
  const places = (text: string) => [...text.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)].map((match) => match[1]).sort();
  for (const [code, { en, fr }] of Object.entries(messages)) {
    expect(new Set(places(fr)), code).toEqual(new Set(places(en)));
    if (!code.startsWith('cli.')) expect(fr, code).not.toBe(en);
  }
});

it('docs/failures.md lists them all', async () => {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = Object.entries(messages)
    .filter(([code]) => !code.startsWith('cli.'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { en, fr }]) => `| \`${code}\` | ${cell(en)} | ${cell(fr)} |`);
  const intro =
    '# What can go wrong\n\nEvery failure has a kind, a code and a sentence; `{…}` is filled in. Made from `packages/contract/src/messages`.\n';
  const page = [intro, '| code | English | French |', '| --- | --- | --- |', ...rows, ''].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/failures.md');
});

it('ends a sentence once, whether what others said did or not', () => {
  expect([
    fill('They said: {message}. Try again.', { message: 'No such contact.' }),
    fill('{message}.', { message: 'no' }),
  ]).toEqual(['They said: No such contact. Try again.', 'no.']);
});
