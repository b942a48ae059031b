import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it.each([
    ['{"a":[1,{"b":null}]}', { ok: true, value: { a: [1, { b: null }] } }],
    ['"text"', { ok: true, value: 'text' }],
    ['{"constructor":"Bouygues"}', { ok: true, value: { constructor: 'Bouygues' } }],
    ['', { ok: false, reason: 'syntax' }],
    ['{"a":1', { ok: false, reason: 'syntax' }],
    ['{"a":{"__proto__":{"x":1}}}', { ok: false, reason: 'forbidden' }],
    ['{"\\u005f_proto__":1}', { ok: false, reason: 'forbidden' }],
    ['{"constructor":{"prototype":{"x":1}}}', { ok: false, reason: 'forbidden' }],
  ])('%s', (text, expected) => {
    expect(parseJson(text)).toEqual(expected);
  });

  it.each([
    ['{"a":[1,{"b":-1e400}]}', 'a.1.b'],
    ['1e999', ''],
    ['[{"a":{"b":1}},[2,1e309]]', '1.1'],
  ])('%s: refused, and where: it would be written as null', (text, path) => {
    expect(parseJson(text)).toEqual({ ok: false, reason: 'number', path });
  });

  it('keeps every digit of a whole number that is larger than numbers are exact, as text', () => {
    const text =
      '{"id":12345678901234567890,"ids":[-9007199254740993,9007199254740991],"iban":"1234567890123456","sum":0.1234567890123456,"big":1e20}';
    expect(parseJson(text)).toEqual({
      ok: true,
      value: {
        id: '12345678901234567890',
        ids: ['-9007199254740993', 9007199254740991],
        iban: '1234567890123456',
        sum: 0.1234567890123456,
        big: 1e20,
      },
    });
  });

  it('bounds depth, without falling over it', () => {
    expect(parseJson(nested(64)).ok).toBe(true);
    expect(parseJson(nested(66))).toEqual({ ok: false, reason: 'depth' });
    expect(parseJson(nested(200_000))).toEqual({ ok: false, reason: 'depth' });
  });

  it('bounds the number of values', () => {
    expect(parseJson(JSON.stringify(Array(100_001).fill(0)))).toEqual({ ok: false, reason: 'keys' });
    expect(parseJson(JSON.stringify(Array(3).fill(0)), { maxKeys: 2 })).toEqual({ ok: false, reason: 'keys' });
  });
});
