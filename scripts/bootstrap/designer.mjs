import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stampFile } from './install.mjs';
import { Refusal, say } from './messages.mjs';
import { collect } from './processes.mjs';
import { pinnedNode, root } from './workspace.mjs';

const folder = join(root, 'apps', 'designer');
const stamp = join(folder, 'dist', '.built-from');
/** All that ends up in the built files, and what is installed. */
const sources = ['apps/designer', 'packages/contract/src', 'packages/runtime/src'].map((path) => join(root, path));
const leftOut = new Set(['node_modules', 'dist']);

/** Builds the screens, unless they were built from just these sources. */
export async function buildDesigner() {
  const wanted = hashOf([...sources.flatMap(filesIn), stampFile]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('building');
  const startedAt = Date.now();
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const node = pinnedNode();
  const environment = { ...process.env, NODE_ENV: 'production', PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  const { exitCode, output } = await collect(node, [vite, 'build', folder, '--logLevel', 'warn'], environment);
  if (exitCode !== 0) throw new Refusal('buildFailed', { lines: output.trim().split('\n').slice(-12).join('\n') });
  const assets = join(folder, 'dist', 'assets');
  for (const file of existsSync(assets) ? filesIn(assets) : [])
    if (/\.(?:js|css)$/.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  writeFileSync(stamp, wanted);
  say('built', { seconds: Math.round((Date.now() - startedAt) / 1000) });
}

function filesIn(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
