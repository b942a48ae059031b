import { Readable } from 'node:stream';
import { type ConnectorContext, Failure } from '@raccord/contract';
import type { MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { secureLine } from '../shared/sockets/secure-line.ts';
import { smtpFailure } from './failure.ts';
import { type MailSettings, smtpPorts, smtpTarget } from './settings.ts';

export type Accepted = { accepted: string[]; rejected: string[] };

/** `sent`: the server has asked for the message, so it may have it. */
type Line = { connection: SMTPConnection; sent: boolean };

/** Opens a line to the SMTP server, logs in, does the work and closes it. */
async function withLine<T>(context: ConnectorContext, act: (line: Line) => Promise<T>): Promise<T> {
  if (context.sockets === undefined) throw new Failure('config', 'socket.noConnection');
  const settings = context.settings as MailSettings;
  const door = await context.sockets.open('smtp', { ...smtpTarget(settings), ports: smtpPorts });
  const security = settings.smtpSecurity ?? (door.port === 465 ? 'tls' : 'starttls');
  const tls = secureLine(door, { security, ca: settings.ca });
  const { username = '', password = '' } = door.credentials;
  const { default: Smtp } = await import('nodemailer/lib/smtp-connection');
  const connection = new Smtp({
    // A literal: nothing is looked up again.
    host: door.address,
    port: door.port,
    secure: security === 'tls',
    ...(tls === undefined
      ? { ignoreTLS: true }
      : { requireTLS: true, ...(tls.servername && { servername: tls.servername }), tls }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  });
  const line: Line = { connection, sent: false };
  const stop = () => connection.close();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    // Between two commands a line breaks by an event and by nothing else.
    return await new Promise<T>((done, fail) => {
      connection.on('error', fail);
      connection.on('end', () => fail(new Error('closed')));
      logIn(connection, { user: username, pass: password })
        .then(() => act(line))
        .then(done, fail);
    });
  } catch (thrown) {
    throw smtpFailure(thrown, door.host, line.sent);
  } finally {
    context.signal.removeEventListener('abort', stop);
    connection.close();
  }
}

async function logIn(connection: SMTPConnection, auth: { user: string; pass: string }): Promise<void> {
  await new Promise<void>((done, fail) => connection.connect((error) => (error ? fail(error) : done())));
  if (auth.user === '') return;
  await new Promise<void>((done, fail) =>
    connection.login({ credentials: auth }, (error) => (error ? fail(error) : done())),
  );
}

/** The text that is sent never names its blind copies: they are in the envelope only. */
export async function sendMessage(context: ConnectorContext, message: MailComposerOptions): Promise<Accepted> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composed = new MailComposer({ ...message, disableFileAccess: true, disableUrlAccess: true }).compile();
  const raw = await composed.build();
  const envelope = composed.getEnvelope();
  return withLine(context, (line) => {
    const content = Readable.from(
      (function* () {
        line.sent = true;
        yield raw;
      })(),
    );
    return new Promise<Accepted>((done, fail) => {
      line.connection.send({ from: envelope.from, to: envelope.to, size: raw.length }, content, (error, info) => {
        if (error) return fail(error);
        done({ accepted: (info?.accepted ?? []).map(String), rejected: (info?.rejected ?? []).map(String) });
      });
    });
  });
}

export async function tryLogin(context: ConnectorContext): Promise<void> {
  await withLine(context, async () => undefined);
}
