import { parseArgs } from 'node:util';
import { browserProgram } from '../browser/open-browser.ts';
import { openHouse } from './harness/house.ts';
import { runScenario } from './harness/run-scenario.ts';
import { percentile } from './harness/scenario.ts';
import type { QueueKind } from './harness/stage.ts';
import { scenarios } from './scenarios/index.ts';

// npm run chaos -- [--queue postgres|redis|both] [--scenario name,…] [--scale 1] [--screens] ; CHAOS_SEED repeats a run.

const { values } = parseArgs({
  options: {
    queue: { type: 'string' },
    scenario: { type: 'string' },
    scale: { type: 'string' },
    screens: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
});
// biome-ignore lint/style/noProcessEnv: a command of the developers', not the product.
const { CHAOS_SEED, PATH = '' } = process.env;
const seed = CHAOS_SEED === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(CHAOS_SEED);
const scale = Number(values.scale ?? 1);
const names = values.scenario?.split(',');
const wanted = scenarios.filter(({ name }) => names === undefined || names.includes(name));
const queues: QueueKind[] =
  values.queue === 'postgres' || values.queue === 'redis' ? [values.queue] : ['postgres', 'redis'];

const print = (line: string) => process.stdout.write(`${line}\n`);
const row = (cells: readonly (string | number)[]) =>
  print(cells.map((cell, at) => String(cell)[at < 2 ? 'padEnd' : 'padStart'](widths[at] ?? 10)).join('  '));
const widths = [18, 9, 15, 6, 8, 9, 6, 13, 8];
const seconds = (ms: number | undefined) => (ms === undefined ? '-' : `${(ms / 1_000).toFixed(1)} s`);

print(`seed ${seed} (CHAOS_SEED=${seed} repeats it), scale ${scale}`);
row(['scenario', 'queue', 'work done', 'lost', 'doubled', 'in doubt', 'stuck', 'recovery p95', 'time']);
const browser = values.screens === true ? browserProgram() : undefined;
if (values.screens === true && browser === undefined) throw new Error('--screens needs Chromium on the PATH');
const house = await openHouse(PATH, browser);
let breached = false;
try {
  for (const scenario of wanted)
    for (const queue of queues) {
      if (!scenario.queues.includes(queue)) continue;
      if (queue === 'redis' && house.redis === undefined) {
        row([scenario.name, queue, 'no redis here']);
        continue;
      }
      const result = await runScenario(scenario, { house, queue, seed, scale });
      const { expected, done, lost, doubled, inDoubt, stuck, recoveries, breaches, ms } = result;
      const recovery = seconds(percentile(recoveries, 0.95));
      row([scenario.name, queue, `${done}/${expected}`, lost, doubled, inDoubt, stuck, recovery, seconds(ms)]);
      for (const breach of breaches) print(`    BREACH: ${breach}`);
      if (breaches.length > 0) breached = true;
    }
  if (breached || values.verbose === true) print(`what the processes printed last:\n${house.tail(40)}`);
} finally {
  await house.close();
}
process.exit(breached ? 1 : 0);
