import { expect, test } from 'vitest';
import { signStripe } from './signature.ts';

test("signs as Stripe's SDK does", () => {
  expect(signStripe('{"id":"evt_test","object":"event"}', 'whsec_test_secret', 1_763_625_701)).toBe(
    't=1763625701,v1=575a339bdee345b1c4d8efe0752374bb9f4424d3b32776a21ff183089109610d',
  );
});
