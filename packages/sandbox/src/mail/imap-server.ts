import { createServer, type Server, type Socket } from 'node:net';
import {
  type Argument,
  CommandReader,
  decodeName,
  encodeName,
  inSet,
  internalDate,
  quoted,
  searchDate,
} from './imap-syntax.ts';
import type { MailFolder, MailState, StoredMail } from './mailbox.ts';

const capabilities = 'IMAP4rev1 MOVE UIDPLUS SPECIAL-USE';

/** The IMAP half: as much of RFC 3501 as programs need that read, search, mark and move. */
export function createImapStandIn(state: MailState): Server {
  return createServer((socket) => serve(socket, state));
}

type Session = {
  state: MailState;
  send(line: string | Uint8Array): void;
  loggedIn: boolean;
  folder: MailFolder | undefined;
};

function serve(socket: Socket, state: MailState): void {
  const send = (line: string | Uint8Array) => {
    socket.write(typeof line === 'string' ? Buffer.from(line, 'latin1') : line);
  };
  const session: Session = { state, send, loggedIn: false, folder: undefined };
  const reader = new CommandReader();
  socket.on('error', () => undefined);
  send(`* OK [CAPABILITY ${capabilities}] stand-in ready\r\n`);
  socket.on('data', (chunk) => {
    for (const { tag, name, args } of reader.feed(Buffer.from(chunk), () => send('+ go ahead\r\n'))) {
      if (name === 'LOGOUT') {
        send(`* BYE see you\r\n${tag} OK LOGOUT done\r\n`);
        socket.end();
        return;
      }
      send(`${tag} ${answer(session, name, args)}\r\n`);
    }
  });
}

function answer(session: Session, name: string, args: Argument[]): string {
  const { send } = session;
  if (name === 'CAPABILITY') {
    send(`* CAPABILITY ${capabilities}\r\n`);
    return 'OK done';
  }
  if (name === 'NOOP' || name === 'ID' || name === 'ENABLE') return 'OK done';
  if (name === 'LOGIN') return logIn(session, String(args[0]), String(args[1]));
  if (!session.loggedIn) return 'NO [AUTHENTICATIONFAILED] log in first';
  switch (name) {
    case 'LIST':
    case 'LSUB':
      // Nothing asked for: only the separator is wanted.
      if (args[1] === '') {
        send(`* ${name} (\\Noselect) "/" ""\r\n`);
        return 'OK done';
      }
      for (const [path, { specialUse }] of session.state.folders)
        send(
          `* ${name} (\\HasNoChildren${specialUse === undefined ? '' : ` ${specialUse}`}) "/" ${quoted(encodeName(path))}\r\n`,
        );
      return 'OK done';
    case 'SELECT':
    case 'EXAMINE':
      return select(session, String(args[0]), name === 'EXAMINE');
    case 'CLOSE':
    case 'UNSELECT':
      session.folder = undefined;
      return 'OK done';
    case 'UID':
      return session.folder === undefined ? 'BAD no folder' : withUids(session, session.folder, args);
    default:
      return `BAD ${name} is not known here`;
  }
}

function logIn(session: Session, user: string, password: string): string {
  session.loggedIn = user === session.state.user && password === session.state.password;
  return session.loggedIn ? `OK [CAPABILITY ${capabilities}] welcome` : 'NO [AUTHENTICATIONFAILED] Bad credentials';
}

