import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Failure } from '@raccord/contract';
import { reasonOf } from './api-client.ts';

/**
 * The text of a file; `-` is standard input.
 * @throws Failure `cli.fileUnreadable`
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (cause) {
    throw new Failure('input', 'cli.fileUnreadable', { file: path, message: reasonOf(cause) }, { cause });
  }
}

/** @throws Failure `cli.fileUnreadable`, `cli.fileNotJson` */
export async function readJsonFile(path: string): Promise<unknown> {
  return parseJsonFile(path, await readTextFile(path));
}

export function parseJsonFile(path: string, content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Failure('input', 'cli.fileNotJson', { file: path, message: reasonOf(cause) }, { cause });
  }
}
