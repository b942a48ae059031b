import { headersOf } from '../gmail/mime.ts';

/** A mail as the server keeps it. */
export type StoredMail = { uid: number; raw: Buffer; flags: Set<string>; date: Date };
export type MailFolder = { uidValidity: number; uidNext: number; mails: StoredMail[]; specialUse?: string };

/** What was handed to the SMTP server, with its envelope: blind copies are only there. */
export type SentMail = { from: string; to: string[]; raw: Buffer };

/**
 * What the SMTP server does instead of taking a mail: `later` greylists, `refused` does not know the recipient, `policy` does not send
 * for this account, `tooLarge`; `cutBefore` drops the line before the content, `cutAfter` takes the mail and drops it before saying so.
 */
export const mailFaults = ['later', 'refused', 'policy', 'tooLarge', 'cutBefore', 'cutAfter'] as const;
export type MailFault = (typeof mailFaults)[number];

/** Where the mail stand-in's one account keeps its mail. */
export class MailState {
  readonly user = 'atelier@acme.example';
  readonly password = 'sandbox-mail-password';
  readonly folders = new Map<string, MailFolder>();
  readonly sent: SentMail[] = [];
  /** Met by the next mails, one each. */
  readonly faults: MailFault[] = [];
  /** Whether the server files what it sends, as Gmail and Microsoft do. */
  filesSent = true;
  private nextValidity = 1_700_000_000;

  constructor() {
    this.addFolders();
  }

  private addFolders(): void {
    this.addFolder('INBOX');
    this.addFolder('Sent', '\\Sent');
    this.addFolder('Traités');
  }

  /** As nobody had ever written; the folders are new ones, so that whoever has read them begins again. */
  reset(): void {
    this.folders.clear();
    this.sent.length = 0;
    this.faults.length = 0;
    this.addFolders();
  }

  /** What people may look at, the newest first. */
  tables(): Record<string, object[]> {
    const mails = [...this.folders].flatMap(([folder, { mails: all }]) =>
      all.map(({ uid, raw, flags, date }) => ({
        folder,
        uid,
        date: date.toISOString(),
        flags: [...flags],
        ...shown(raw),
      })),
    );
    mails.sort((one, other) => other.date.localeCompare(one.date));
    const sent = this.sent.map(({ from, to, raw }) => ({ envelope_from: from, envelope_to: to, ...shown(raw) }));
    return { mails, sent: sent.reverse() };
  }

  addFolder(name: string, specialUse?: string): MailFolder {
    const folder: MailFolder = {
      uidValidity: this.nextValidity++,
      uidNext: 1,
      mails: [],
      ...(specialUse && { specialUse }),
    };
    this.folders.set(name, folder);
    return folder;
  }

  /** Puts a mail into a folder. @returns its UID */
  deliver(name: string, raw: Buffer | string, date = new Date(), flags: string[] = []): number {
    const folder = this.folders.get(name);
    if (folder === undefined) throw new Error(`no folder ${name}`);
    const uid = folder.uidNext++;
    folder.mails.push({ uid, raw: Buffer.from(raw), flags: new Set(flags), date });
    return uid;
  }

  /** As after a restore from a backup: the same mails, all under new numbers. */
  renumber(name: string): void {
    const folder = this.folders.get(name);
    if (folder === undefined) return;
    folder.uidValidity = this.nextValidity++;
    folder.mails.forEach((mail, index) => {
      mail.uid = index + 1;
    });
    folder.uidNext = folder.mails.length + 1;
  }
}

/** Characters of a mail that are shown. */
const MOST_SHOWN = 20_000;

function shown(raw: Buffer): Record<'from' | 'to' | 'subject' | 'source', string> {
  const headers = headersOf(raw);
  const of = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  return { from: of('from'), to: of('to'), subject: of('subject'), source: raw.toString('utf8').slice(0, MOST_SHOWN) };
}
