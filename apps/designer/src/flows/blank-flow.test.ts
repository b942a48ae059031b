import { parseFlow } from '@raccord/runtime/flow/parse-flow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankFlow } from './blank-flow.ts';

test.each([
  ['Stripe payment to Zoho Books', 'stripe-payment-to-zoho-books'],
  ['Commandes reçues à l’étranger !', 'commandes-recues-a-l-etranger'],
  ['2026: orders', 'orders'],
  ['订单', 'flow'],
])('%s becomes %s', (name, id) => {
  expect(blankFlow(name).id).toBe(id);
});

test('any name gives a flow that can be saved', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 150 }).filter((name) => name.trim() !== ''),
      (name) => {
        expect(parseFlow(blankFlow(name))).toMatchObject({ ok: true });
      },
    ),
  );
});
