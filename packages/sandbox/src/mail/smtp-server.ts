import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailFault, MailState } from './mailbox.ts';

const replies: Partial<Record<MailFault, [number, string]>> = {
  later: [451, '4.7.1 Greylisted, come back later'],
  refused: [550, '5.1.1 No such user here'],
  policy: [550, '5.7.60 Client does not have permissions to send as this sender'],
  tooLarge: [552, '5.3.4 Message too big'],
};

/** The SMTP half: takes what the account sends, and puts what is for the account itself into its inbox. */
export function createSmtpStandIn(state: MailState, tls?: { key: string; cert: string }): SMTPServer {
  const options: SMTPServerOptions = {
    authMethods: ['PLAIN', 'LOGIN'],
    size: 30 * 1_048_576,
    logger: false,
    ...(tls === undefined ? { disabledCommands: ['STARTTLS'], allowInsecureAuth: true } : tls),
    onAuth({ username, password }, _session, done) {
      if (username === state.user && password === state.password) return done(null, { user: username });
      done(reply(535, '5.7.8 Bad credentials'));
    },
    onRcptTo({ address }, _session, done) {
      // A mailbox that is always full, beside others that are not.
      if (address.startsWith('full@')) return done(reply(552, '5.2.2 Mailbox full'));
      done();
    },
    onData(stream, session, done) {
      const fault = state.faults.shift();
      if (fault === 'cutBefore') return void cut(server, session.id);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = fault === undefined ? undefined : replies[fault];
        if (refused !== undefined) return done(reply(...refused));
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks);
        const to = rcptTo.map(({ address }) => address);
        state.sent.push({ from: mailFrom === false ? '' : mailFrom.address, to, raw });
        if (state.filesSent) state.deliver('Sent', raw, new Date(), ['\\Seen']);
        if (to.includes(state.user)) state.deliver('INBOX', raw);
        if (fault === 'cutAfter') return void cut(server, session.id);
        done(null, 'OK queued');
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  return server;
}

/** Drops the line in mid-sentence. */
function cut(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) {
    const { id, _socket: socket } = connection as unknown as { id: string; _socket: { destroy(): void } };
    if (id === sessionId) socket.destroy();
  }
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
