import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');

const vite = 'apps/designer/node_modules/vite/bin';
/** Notes each time it is asked to build. */
const builder = `const fs = require('node:fs'); fs.mkdirSync(process.argv[3] + '/dist', { recursive: true });
  fs.appendFileSync(process.argv[3] + '/dist/built', 'x');`;

/** A checkout with nothing in it but the bootstrap, what it reads, and a server that says how it was started. */
let checkout: string;
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'raccord é checkout '));
  await cp(join(repository, 'scripts'), join(checkout, 'scripts'), { recursive: true });
  await mkdir(join(checkout, 'apps/server/src/cli'), { recursive: true });
  const server = `process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exit(7);`;
  await writeFile(join(checkout, 'apps/server/src/cli/main.ts'), server);
  // Screens that take no time to build.
  await mkdir(join(checkout, 'packages/contract/src'), { recursive: true });
  await mkdir(join(checkout, 'packages/runtime/src'), { recursive: true });
  await mkdir(join(checkout, vite), { recursive: true });
  await writeFile(join(checkout, vite, 'vite.js'), builder);
  const files = { 'package.json': '{}', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' };
  for (const [name, content] of Object.entries(files)) await writeFile(join(checkout, name), content);
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

describe('npm start', () => {
  it.each([
    { locale: 'C', sentence: 'cannot be reached' },
    { locale: 'fr_FR.UTF-8', sentence: 'est injoignable' },
  ])(
    'says so when there is no network ($locale), and does not think itself installed',
    async ({ locale, sentence }) => {
      const { exitCode, stderr } = await bootstrap(['start'], { LC_ALL: locale });
      expect(stderr).toContain(sentence);
      expect(stderr).toContain('http://127.0.0.1:9/');
      expect(stderr).not.toMatch(/npm warn|\bat \w+/);
      expect(exitCode).toBe(1);
      await expect(access(join(checkout, 'node_modules/.raccord-installed'))).rejects.toThrow('ENOENT');
    },
  );

  it('starts the server at once when everything is installed, with its arguments and exit code', async () => {
    await writeStamp();
    await bootstrap(['start'], {});
    const { exitCode, stdout, stderr } = await bootstrap(['start', '--port', '0'], {});
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 7, stdout: '["start","--port","0"]', stderr: '' });
  });

  it('builds the screens when their sources have changed, and says why when that fails', async () => {
    await writeStamp();
    const built = () => readFile(join(checkout, 'apps/designer/dist/built'), 'utf8');
    expect((await bootstrap(['start'], {})).stderr).toContain('Building the screens');
    await bootstrap(['start'], {});
    expect(await built()).toBe('x');
    await writeFile(join(checkout, 'packages/contract/src/flow.ts'), 'export {};');
    await bootstrap(['start'], { LC_ALL: 'fr_FR.UTF-8' });
    expect(await built()).toBe('xx');
    await writeFile(join(checkout, 'packages/contract/src/flow.ts'), 'export { };');
    await writeFile(join(checkout, vite, 'vite.js'), "console.error('no such module'); process.exit(1);");
    const { exitCode, stderr } = await bootstrap(['start'], {});
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('no such module') });
  });

  it('installs again when a manifest has changed', async () => {
    await writeStamp();
    await writeFile(join(checkout, 'apps/server/package.json'), '{"name":"changed"}');
    expect((await bootstrap(['start'], {})).stderr).toContain('Installing');
  });
});

it.each([
  { locale: 'C', sentence: 'no command “frob”' },
  { locale: 'fr_CA', sentence: 'ne connaît pas la commande « frob »' },
])('refuses an unknown command ($locale)', async ({ locale, sentence }) => {
  const { exitCode, stderr } = await bootstrap(['frob'], { LC_ALL: locale });
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(1);
});

/** Marks the checkout as installed, the way a successful installation does. */
async function writeStamp(): Promise<void> {
  const script = `
    import { writeFileSync, mkdirSync } from 'node:fs';
    import { stampFile, stampOf } from './scripts/bootstrap/install.mjs';
    import { installInputs } from './scripts/bootstrap/workspace.mjs';
    mkdirSync('node_modules', { recursive: true });
    writeFileSync(stampFile, stampOf(installInputs()));`;
  await runNode(['--input-type=module', '-e', script], {});
}

function bootstrap(args: string[], environment: Record<string, string>): Promise<Ended> {
  const nowhere = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_cache: join(checkout, 'cache') };
  return runNode(['scripts/bootstrap.mjs', ...args], { LC_ALL: 'C', ...nowhere, ...environment });
}

type Ended = { exitCode: unknown; stdout: string; stderr: string };

function runNode(args: string[], environment: Record<string, string>): Promise<Ended> {
  // biome-ignore lint/style/noProcessEnv: the bootstrap is a program of its own, run here in an environment of our making.
  const env = { PATH: process.env.PATH ?? '', HOME: checkout, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: checkout, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, stdout, stderr });
    });
  });
}
