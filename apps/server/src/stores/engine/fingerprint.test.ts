import type { FailureData } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { failureCorpus } from '../../testing/failure-corpus.ts';
import { commonMessage, fingerprint } from './fingerprint.ts';

describe('of 10,000 failures as vendors word them', () => {
  const corpus = failureCorpus(10_000);
  const groups = Map.groupBy(corpus, ({ node, failure, input }) => fingerprint('flow', node, failure, input));

  it('there are at most 20 groups', () => {
    expect(new Set(corpus.map(({ label }) => label)).size).toBeGreaterThanOrEqual(15);
    const spread = [...Map.groupBy(groups.values(), ([one]) => one!.label)].map(([label, { length }]) => [
      label,
      length,
    ]);
    expect(groups.size, JSON.stringify(spread)).toBeLessThanOrEqual(20);
  });

  it('at least 95 of 100 stand with what has the same cause', () => {
    const right = [...groups.values()].reduce((sum, group) => {
      const causes = [...Map.groupBy(group, ({ label }) => label).values()].map(({ length }) => length);
      return sum + Math.max(...causes);
    }, 0);
    expect(right / corpus.length).toBeGreaterThanOrEqual(0.95);
  });
});

const told = (message: string, input: unknown = {}) => commonMessage({ message }, input);

it.each([
  ['No such customer: cus_9Qx', 'No such customer: cus_7Ab'],
  ['due 2026-11-22T10:00:00.000Z', 'due 2025-01-02T03:04:05.678Z'],
  ['on Nov 22, 2026', 'on Mar 3, 2025'],
  ['“Ann Roy” is unknown', '“Bob Miller” is unknown'],
  ['total 1.234,50 €', 'total 12,00 €'],
  ['write to ann@acme.example now', 'write to bob@söhne.example now'],
])('%s and %s are one cause', (one, other) => {
  expect(told(one)).toBe(told(other));
});

it.each([
  ["'email' is required", "'phone' is required"],
  ['lines[0].sku is missing', 'lines[0].price is missing'],
  ['Billing address is missing', 'Shipping address is missing'],
])('%s and %s are two', (one, other) => {
  expect(told(one)).not.toBe(told(other));
});

it('what stands in the record is the record’s, in quotes or not, but no word of the sentence', () => {
  expect(told('Ann Roy is not a customer', { name: 'Ann Roy' })).toBe(told('Bob is not a customer', { name: 'Bob' }));
  expect(told("size 'small' is unknown", { size: 'small' })).toBe(told("size 'large' is unknown", { size: 'large' }));
  expect(told('customer not found', { type: 'customer' })).toBe(told('customer not found', { type: 'vendor' }));
});

it('a status is part of the cause, the value that was refused is not', () => {
  const failure = (params: FailureData['params']): FailureData => ({ kind: 'input', code: 'c', params });
  const print = (params: FailureData['params']) => fingerprint('flow', 'node', failure(params), {});
  expect(print({ status: 400 })).not.toBe(print({ status: 422 }));
  expect(print({ field: 'a', value: 'x' })).toBe(print({ field: 'a', value: 'y' }));
});

it('a message that was made to be slow is read in no time', () => {
  const hostile = [`${'a'.repeat(100_000)}@`, '"'.repeat(50_000), `${'1.'.repeat(50_000)}x`, 'A_'.repeat(50_000)];
  const begun = performance.now();
  for (const message of hostile) told(message, { a: '('.repeat(200) });
  expect(performance.now() - begun).toBeLessThan(1_000);
});
