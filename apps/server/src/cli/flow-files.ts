import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type FlowDocument, type Problem } from '@raccord/contract';
import { parseFlow } from '@raccord/runtime/flow/parse-flow';
import { isFile, isFolder } from './paths.ts';
import { readTextFile } from './read-file.ts';

export type FlowFile = { file: string } & ({ ok: true; flow: FlowDocument } | { ok: false; problems: Problem[] });

/** Reads a flow from a file, or from the `flow.json` of its folder; `-` is standard input. @throws Failure `cli.fileUnreadable` */
export async function readFlowFile(path: string): Promise<FlowFile> {
  const file = path !== '-' && (await isFolder(path)) ? join(path, 'flow.json') : path;
  return { file, ...parseFlow(await readTextFile(file)) };
}

/**
 * The flow files that a path names: the file itself, a folder's `flow.json`, or those of the folders in it (`flows/`), or the `.json`
 * files in it (what `raccord export` wrote).
 * @throws Failure `cli.fileUnreadable`, `cli.noFlowFiles`
 */
export async function findFlowFiles(path: string): Promise<string[]> {
  if (path === '-' || !(await isFolder(path))) return [path];
  const own = join(path, 'flow.json');
  if (await isFile(own)) return [own];
  const entries = await readdir(path, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const inside = join(path, entry.name, 'flow.json');
    if (entry.isDirectory() && (await isFile(inside))) files.push(inside);
    else if (entry.isFile() && entry.name.endsWith('.json') && !entry.name.endsWith('.schema.json'))
      files.push(join(path, entry.name));
  }
  if (files.length === 0) throw new Failure('input', 'cli.noFlowFiles', { folder: path });
  return files;
}
