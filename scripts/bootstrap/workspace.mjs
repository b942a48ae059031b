import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './messages.mjs';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const neededNode = 26;

/** The Node that the workspace pins as an npm package; else the one we run on, if that is new enough. */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  // Apple Silicon came after somebody else had taken the plain name.
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const pinned = join(root, 'node_modules', name, 'bin', program);
    if (existsSync(pinned)) return pinned;
  }
  if (Number(process.versions.node.split('.')[0]) >= neededNode) return process.execPath;
  throw new Refusal('noNode', { needed: neededNode, platform: `${process.platform}-${process.arch}` });
}

/** Every file that decides what is installed, in a fixed order. */
export function installInputs() {
  const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const patterns = [...workspace.matchAll(/^\s+-\s+['"]?([\w/*-]+)['"]?\s*$/gm)].map((match) => match[1]);
  const folders = patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];
  });
  const manifests = ['.', ...folders].map((folder) => join(root, folder, 'package.json')).filter(existsSync);
  return [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...manifests.sort()];
}

/** The JavaScript file behind a program of an installed package: runs on our Node, with no shell in between. */
export function programOf(packageName, program) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}
