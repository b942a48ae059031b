import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowDocument } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readSettings } from '../env.ts';
import { type RunningServer, startServer } from '../server.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { writeInstance } from './instance-file.ts';
import { runCli, startCli } from './testing/run-cli.ts';

// Every command as a process of its own, against a real server with a worker and the stand-ins.

let database: TestDatabase;
let home: string;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-cli-server-'));
  const settings = readSettings({
    DATABASE_URL: database.url,
    RACCORD_HOME: home,
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'silent',
  });
  server = await startServer(settings);
  const { address, sandboxAddress: sandbox } = server;
  await writeInstance(home, { address, pid: process.pid, ...(sandbox === undefined ? {} : { sandbox }) });
  await writeFile(join(home, 'numbers.json'), JSON.stringify(numbers));
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const env = () => ({ RACCORD_HOME: home, DATABASE_URL: database.url, RACCORD_PORT: '0' });
const run = (args: string[], more: Record<string, string> = {}, stdin?: string) =>
  runCli(args, { cwd: home, env: { ...env(), ...more }, ...(stdin === undefined ? {} : { stdin }) });

/** Doubles a number; what is no number fails. */
const numbers: FlowDocument = {
  schemaVersion: 1,
  id: 'numbers',
  name: 'Numbers',
  settings: { recordKey: '{{start.id}}' },
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'manual/run' },
    { id: 'twice', kind: 'map', with: { n: '{{start.n * 2}}' } },
    { id: 'answer', kind: 'respond', body: '{{twice.n}}' },
  ],
  edges: [
    { from: 'start', to: 'twice' },
    { from: 'twice', to: 'answer' },
  ],
};

