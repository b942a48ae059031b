import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Line, ratio, table } from './measure/table.ts';
import { openStage, type Stage } from './setup/stage.ts';
import { bulk } from './suites/bulk.ts';
import { connector } from './suites/connector.ts';
import { idle } from './suites/idle.ts';
import { inbox } from './suites/inbox.ts';
import { journey } from './suites/journey.ts';
import { pipeline } from './suites/pipeline.ts';
import { rate } from './suites/rate.ts';
import { respond } from './suites/respond.ts';
import { webhooks } from './suites/webhooks.ts';

/**
 * `npm run bench`: all suites, or those named (`npm run bench -- webhooks idle`). `--json` prints the figures as JSON, `--full` runs
 * the suites bulk and journey with a million records. Each suite has its own PostgreSQL and Redis; the load, the sink and everything else share
 * the machine. No test depends on the figures.
 */
type Options = { full: boolean; environment: Record<string, string> };

const suites = {
  webhooks,
  pipeline,
  respond,
  bulk: (stage: Stage, { full }: Options) => bulk(stage, full),
  connector,
  rate,
  inbox,
  journey: (stage: Stage, { full }: Options) => journey(stage, full),
  idle: (stage: Stage, { environment }: Options) => idle(stage, environment),
} satisfies Record<string, (stage: Stage, options: Options) => Promise<Line[]>>;

const words = process.argv.slice(2);
const flags = new Set(words.filter((word) => word.startsWith('--')));
const named = words.filter((word) => !word.startsWith('--'));
const unknown = named.filter((name) => name !== 'mapping' && !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}; there are ${[...Object.keys(suites), 'mapping'].join(', ')}\n`);
  process.exit(2);
}
const wanted = (name: string) => named.length === 0 || named.includes(name);
// biome-ignore lint/style/noProcessEnv: a bench starts the product the way a person's shell does.
const environment = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));

const results: Record<string, Line[]> = {};
for (const [name, suite] of Object.entries(suites)) {
  if (!wanted(name)) continue;
  const stage = await openStage(environment.PATH ?? '', (line) => process.stderr.write(`${line}\n`));
  // The embedded PostgreSQL outlives its parent on purpose: whoever interrupts a bench wants it gone all the same.
  const interrupted = () => void stage.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    results[name] = await suite(stage, { full: flags.has('--full'), environment });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stage.close();
  }
}
const lines = Object.values(results).flat();
if (flags.has('--json')) {
  const figures = lines.map((line) => ({ ...line, ratio: ratio(line) }));
  process.stdout.write(`${JSON.stringify({ machine: machine(), node: process.version, figures }, null, 2)}\n`);
} else {
  if (lines.length > 0) process.stdout.write(`${machine()}, Node ${process.version}\n\n${table(lines)}\n`);
  if (wanted('mapping')) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./mapping.ts', import.meta.url))], {
      stdio: 'inherit',
    });
    await once(child, 'exit');
  }
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model ?? 'CPU'}, load ${loadavg()[0]?.toFixed(1)}`;
}
