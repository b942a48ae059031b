import { type ConnectorContext, Failure } from '@raccord/contract';
import type { ImapFlow } from 'imapflow';
import { secureLine } from '../shared/sockets/secure-line.ts';
import { imapFailure } from './failure.ts';
import { imapPorts, imapTarget, type MailSettings } from './settings.ts';

/** Largest mail that is read whole; the file store and a worker's memory take no more. */
export const MOST_MESSAGE_BYTES = 25 * 1_048_576;

/**
 * Opens a line to the IMAP server, does the work and closes it.
 * @param changes whether a line that breaks leaves the outcome open
 */
export async function withImap<T>(
  context: ConnectorContext,
  { changes }: { changes: boolean },
  act: (client: ImapFlow, user: string) => Promise<T>,
): Promise<T> {
  const settings = context.settings as MailSettings;
  if (context.sockets === undefined) throw new Failure('config', 'socket.noConnection');
  if (settings.imapHost === undefined && context.endpoints.imap === undefined)
    throw new Failure('config', 'mail.noImap');
  const door = await context.sockets.open('imap', { ...imapTarget(settings), ports: imapPorts });
  const security = settings.imapSecurity ?? (door.port === 993 ? 'tls' : 'starttls');
  const tls = secureLine(door, { security, ca: settings.ca });
  // Eighty files that only those need who have such a mailbox.
  const imapflow = await import('imapflow');
  const client = new imapflow.ImapFlow({
    // A literal: nothing is looked up again.
    host: door.address,
    port: door.port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    ...(tls === undefined ? {} : { ...(tls.servername && { servername: tls.servername }), tls }),
    auth: { user: door.credentials.username ?? '', pass: door.credentials.password ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLiteralSize: MOST_MESSAGE_BYTES + 1_048_576,
    maxResponseSize: MOST_MESSAGE_BYTES + 4 * 1_048_576,
  });
  // Whoever waits for an answer is told through it; without a listener the process would end.
  client.on('error', () => undefined);
  const stop = () => client.close();
  context.signal.addEventListener('abort', stop, { once: true });
  let open = false;
  try {
    await client.connect();
    open = true;
    return await act(client, door.credentials.username ?? '');
  } catch (thrown) {
    throw imapFailure(thrown, door.host, open && changes);
  } finally {
    context.signal.removeEventListener('abort', stop);
    if (client.usable) await client.logout().catch(() => undefined);
    client.close();
  }
}

export type OpenedFolder = { uidValidity: string; uidNext: number };

/** Does the work with a folder open. @throws Failure config `mail.noFolder` */
export async function inFolder<T>(
  client: ImapFlow,
  path: string,
  act: (folder: OpenedFolder) => Promise<T>,
): Promise<T> {
  const lock = await client
    .getMailboxLock(path)
    .catch((thrown: { mailboxMissing?: boolean; responseText?: string }) => {
      if (thrown.mailboxMissing !== true) throw thrown;
      throw new Failure('config', 'mail.noFolder', { host: path, message: thrown.responseText ?? path });
    });
  try {
    const { mailbox } = client;
    if (mailbox === false) throw new Failure('config', 'mail.noFolder', { host: path, message: path });
    return await act({ uidValidity: String(mailbox.uidValidity), uidNext: mailbox.uidNext });
  } finally {
    lock.release();
  }
}

/** Where a mail is now: by its UID while the folder counts as it did, else by its Message-ID. */
export async function locate(
  client: ImapFlow,
  folder: OpenedFolder,
  asked: { uid: number; uidValidity: string; messageId: string },
): Promise<number | undefined> {
  if (folder.uidValidity === asked.uidValidity) {
    const found = await client.search({ uid: String(asked.uid) }, { uid: true });
    return (found || [])[0];
  }
  return findByMessageId(client, asked.messageId);
}

export async function findByMessageId(client: ImapFlow, messageId: string): Promise<number | undefined> {
  const found = await client.search({ header: { 'message-id': messageId } }, { uid: true });
  return (found || []).at(-1);
}
