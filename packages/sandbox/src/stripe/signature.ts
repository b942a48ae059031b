import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header for a webhook.
 * @param body the exact bytes that are sent, as text
 * @param secret the endpoint's whole secret, `whsec_` included
 * @param t Unix seconds
 */
export function signStripe(body: string, secret: string, t: number): string {
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
