import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanJson } from './scan-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('calls a text broken exactly when JSON.parse does', () => {
  const mangled = fc
    .record({
      json: fc.json({ maxDepth: 4 }),
      at: fc.nat(),
      piece: fc.constantFrom('', '"', ',', '{', ']', '\\', '0', '-', '.', 'e', 't', ' ', '\n', '\u0001', ':'),
    })
    .map(
      ({ json, at, piece }) => json.slice(0, at % (json.length + 1)) + piece + json.slice((at % (json.length + 1)) + 1),
    );
  let broken = 0;
  fc.assert(
    fc.property(fc.oneof(fc.json(), mangled, fc.string()), (text) => {
      const refused = scanJson(text, 64).some(({ code }) => code === 'syntax');
      if (refused) broken++;
      expect(refused).toBe(!isJson(text));
    }),
    { numRuns: 3_000 },
  );
  expect(broken).toBeGreaterThan(100);
});

test('tells every fault with its way and place', () => {
  const text = '{\n  "a": [1, {"b": 1,\n    "b": 2}],\n  "prototype": 1e999\n}';
  expect(scanJson(text, 64)).toEqual([
    { code: 'duplicateKey', steps: ['a', 1, 'b'], line: 3, column: 5 },
    { code: 'forbiddenKey', steps: ['prototype'], line: 4, column: 3 },
    { code: 'badNumber', steps: ['prototype'], line: 4, column: 16 },
  ]);
});

test('names the key that cannot be stored', () => {
  expect(scanJson('{"a": 1, "b\\u0000": 2}', 64)).toEqual([
    { code: 'badText', steps: ['b\u0000'], line: 1, column: 10 },
  ]);
});

test('allows exactly the given depth', () => {
  expect(scanJson('[[[]]]', 3)).toEqual([]);
  expect(scanJson('[[[[]]]]', 3)).toEqual([{ code: 'tooDeep', steps: [0, 0, 0], line: 1, column: 4 }]);
});

test('does not drown in faults', () => {
  expect(scanJson(`[${'{"__proto__":1},'.repeat(10_000)}1]`, 64).length).toBe(100);
});