function select(session: Session, name: string, readOnly: boolean): string {
  const folder = session.state.folders.get(decodeName(name));
  if (folder === undefined) return 'NO [NONEXISTENT] no such mailbox';
  session.folder = folder;
  session.send(
    `* FLAGS (\\Seen \\Flagged \\Deleted \\Answered)\r\n* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted \\Answered \\*)] ok\r\n` +
      `* ${folder.mails.length} EXISTS\r\n* OK [UIDVALIDITY ${folder.uidValidity}] ok\r\n* OK [UIDNEXT ${folder.uidNext}] ok\r\n`,
  );
  return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] selected`;
}

function withUids(session: Session, folder: MailFolder, [verb, ...args]: Argument[]): string {
  const name = String(verb).toUpperCase();
  if (name === 'SEARCH') {
    const found = folder.mails.filter((mail) => fits(mail, folder, args)).map(({ uid }) => uid);
    session.send(`* SEARCH${found.map((uid) => ` ${uid}`).join('')}\r\n`);
    return 'OK done';
  }
  const chosen = folder.mails.filter(({ uid }) => inSet(String(args[0]), lastUid(folder))(uid));
  if (name === 'FETCH') {
    for (const mail of chosen) sendMail(session, folder, mail, [args[1]!].flat(2) as string[]);
    return 'OK done';
  }
  if (name === 'STORE') {
    for (const { flags } of chosen)
      for (const flag of [args[2]!].flat(3) as string[])
        if (String(args[1]).startsWith('-')) flags.delete(flag);
        else flags.add(flag);
    return 'OK done';
  }
  if (name === 'MOVE') return move(session, folder, chosen, decodeName(String(args[1])));
  return `BAD UID ${name} is not known here`;
}

function move(session: Session, folder: MailFolder, chosen: StoredMail[], path: string): string {
  const target = session.state.folders.get(path);
  if (target === undefined) return 'NO [TRYCREATE] no such mailbox';
  const pairs = chosen.map(({ uid, raw, date, flags }) => [uid, session.state.deliver(path, raw, date, [...flags])]);
  const codes = [0, 1].map((place) => pairs.map((pair) => pair[place]).join());
  if (pairs.length > 0) session.send(`* OK [COPYUID ${target.uidValidity} ${codes.join(' ')}] moved\r\n`);
  for (const mail of chosen) {
    session.send(`* ${folder.mails.indexOf(mail) + 1} EXPUNGE\r\n`);
    folder.mails.splice(folder.mails.indexOf(mail), 1);
  }
  return 'OK done';
}

const lastUid = ({ mails }: MailFolder) => mails.at(-1)?.uid ?? 0;
const headersOf = ({ raw }: StoredMail) => raw.subarray(0, raw.indexOf('\r\n\r\n') + 4);

/** All criteria must fit; one that is not known here fits nothing, so that nobody takes it for obeyed. */
function fits(mail: StoredMail, folder: MailFolder, criteria: readonly Argument[]): boolean {
  const left = [...criteria];
  const take = () => String(left.shift() ?? '');
  const header = (name: string) =>
    new RegExp(`^${name}:\\s*(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(headersOf(mail).toString())?.[1] ?? '';
  const holds = (text: string, part: string) =>
    text.toLowerCase().includes(Buffer.from(part, 'latin1').toString().toLowerCase());
  while (left.length > 0) {
    const word = take().toUpperCase();
    if (word === 'ALL') continue;
    if (word === 'CHARSET') take();
    else if (word === 'UID' ? !inSet(take(), lastUid(folder))(mail.uid) : false) return false;
    else if (word === 'UID') continue;
    else if (word === 'SINCE') {
      if (mail.date.getTime() < searchDate(take())) return false;
    } else if (word === 'FROM' || word === 'SUBJECT') {
      if (!holds(header(word), take())) return false;
    } else if (word === 'HEADER') {
      if (!holds(header(take()), take())) return false;
    } else return false;
  }
  return true;
}

function sendMail({ send }: Session, folder: MailFolder, mail: StoredMail, items: string[]): void {
  const parts: Buffer[] = [];
  const add = (text: string) => parts.push(Buffer.from(`${parts.length === 0 ? '' : ' '}${text}`, 'latin1'));
  add(`UID ${mail.uid}`);
  for (const item of items.map((each) => each.toUpperCase())) {
    if (item === 'FLAGS') add(`FLAGS (${[...mail.flags].join(' ')})`);
    if (item === 'RFC822.SIZE') add(`RFC822.SIZE ${mail.raw.length}`);
    if (item === 'INTERNALDATE') add(`INTERNALDATE ${quoted(internalDate(mail.date))}`);
    const body = /^BODY(?:\.PEEK)?\[(HEADER)?\]/.exec(item);
    if (body === null) continue;
    const content = body[1] === undefined ? mail.raw : headersOf(mail);
    add(`BODY[${body[1] ?? ''}] {${content.length}}\r\n`);
    parts.push(content);
  }
  send(Buffer.concat([Buffer.from(`* ${folder.mails.indexOf(mail) + 1} FETCH (`), ...parts, Buffer.from(')\r\n')]));
}
