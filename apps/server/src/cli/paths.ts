import { stat } from 'node:fs/promises';
import { Failure } from '@raccord/contract';
import { reasonOf } from './api-client.ts';

/** @throws Failure `cli.fileUnreadable` when there is nothing at this path */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new Failure('input', 'cli.fileUnreadable', { file: path, message: reasonOf(cause) }, { cause });
  }
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true;
}
