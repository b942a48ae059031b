import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messages } from '@raccord/contract';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'));
const used = new Set(
  sources.flatMap((text) => [...text.matchAll(/'((?:server|vault|boot)\.[a-zA-Z]+)'/g)].map(([, code]) => code ?? '')),
);
/** Names of settings, files and attributes that look like codes. */
const otherNames = new Set(['vault.check', 'vault.key', 'server.json', 'server.address']);
const catalogue = messages as Record<string, { en: string; fr: string }>;

it('every code the server throws has its sentence', () => {
  const without = [...used].filter((code) => !otherNames.has(code) && !Object.hasOwn(catalogue, code));
  expect(without).toEqual([]);
  expect(used.size).toBeGreaterThan(40);
});

describe.each(Object.entries(catalogue).filter(([code]) => /^(server|vault|boot)\./.test(code)))(
  '%s',
  (_, { en, fr }) => {
    it('says the same things in both languages', () => {
      const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
      expect(places(fr)).toEqual(places(en));
      expect(fr).not.toBe(en);
      expect(fr).not.toMatch(/'| [:;!?»](?<! [:;!?»])/);
    });
  },
);
