import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const compiledCode = new URL('./compiled-code.ts', import.meta.url).href;
const some = new URL('./env.ts', import.meta.url).href;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-code-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A process that keeps its code in `place`, leaves it there and is killed. */
async function runIn(place: string): Promise<string> {
  const program = `
    const { keepCompiledCode, leaveCompiledCode } = await import(${JSON.stringify(compiledCode)});
    keepCompiledCode(${JSON.stringify(place)});
    await import(${JSON.stringify(some)});
    leaveCompiledCode();
    console.log('went on');
    process.kill(process.pid, 'SIGKILL');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]).catch(
    (killed: { stdout: string }) => killed,
  );
  return stdout.trim();
}

test('what a process has compiled is there for the next, also when it was killed', async () => {
  expect(await runIn(folder)).toBe('went on');
  const [version] = await readdir(folder);
  expect((await readdir(join(folder, version ?? ''))).length).toBeGreaterThan(0);
});

test('where nothing can be written everything works without', async () => {
  expect(await runIn('/dev/null/nothing')).toBe('went on');
});
