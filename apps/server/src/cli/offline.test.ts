import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFlow } from '../testing/sample-flow.ts';
import { runCli } from './testing/run-cli.ts';

let folder: string;
const flow = sampleFlow('orders');
const files: Record<string, unknown> = {
  'orders/flow.json': flow,
  'orders/tests/good.json': {
    name: 'An order is sent',
    records: [{ body: { id: 1 } }],
    mocks: { send: { status: 200 } },
    expect: { records: [{ state: 'succeeded' }], effects: [{ node: 'send', input: { json: { id: 1 } } }] },
  },
  'failing/flow.json': { ...flow, id: 'failing' },
  'failing/tests/bad.json': { name: 'Wrong', records: [{}], mocks: { send: {} }, expect: { effects: [] } },
  'wrong.json': sampleFlow('wrong', { edges: [{ from: 'order', to: 'nowhere' }] }),
  'mocks.json': { send: { status: 418 } },
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-cli-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(content));
  }
  await writeFile(join(folder, 'broken.json'), '{"id": ');
  await writeFile(join(folder, 'orders.csv'), 'body;note\n1;"a;b"\n2;c\n');
  await mkdir(join(folder, 'empty'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (args: string[], env: Record<string, string> = {}, stdin?: string) =>
  runCli(args, {
    cwd: folder,
    env: { RACCORD_HOME: join(folder, 'home'), ...env },
    ...(stdin === undefined ? {} : { stdin }),
  });

describe('what is written wrongly ends with 2 and a sentence', () => {
  it.each([
    [['frob'], 'There is no command “frob”'],
    [['flows', '--frob'], 'There is no option --frob here. Run raccord flows --help'],
    [['validate'], 'file is missing'],
    [['start', '--port', '70000'], '--port is “70000”; it has to be 0–65535'],
    [['start', '--log', 'xml'], 'json | pretty'],
    [['deploy', 'orders'], '--env <name>'],
    [['runs', '--limit', 'many'], '1–200'],
    [['undeploy', 'a', 'b', '--env', 'x'], 'too many words behind raccord undeploy'],
    [['flows', '--server', 'nonsense'], 'http(s)://…'],
    [['sandbox', 'faults', '--fault', 'slow'], '<vendor> is missing'],
    [['connection', 'frob'], '“frob”'],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('French where the system speaks French', async () => {
    const { stderr } = await run(['frob'], { LC_ALL: 'fr_FR.UTF-8' });
    expect(stderr).toContain('Il n’y a pas de commande « frob »');
    const help = await run(['--help'], { LC_ALL: '', LC_MESSAGES: 'fr_CA', LANG: 'en_GB' });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Codes de sortie');
    expect(help.stdout).not.toMatch(/Usage:|Options:|Commands:|show this help/);
  });
});

it('without a server, commands that need one end with 3 and say what to do', async () => {
  const nowhere = await run(['flows']);
  expect(nowhere).toMatchObject({ code: 3, stdout: '' });
  expect(nowhere.stderr).toContain(`No Raccord runs on ${join(folder, 'home')}. Start one with npm start`);
  const silent = await run(['runs', '--server', 'http://127.0.0.1:9', '--token', 't']);
  expect(silent).toMatchObject({ code: 3, stdout: '' });
  expect(silent.stderr).toContain('Nothing answers at http://127.0.0.1:9');
});

describe('validate', () => {
  it('passes a good flow, and tells each problem of a bad one with its place', async () => {
    expect(await run(['validate', 'orders'])).toMatchObject({ code: 0, stdout: 'orders/flow.json: valid\n' });
    const bad = await run(['validate', 'wrong.json', 'orders']);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(/wrong\.json: edges\S*: error: .*nowhere/);
    expect(bad.stdout).toContain('orders/flow.json: valid');
  });

  it('reads standard input; --json is JSON and nothing else', async () => {
    const { code, json } = await run(['validate', '-', '--json'], {}, '{"id": ');
    expect(code).toBe(1);
    expect(json()).toMatchObject({ files: [{ file: '-', valid: false, problems: [{ code: 'flow.syntax' }] }] });
  });

  it.each([
    ['missing.json', 'ENOENT'],
    ['empty', 'There are no flows in the folder empty'],
  ])('says that there is nothing to read at %s', async (path, sentence) => {
    const { code, stderr } = await run(['validate', path]);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

describe('test', () => {
  it('runs the tests of a flow, and of a folder of flows; shows what differs', async () => {
    expect(await run(['test', 'orders'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('✓ An order is sent'),
    });
    const all = await run(['test', '.']);
    expect(all.code).toBe(1);
    expect(all.stdout).toContain('✗ Wrong');
    expect(all.stdout).toContain('send was called and nobody expects it');
    expect(all.stdout).toContain('1 passed, 1 failed');
    const one = await run(['test', 'failing/tests/bad.json', '--json']);
    expect(one.json()).toMatchObject({ passed: 0, failed: 1, tests: [{ flow: 'failing', passed: false }] });
  });

  it('never passes for want of tests', async () => {
    const { code, stderr } = await run(['test', 'empty']);
    expect(code).toBe(1);
    expect(stderr).toContain('There are no flow tests in empty');
  });
});

describe('run --dry', () => {
  it('shows what would be called, record by record, and sends nothing', async () => {
    const { code, json } = await run([
      'run',
      'orders',
      '--dry',
      '--input',
      'orders.csv',
      '--mocks',
      'mocks.json',
      '--json',
    ]);
    expect(code).toBe(0);
    const { records, calls } = json();
    expect(records).toMatchObject([{ state: 'succeeded', input: { body: '1', note: 'a;b' } }, { state: 'succeeded' }]);
    expect(calls).toMatchObject([
      { node: 'send', uses: 'http/request', input: { json: '1' }, output: { status: 418 } },
      { node: 'send', input: { json: '2' } },
    ]);
    const shown = await run(['run', 'orders', '--dry'], {}, '');
    expect(shown.stdout).toContain('send → http/request');
    expect(shown.stdout).toContain('Nothing was sent: 1 calls were held back');
  });

  it.each([
    [['run', 'orders', '--dry', '--input', 'none.csv'], 'none.csv cannot be read'],
    [['run', 'orders', '--dry', '--input', 'broken.json'], 'broken.json is not valid JSON'],
    [['run', 'broken.json', '--dry'], 'broken.json is not a flow that can be read'],
    [['run', 'wrong.json', '--dry'], 'nowhere'],
  ])('%j', async (args, sentence) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

describe('doctor', () => {
  it('checks a machine where nothing runs, and is content', async () => {
    const { code, json } = await run(['doctor', '--json'], { RACCORD_PORT: '0' });
    const found = Object.fromEntries(
      json().checks.map((each: { check: string; status: string }) => [each.check, each.status]),
    );
    expect(found).toMatchObject({ node: 'ok', home: 'ok', keys: 'ok', server: 'warn', database: 'warn', queue: 'ok' });
    expect(code).toBe(0);
  });

  it('fails on a database or Redis that does not answer, and on an open key file', async () => {
    const home = join(folder, 'open-home');
    await mkdir(home);
    await writeFile(join(home, 'vault.key'), 'x', { mode: 0o644 });
    const { code, stdout } = await run(['doctor'], {
      RACCORD_HOME: home,
      DATABASE_URL: 'postgres://x@127.0.0.1:9/x',
      REDIS_URL: 'redis://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ Database {2}does not answer/);
    expect(stdout).toMatch(/✗ Queue {2}Redis at 127\.0\.0\.1:9/);
    expect(stdout).toContain(`chmod 600 ${home}/vault.key`);
  });
});

it('a wrong setting is told by name', async () => {
  const { code, stderr } = await run(['flows'], { RACCORD_PORT: 'x' });
  expect(code).toBe(1);
  expect(stderr).toContain('RACCORD_PORT');
});
