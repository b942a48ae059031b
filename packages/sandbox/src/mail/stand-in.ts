import type { AddressInfo, Socket } from 'node:net';
import { createImapStandIn } from './imap-server.ts';
import { MailState } from './mailbox.ts';
import { seedMail } from './samples.ts';
import { createSmtpStandIn } from './smtp-server.ts';

export type MailStandIn = {
  state: MailState;
  smtpPort: number;
  imapPort: number;
  close(): Promise<void>;
};

export type MailOptions = {
  smtpPort?: number;
  imapPort?: number;
  seed?: 'demo' | 'empty';
  /** Milliseconds since 1970. */
  now?: number;
  /** With a certificate the SMTP half offers STARTTLS; without, both speak plainly, on the loopback address only. */
  tls?: { key: string; cert: string };
};

/** What a connection to it needs. It speaks plainly, on the loopback address only. */
export function mailConnection({ state, smtpPort, imapPort }: MailStandIn) {
  return {
    endpoints: { smtp: `smtp://127.0.0.1:${smtpPort}`, imap: `imap://127.0.0.1:${imapPort}` },
    credentials: { username: state.user, password: state.password },
    settings: { smtpSecurity: 'none', imapSecurity: 'none' },
    signingSecrets: [],
  };
}

/** A mail provider with one account: an SMTP and an IMAP server on the loopback address. */
export async function startMailStandIn(options: MailOptions = {}): Promise<MailStandIn> {
  const state = new MailState();
  if (options.seed !== 'empty') seedMail(state, options.now ?? Date.now());
  const smtp = createSmtpStandIn(state, options.tls);
  const imap = createImapStandIn(state);
  const sockets = new Set<Socket>();
  imap.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    imap.once('error', fail);
    imap.listen(options.imapPort ?? 0, '127.0.0.1', done);
  });
  await new Promise<void>((done, fail) => {
    smtp.once('error', fail);
    smtp.listen(options.smtpPort ?? 0, '127.0.0.1', done);
  });
  return {
    state,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    imapPort: (imap.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => imap.close(done));
      await new Promise<void>((done) => smtp.close(() => done()));
    },
  };
}
