import { createHmac } from 'node:crypto';

/**
 * The `X-Slack-Signature` header of a request from Slack.
 * @param body the exact bytes that are sent, as text
 * @param t Unix seconds, the same as in `X-Slack-Request-Timestamp`
 */
export function signSlack(body: string, signingSecret: string, t: number): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${t}:${body}`).digest('hex')}`;
}
