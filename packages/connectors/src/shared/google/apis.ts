// biome-ignore-all lint/style/noRestrictedImports: the one place where Google's clients are loaded
import type { drive_v3 } from '@googleapis/drive';
import type { gmail_v1 } from '@googleapis/gmail';
import type { sheets_v4 } from '@googleapis/sheets';

export type { drive_v3, gmail_v1, sheets_v4 };

/**
 * Google's own clients. Loaded when first used: together they take 0.4 s and 15 MB, which a server without a Google account does
 * not owe them.
 */
let drive: Promise<drive_v3.Drive> | undefined;
let gmail: Promise<gmail_v1.Gmail> | undefined;
let sheets: Promise<sheets_v4.Sheets> | undefined;

export function driveApi(): Promise<drive_v3.Drive> {
  drive ??= import('@googleapis/drive').then((library) => library.drive('v3'));
  return drive;
}

export function gmailApi(): Promise<gmail_v1.Gmail> {
  gmail ??= import('@googleapis/gmail').then((library) => library.gmail('v1'));
  return gmail;
}

export function sheetsApi(): Promise<sheets_v4.Sheets> {
  sheets ??= import('@googleapis/sheets').then((library) => library.sheets('v4'));
  return sheets;
}
