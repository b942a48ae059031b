/** A mail as the server keeps it. */
export type StoredMail = { uid: number; raw: Buffer; flags: Set<string>; date: Date };
export type MailFolder = { uidValidity: number; uidNext: number; mails: StoredMail[]; specialUse?: string };

/** What was handed to the SMTP server, with its envelope: blind copies are only there. */
export type SentMail = { from: string; to: string[]; raw: Buffer };

/**
 * What the SMTP server does instead of taking a mail: `later` greylists, `refused` does not know the recipient, `policy` does not send
 * for this account, `tooLarge`; `cutBefore` drops the line before the content, `cutAfter` takes the mail and drops it before saying so.
 */
export type MailFault = 'later' | 'refused' | 'policy' | 'tooLarge' | 'cutBefore' | 'cutAfter';

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
    this.addFolder('INBOX');
    this.addFolder('Sent', '\\Sent');
    this.addFolder('Traités');
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
