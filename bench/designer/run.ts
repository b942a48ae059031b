import { cpus, loadavg } from 'node:os';
import { type Line, ratio, table } from '../src/measure/table.ts';
import { openStage } from '../src/setup/stage.ts';
import { bigFlow } from './big-flow.ts';
import { canvas } from './canvas.ts';
import { coverage } from './coverage.ts';
import { firstLoad } from './first-load.ts';
import { live } from './live.ts';
import { servePlain } from './plain-page.ts';
import { openScreens } from './screens.ts';
import { validation } from './validation.ts';

/**
 * `npm run bench:designer`: what the screens cost in a real browser, beside the least that would do (plain xyflow, a blank page), in the same
 * run: all of it, or `npm run bench:designer -- canvas`. `--json` prints the figures as JSON. No test depends on them.
 */
const STEPS = 300;
const FLOW = 'a-large-flow';

// biome-ignore lint/style/noProcessEnv: where programs are.
const stage = await openStage(process.env.PATH ?? '', (line) => process.stderr.write(`${line}\n`));
const interrupted = () => void stage.close().finally(() => process.exit(130));
process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
const loadBefore = loadavg()[0];
const lines: Line[] = [];
try {
  const plain = await servePlain(await stage.folder('plain'));
  stage.onEnd(() => plain.close());
  const screens = await openScreens(stage);
  await screens.call('POST', '/api/flows', { document: bigFlow(FLOW, STEPS) });
  const suites: Record<string, () => Promise<Line[]>> = {
    'first-load': () => firstLoad(screens, plain.address),
    canvas: () => canvas(screens, plain.address, FLOW),
    validation: () => validation(screens, FLOW),
    coverage: () => coverage(screens),
    live: () => live(screens, stage),
  };
  const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  for (const [name, suite] of Object.entries(suites)) {
    if (named.length > 0 && !named.includes(name)) continue;
    stage.progress(`${name} …`);
    lines.push(...(await suite()));
  }
} finally {
  await stage.close();
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, load ${loadBefore?.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after`;
if (process.argv.includes('--json')) {
  const figures = lines.map((line) => ({ ...line, ratio: ratio(line) }));
  process.stdout.write(`${JSON.stringify({ machine, figures }, null, 2)}\n`);
} else process.stdout.write(`${machine}\n\n${table(lines)}\n`);
process.exit(0);
