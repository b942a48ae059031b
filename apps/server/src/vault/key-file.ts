import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@raccord/contract';
import { type MasterKey, masterKey } from './envelope.ts';

type Keys = readonly [MasterKey, ...MasterKey[]];

const pathOf = (home: string) => join(home, 'vault.key');

/**
 * Master keys as text: base64, separated by commas or line ends; the first one seals, the others still open.
 * @throws Failure `config` / `vault.badKey`
 */
export function parseKeys(text: string): Keys {
  const [first, ...others] = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => masterKey(Buffer.from(part, 'base64')));
  if (first === undefined) throw new Failure('config', 'vault.badKey', { bytes: 0 });
  return [first, ...others];
}

/** The keys in `<home>/vault.key`; undefined when there is no such file. */
export async function readKeyFile(home: string): Promise<Keys | undefined> {
  try {
    return parseKeys(await readFile(pathOf(home), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a key and its file, readable by its owner only. When another process was faster, that one's key counts. */
export async function createKeyFile(home: string): Promise<Keys> {
  await mkdir(home, { recursive: true });
  const text = `${randomBytes(32).toString('base64')}\n`;
  try {
    await writeFile(pathOf(home), text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const keys = await readKeyFile(home);
  if (keys === undefined) throw new Failure('config', 'vault.keyMissing', { home });
  return keys;
}