describe('from a file to a record that was corrected', () => {
  it('import puts a flow into service, and knows when nothing has changed', async () => {
    const first = await run(['import', 'numbers.json', '--deploy', 'sandbox', '--json']);
    expect(first.json()).toMatchObject({ files: [{ flow: 'numbers', outcome: 'created', problems: [], deployed: 1 }] });
    expect(first.code).toBe(0);
    expect((await run(['import', 'numbers.json', '--json'])).json()).toMatchObject({
      files: [{ outcome: 'unchanged' }],
    });
    const flows = await run(['flows']);
    expect(flows.stdout).toMatch(/numbers +Numbers +sandbox v1/);
    expect((await run(['triggers', '--json'])).json()).toMatchObject({
      triggers: [{ flowId: 'numbers', kind: 'manual' }],
    });
  });

  it('run waits, counts and tells what failed; show and inbox tell more; retry with a correction mends it', async () => {
    const records = '{"id":"one","n":1}\n{"id":"two","n":"x"}\n';
    const ran = await run(['run', 'numbers', '--input', '-', '--json'], {}, records);
    expect(ran.code).toBe(1);
    const [fired] = ran.json().runs;
    expect(fired).toMatchObject({ status: 'partial', counters: { total: 2, succeeded: 1, failed: 1 } });

    const shown = await run(['show', fired.id]);
    expect(shown.stdout).toContain('Records: 2: 1 succeeded, 1 failed');
    expect(shown.stdout).toMatch(/two +failed +twice +twice › n: /);
    const { records: kept } = (await run(['show', fired.id, '--json'])).json();
    const journey = await run(['show', kept[0].id], { LC_ALL: 'fr_FR' });
    expect(journey.stdout).toContain('one, réussi');
    expect(journey.stdout).toContain('Ce qui est arrivé : {"id":"one","n":1}');
    expect(journey.stdout).toContain('"body":2');

    const { groups } = (await run(['inbox', '--json'])).json();
    expect(groups).toMatchObject([{ flowId: 'numbers', node: 'twice', count: 1 }]);
    const failure = groups[0].failures[0].id;
    await writeFile(join(home, 'fixed.json'), '{"id":"two","n":2}');
    expect((await run(['retry', failure, '--edit', 'fixed.json'])).stdout).toContain('runs again');
    await expect.poll(async () => (await run(['inbox', '--json'])).json().groups, { timeout: 20_000 }).toEqual([]);
    const runs = await run(['runs', '--flow', 'numbers']);
    expect(runs.stdout).toContain('2: 2 succeeded');
    // What was mended cannot be retried once more.
    const again = await run(['retry', failure]);
    expect(again.code).toBe(1);
    expect(again.stderr).not.toBe('');
  });

  it('--no-wait comes back at once; CSV values are texts', async () => {
    await writeFile(join(home, 'numbers.csv'), 'id,n\nthree,3\n');
    const { code, json } = await run(['run', 'numbers.json', '--input', 'numbers.csv', '--no-wait', '--json']);
    expect(code).toBe(0);
    expect(json().runs).toHaveLength(1);
  });

  it('the tests beside a flow come along: imported, run on the server, exported', async () => {
    const test = {
      name: 'It doubles',
      records: [{ id: 1, n: 4 }],
      expect: { records: [{ state: 'succeeded', answer: 8 }] },
    };
    await mkdir(join(home, 'flows/numbers/tests'), { recursive: true });
    await writeFile(join(home, 'flows/numbers/flow.json'), JSON.stringify(numbers));
    await writeFile(join(home, 'flows/numbers/tests/doubles.json'), JSON.stringify(test));
    expect((await run(['import', 'flows'])).code).toBe(0);
    const passes = await run(['test', '--flow', 'numbers', '--json']);
    expect(passes.json()).toMatchObject({
      passed: 1,
      failed: 0,
      tests: [{ name: 'It doubles', file: 'doubles.json' }],
    });
    await run(['export', 'numbers', '--out', 'tested']);
    expect(JSON.parse(await readFile(join(home, 'tested/numbers/tests/doubles.json'), 'utf8'))).toEqual(test);
    const wrong = { ...test, expect: { records: [{ state: 'succeeded', answer: 9 }] } };
    await writeFile(join(home, 'flows/numbers/tests/doubles.json'), JSON.stringify(wrong));
    await run(['import', 'flows']);
    const fails = await run(['test', '--flow', 'numbers']);
    expect(fails).toMatchObject({ code: 1, stdout: expect.stringContaining('9 is expected, 8 was found') });
  });

  it('export gives the bytes back; a new version is deployed, an earlier one, and none', async () => {
    await run(['export', '--all', '--out', 'out']);
    const text = await readFile(join(home, 'out/numbers/flow.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject(numbers);
    expect((await run(['export', 'numbers'])).stdout).toBe(text);
    await writeFile(join(home, 'out/numbers/flow.json'), text.replace('"Numbers"', '"Other numbers"'));
    expect((await run(['import', 'out'])).stdout).toContain('numbers is saved');
    expect((await run(['deploy', 'numbers', '--env', 'sandbox', '--json'])).json()).toMatchObject({ version: 2 });
    expect((await run(['deploy', 'numbers', '--env', 'sandbox', '--at', '1'])).stdout).toContain(
      'version 1 is in service',
    );
    expect((await run(['undeploy', 'numbers', '--env', 'sandbox'])).stdout).toContain('out of service');
    const late = await run(['run', 'numbers', '--input', 'fixed.json']);
    expect(late).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('connections', () => {
  it('credentials come from standard input, are never shown, and cannot come from the command line', async () => {
    const add = [
      'connection',
      'add',
      '--connector',
      'stripe',
      '--env',
      'sandbox',
      '--name',
      'Shop',
      '--credentials',
      '-',
    ];
    const added = await run([...add, '--json'], {}, '{"secretKey":"sk_test_thisisverysecret"}');
    expect(added.json()).toMatchObject({ connection: { name: 'Shop', credentialFields: ['secretKey'] } });
    const set = ['connection', 'set-endpoints', 'Shop', '--endpoint', 'api=http://127.0.0.1:9'];
    expect((await run([...set, '--json'])).json()).toMatchObject({
      connection: { endpoints: { api: 'http://127.0.0.1:9' } },
    });
    await writeFile(join(home, 'secrets.json'), '{"secretKey":"sk_test_anothersecret"}');
    const changed = await run(['connection', 'set-credentials', 'Shop', '--credentials', 'secrets.json']);
    expect(changed.code).toBe(0);
    const list = await run(['connection', 'list', '--env', 'sandbox']);
    expect(list.stdout).toMatch(/Shop .*stripe .*secretKey .*http:\/\/127\.0\.0\.1:9/);
    expect(added.stdout + changed.stdout + list.stdout).not.toContain('secret"');
    expect(added.stdout + changed.stdout + list.stdout).not.toMatch(/sk_test/);
    expect((await run(['connection', 'remove', 'Shop'])).code).toBe(0);
  });

  it.each([
    [['connection', 'remove', 'Nothing'], '', 'There is no connection “Nothing”'],
    [
      ['connection', 'add', '--connector', 'stripe', '--env', 'sandbox', '--name', 'X'],
      '',
      'The connection needs credentials (secretKey)',
    ],
    [
      ['connection', 'add', '--connector', 'stripe', '--env', 'sandbox', '--name', 'X', '--credentials', '-'],
      '["sk"]',
      'a JSON object of texts',
    ],
    [['connection', 'add', '--connector', 'nothing', '--env', 'sandbox', '--name', 'X'], '', 'nothing'],
  ])('%j', async (args, stdin, sentence) => {
    const { code, stdout, stderr } = await run(args, {}, stdin);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

describe('sandbox', () => {
  it('pays, shows what there is, makes faults and starts over', async () => {
    const pay = [
      'sandbox',
      'pay',
      '--amount',
      '24100',
      '--currency',
      'eur',
      '--email',
      'ann@acme.example',
      '--name',
      'Ann',
    ];
    expect((await run([...pay, '--json'])).json()).toMatchObject({ payment: { amount: 24_100, status: 'succeeded' } });
    expect((await run(['sandbox', 'state', '--json'])).json()).toMatchObject({ stripe: { payment_intents: 1 } });
    expect((await run(['sandbox', 'state', 'stripe'])).stdout).toContain('ann@acme.example');
    const faults = await run(['sandbox', 'faults', 'stripe', '--fault', 'serverError', '--times', '2', '--json']);
    expect(faults.json()).toMatchObject({ faults: [{ vendor: 'stripe', fault: 'serverError', times: 2 }] });
    expect((await run(['sandbox', 'faults', '--clear'])).stdout).toContain('No faults');
    await run(['sandbox', 'reset']);
    expect((await run(['sandbox', 'state', '--json'])).json()).toMatchObject({ stripe: { payment_intents: 0 } });
    const refused = await run(['sandbox', 'state', 'nothing']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('The stand-ins refuse this');
  });
});

describe('what does not work is said', () => {
  it.each<[string[], number, string]>([
    [['flows', '--token', 'wrong'], 1, 'does not accept the token from --token'],
    [['export', 'nothing'], 1, 'nothing'],
    [['deploy', 'nothing', '--env', 'sandbox'], 1, 'nothing'],
    [['deploy', 'numbers', '--env', 'nowhere'], 1, 'nowhere'],
    [['show', 'abc'], 2, '“abc” is not the id'],
    [['show', '00000000-0000-7000-8000-000000000000'], 1, 'There is neither a run nor a record'],
    [['run', 'numbers'], 2, '--input <file> is missing'],
    [['retry', 'abc', 'def', '--edit', 'fixed.json'], 2, '--edit corrects one record'],
    [['import', 'missing.json'], 1, 'missing.json cannot be read'],
    [['export'], 2, 'Say which flow to export'],
  ])('%j', async (args, code, sentence) => {
    const ended = await run(args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(sentence);
  });

  it('import refuses what is no flow and takes the rest', async () => {
    await writeFile(join(home, 'broken.json'), '{"id": ');
    const { code, stdout } = await run(['import', 'broken.json', 'numbers.json']);
    expect(code).toBe(1);
    expect(stdout).toContain('broken.json: not imported');
    expect(stdout).toMatch(/numbers\.json: numbers is/);
    await rm(join(home, 'broken.json'));
  });

  it('the local token is shown to no other server', async () => {
    const { code, stderr } = await run(['flows', '--server', 'http://127.0.0.1:9']);
    expect(code).toBe(1);
    expect(stderr).toContain('wants a token, and you gave none');
  });
});

it('doctor finds all well where a server runs', async () => {
  const { code, json } = await run(['doctor', '--json']);
  const bad = json().checks.filter(({ status }: { status: string }) => status === 'fail');
  expect(bad).toEqual([]);
  expect(code).toBe(0);
  const checks = json().checks.map(({ check }: { check: string }) => check);
  expect(checks).toEqual(
    expect.arrayContaining(['server', 'database', 'migrations', 'clock', 'workers', 'batches', 'inbox']),
  );
});

it('a worker of its own joins, and leaves when asked', async () => {
  const before = (await run(['doctor', '--json'])).stdout;
  expect(before).toContain('1 alive');
  const worker = startCli(['worker'], { cwd: home, env: env() });
  onTestFinished(() => worker.signal('SIGTERM'));
  await expect.poll(async () => (await run(['doctor'])).stdout, { timeout: 60_000 }).toContain('2 alive');
  worker.signal('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0 });
  expect((await run(['doctor'])).stdout).toContain('1 alive');
}, 90_000);
