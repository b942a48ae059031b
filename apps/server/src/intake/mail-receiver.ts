import type { AddressInfo } from 'node:net';
import { Failure } from '@raccord/contract';
import type { Log } from '@raccord/runtime/ports';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { MailInSettings } from '../env.ts';
import { tokenIn } from './mail-address.ts';
import type { WebhookIntake } from './webhook-intake.ts';

const MOST_BYTES = 25 * 1_048_576;
const MOST_RECIPIENTS = 20;
/** Each may hold a mail in memory. */
const MOST_CLIENTS = 8;

type Reply = [code: number, text: string];
/** The sender keeps the mail and comes again. */
const later: Reply = [451, '4.3.0 Not now, please try again later'];
const tooLarge: Reply = [552, '5.3.4 The message is too large'];

export type MailReceiver = { port: number; close(): Promise<void> };

/**
 * Takes mail for capture addresses. Unknown ones are refused while the sender names them; a mail gets its 250 once it is stored for all
 * whom it is for, never before. Nothing is relayed and nothing is answered. Your mail server stands in front of it: it does TLS and
 * judges senders.
 */
export async function startMailReceiver(
  { host, port, domain }: MailInSettings,
  { intake, log }: { intake: WebhookIntake; log: Log },
): Promise<MailReceiver> {
  const server = new SMTPServer({
    name: domain,
    banner: 'Raccord',
    size: MOST_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: MOST_CLIENTS,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    logger: false,
    onRcptTo({ address }, session, done) {
      if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) return done(reply([452, '4.5.3 Too many recipients']));
      const token = tokenIn(address, domain);
      if (token === undefined) return done(reply([550, '5.1.1 No such address here']));
      intake.knows(token, 'mail-in').then(
        (known) => (known ? done() : done(reply([550, '5.1.1 No such address here']))),
        (error: unknown) => {
          log.warn({ error: String(error) }, 'could not look up a capture address');
          done(reply(later));
        },
      );
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      readAll(stream)
        .then(async (body) => {
          if (body === undefined) return done(reply(tooLarge));
          for (const { address } of rcptTo) {
            const headers = { 'envelope-from': from, 'envelope-to': address };
            await intake.take(tokenIn(address, domain) ?? '', { method: 'MAIL', headers, query: {}, body });
          }
          done(null, '2.0.0 Stored');
        })
        .catch((thrown: unknown) => {
          const refused = refusal(thrown);
          if (refused === later) log.warn({ error: String(thrown) }, 'could not store a mail');
          done(reply(refused));
        });
    },
  });
  server.on('error', (error) => log.warn({ error: String(error) }, 'a mail connection broke'));
  await new Promise<void>((ready, fail) => {
    server.server.once('error', fail);
    server.listen(port, host, ready);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Undefined when it is too large; what comes beyond is not kept. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return stream.sizeExceeded || size > MOST_BYTES ? undefined : Buffer.concat(chunks);
}

/** What is the sender's to know ends the matter for it; anything else is ours, and it comes again. */
function refusal(thrown: unknown): Reply {
  if (!(thrown instanceof Failure)) return later;
  switch (thrown.kind) {
    case 'missing':
      return [550, '5.1.1 No such address here'];
    case 'auth':
      return [550, '5.7.1 This sender may not write here'];
    case 'input':
      return [554, '5.6.0 The message cannot be read'];
    case 'tooLarge':
      return tooLarge;
    default:
      return later;
  }
}

function reply([responseCode, text]: Reply): Error {
  return Object.assign(new Error(text), { responseCode });
}
