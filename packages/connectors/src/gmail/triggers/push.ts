import { type ConnectorContext, Failure, type Subscription, type WebhookTrigger } from '@raccord/contract';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { jsonBody } from '../../shared/webhooks/body.ts';
import { callGmail, userId } from '../client.ts';
import type { Wanted } from './config.ts';

/**
 * Gmail's push: a watch makes Gmail tell a Pub/Sub topic, whose push subscription calls this trigger's address. A delivery carries an
 * address and a number and is never believed: it only makes the trigger read its history from where it stands. Therefore the
 * unguessable address is lock enough, and a delivery that gets lost costs the time until the next poll.
 */
export const push: WebhookTrigger<Wanted> = {
  secret: 'optional',
  wakesPoll: true,
  verify(delivery) {
    const { message } = (jsonBody(delivery) ?? {}) as { message?: { data?: unknown } };
    if (!isNews(message?.data)) throw new Failure('input', 'gmail.notAPush');
  },
  parse: () => [],
  subscription: watch(),
};

function watch(): Subscription<Wanted> {
  return {
    async subscribe(context, { label }) {
      const topicName = topicOf(context);
      if (topicName === undefined) return { state: null };
      const labelIds = [label ?? 'INBOX'];
      const { expiration } = await callGmail<gmail_v1.Schema$WatchResponse>(context, (users, options) =>
        users.watch({ userId: userId(context), requestBody: { topicName, labelIds } }, options),
      );
      const expiresAt = Number(expiration);
      return { state: { topicName }, ...(Number.isInteger(expiresAt) ? { expiresAt } : {}) };
    },
    // A mailbox has one watch for all flows: to stop it would silence the others. Unrenewed, it ends within a week.
    async unsubscribe() {},
  };
}

function topicOf({ settings }: ConnectorContext): string | undefined {
  return typeof settings.topic === 'string' && settings.topic !== '' ? settings.topic : undefined;
}

function isNews(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  const text = Buffer.from(data, 'base64').toString();
  return text.includes('"emailAddress"') && text.includes('"historyId"');
}
