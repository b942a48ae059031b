import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Folders } from '@raccord/contract';

/** A folder with more is not read: somebody has to tidy it up. */
const MOST_FILES = 10_000;

/**
 * Folders of this machine that its operator has opened to flows, by name. Flows never name a path, and nothing inside leads out: only
 * plain files of the folder itself are seen, no links, no hidden ones.
 */
export function openFolders(paths: Readonly<Record<string, string>>): Folders {
  const pathOf = (folder: string) => {
    const path = Object.hasOwn(paths, folder) ? paths[folder] : undefined;
    if (path !== undefined) return path;
    throw new Failure('config', 'folders.notOpen', { folder, open: Object.keys(paths).join(', ') || '—' });
  };
  return {
    names: () => Object.keys(paths),
    async list(folder) {
      const path = pathOf(folder);
      const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
        throw new Failure('config', 'folders.unreadable', { folder, reason: reasonOf(cause) }, { cause });
      });
      const plain = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
      if (plain.length > MOST_FILES) throw new Failure('config', 'folders.tooMany', { folder, limit: MOST_FILES });
      const files = plain.map(async ({ name }) => {
        const stat = await lstat(join(path, name)).catch(() => undefined);
        return stat?.isFile() ? [{ name, size: stat.size, changedAt: stat.mtimeMs }] : [];
      });
      return (await Promise.all(files)).flat();
    },
    async read(folder, name) {
      if (name === '' || name.startsWith('.') || /[/\\\0]/.test(name))
        throw new Failure('missing', 'folders.noFile', { folder, name });
      try {
        // A link that was put there since it was listed is not followed.
        const file = await open(join(pathOf(folder), name), constants.O_RDONLY | constants.O_NOFOLLOW);
        try {
          return await file.readFile();
        } finally {
          await file.close();
        }
      } catch (cause) {
        if (cause instanceof Failure) throw cause;
        throw new Failure('missing', 'folders.noFile', { folder, name }, { cause });
      }
    },
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
