import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@raccord/contract';
import { runsAsRoot } from './postgres-account.ts';

/** What `<dataRoot>/postgres.json` says: where this installation's database is and how to get in. Mode 0600. */
export type PostgresLocation = {
  /** The data root this file was written for: tells a moved data root from a copied one. */
  dataRoot: string;
  dataFolder: string;
  user: string;
  database: string;
  password: string;
};

export type FoundLocation = { location: PostgresLocation; origin: 'new' | 'stored' | 'moved' };

/** Where everything of a root's PostgreSQL goes: the folders above a checkout may be closed to the user it runs as. */
export const systemFolder = '/var/lib/raccord';

const fileName = 'postgres.json';

/**
 * Reads where the database of this data root is; when nothing says so, chooses a place and a password. What is not `stored`
 * has to be, by `writeLocation`, before data is made with it.
 *
 * @throws Failure `boot.dataFolderNotYours` when another user's Raccord made the data root.
 */
export async function readLocation(dataRoot: string): Promise<FoundLocation> {
  await mkdir(dataRoot, { recursive: true });
  const root = await realpath(dataRoot);
  const stored = await readStored(root);
  if (stored === undefined) return { location: newLocation(root), origin: 'new' };
  if (stored.dataRoot === root) return { location: stored, origin: 'stored' };
  if (await isInUseBy(stored)) return { location: newLocation(root), origin: 'new' };
  return { location: moved(stored, root), origin: 'moved' };
}

/** Stores the location, whole or not at all. */
export async function writeLocation(location: PostgresLocation): Promise<void> {
  const file = join(location.dataRoot, fileName);
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(location, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}

async function readStored(root: string): Promise<PostgresLocation | undefined> {
  const file = join(root, fileName);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as PostgresLocation;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') throw new Failure('config', 'boot.dataFolderNotYours', { folder: root }, { cause });
    throw new Failure('config', 'boot.locationUnreadable', { file, message: String(cause) }, { cause });
  }
}

function newLocation(root: string): PostgresLocation {
  return {
    dataRoot: root,
    dataFolder: defaultDataFolder(root),
    user: 'raccord',
    database: 'raccord',
    password: randomBytes(24).toString('hex'),
  };
}

function defaultDataFolder(root: string): string {
  if (!runsAsRoot()) return join(root, 'postgres');
  return join(systemFolder, createHash('sha256').update(root).digest('hex').slice(0, 12), 'data');
}

/** A copied data root must not share the database of the one it was copied from. */
async function isInUseBy(stored: PostgresLocation): Promise<boolean> {
  const original = await readStored(stored.dataRoot).catch(() => undefined);
  return (
    original?.dataFolder === stored.dataFolder && (await stat(stored.dataFolder).catch(() => undefined)) !== undefined
  );
}

/** The data root was moved: data inside it moved along, data elsewhere stayed where it was. */
function moved(stored: PostgresLocation, root: string): PostgresLocation {
  const inside = join(stored.dataRoot, 'postgres') === stored.dataFolder;
  return { ...stored, dataRoot: root, dataFolder: inside ? join(root, 'postgres') : stored.dataFolder };
}
