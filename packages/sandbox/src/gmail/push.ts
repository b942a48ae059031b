import { googleUsers } from '../google-accounts/state.ts';
import type { World } from '../world.ts';
import type { Mailbox } from './state.ts';

/**
 * Tells the push subscriptions of a watched mailbox's topic that something happened: its address and history id, nothing else. Signed
 * as Pub/Sub signs, with a token for the address it goes to.
 */
export function announce(world: World, mailbox: Mailbox): void {
  const { watch, address, historyId, history } = mailbox;
  const now = world.now();
  if (watch === undefined || watch.expiration <= now) return;
  const last = history.at(-1);
  const concerned =
    watch.labelIds.length === 0 ||
    watch.labelIds.some((label) => last?.message.labelIds.includes(label) || last?.labelIds.includes(label));
  if (!concerned) return;
  const data = Buffer.from(JSON.stringify({ emailAddress: address, historyId })).toString('base64');
  for (const url of world.gmail.pushTo.get(watch.topicName) ?? []) {
    const messageId = String(2_070_000_000_000_000 + historyId);
    world.deliveries.send({
      vendor: 'gmail',
      eventId: messageId,
      eventType: 'watch',
      url,
      body: JSON.stringify({
        message: { data, messageId, message_id: messageId, publishTime: new Date(now).toISOString() },
        subscription: 'projects/sandbox-project/subscriptions/gmail-push',
      }),
      headers: () => ({ authorization: `Bearer ${pushToken(world, url)}` }),
    });
  }
}

function pushToken(world: World, aud: string): string {
  const iat = Math.floor(world.now() / 1_000);
  return world.googleAccounts.idToken({
    iss: 'https://accounts.google.com',
    aud,
    sub: googleUsers[0].sub,
    email: 'pubsub@sandbox-project.iam.gserviceaccount.com',
    email_verified: true,
    iat,
    exp: iat + 3_600,
  });
}
