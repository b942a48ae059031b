import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@raccord/server/database/free-port';
import { readLocation, systemFolder } from '@raccord/server/database/postgres-location';
import { describeCost, meterCpu, totalCost } from '../measure/cpu-meter.ts';
import { memory, processTree } from '../measure/processes.ts';
import type { Line } from '../measure/table.ts';
import type { Stage } from '../setup/stage.ts';

/** PostgreSQL's autovacuum comes by within a minute, and looks once at all that the first start has made. */
const CALM_DOWN_MS = 90_000;
const WATCH_MS = 30_000;
const HEALTHY_MS = 60_000;
const root = fileURLToPath(new URL('../../..', import.meta.url));

type Running = { child: ChildProcess; seconds: number; stop(): Promise<void> };

/** What a Raccord with nothing to do costs, and how fast it is there: first start with an empty folder, then a second one. */
export async function idle(stage: Stage, environment: Record<string, string>): Promise<Line[]> {
  // So that nothing is left to install, whatever was changed before.
  const settled = await stage.folder('settling');
  stage.onEnd(() => removeData(settled));
  await (await start(settled, environment)).stop();
  const home = await stage.folder('idle');
  stage.onEnd(() => removeData(home));
  const first = await start(home, environment);
  await first.stop();
  const second = await start(home, environment);
  stage.progress(`idle: healthy after ${first.seconds.toFixed(1)} s, again after ${second.seconds.toFixed(1)} s`);
  try {
    await pause(CALM_DOWN_MS);
    const stop = meterCpu(second.child.pid!);
    await pause(WATCH_MS);
    const cost = stop(WATCH_MS / 1_000);
    const percent = totalCost(cost) / 10_000;
    const pids = processTree(second.child.pid!);
    const { rss, pss } = memory(pids);
    return [
      {
        metric: 'idle: memory of all processes, shared pages counted once',
        ours: pss,
        unit: 'MB',
        target: { text: '≤ 450 MB', met: pss <= 450 },
        note: `${pids.length} processes; sum of PSS. The sum of RSS, which counts what is shared once for each process, is ${rss.toFixed(0)} MB.`,
      },
      {
        metric: 'idle: CPU of all processes over 30 s',
        ours: percent,
        unit: '% of a core',
        target: { text: '≤ 1 %', met: percent <= 1 },
        note: `microseconds in a second: ${describeCost(cost)}.`,
      },
      seconds('first start to healthy (installed, empty folder)', first.seconds),
      seconds('second start to healthy', second.seconds),
    ];
  } finally {
    await second.stop();
  }
}

function seconds(metric: string, ours: number): Line {
  return { metric, ours, unit: 's', target: { text: '≤ 5 s', met: ours <= 5 } };
}

/** `npm start` without npm: the bootstrap, which hands over to the command; before there is one, the server itself. */
async function start(home: string, environment: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const settings = { RACCORD_HOME: home, RACCORD_PORT: String(port), RACCORD_LOG_LEVEL: 'warn' };
  const whole = existsSync(`${root}/apps/server/src/cli/main.ts`);
  const direct = fileURLToPath(new URL('../processes/raccord-server.ts', import.meta.url));
  const args = whole
    ? ['scripts/bootstrap.mjs', 'start']
    : [direct, JSON.stringify({ environment: settings, worker: true })];
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await healthy(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (performance.now() - startedAt > HEALTHY_MS) throw new Error('the server did not become healthy');
    await pause(20);
  }
  return {
    child,
    seconds: (performance.now() - startedAt) / 1_000,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function healthy(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** As root the data stands outside the home. */
async function removeData(home: string): Promise<void> {
  const { location } = await readLocation(home);
  if (location.dataFolder.startsWith(systemFolder))
    await rm(dirname(location.dataFolder), { recursive: true, force: true });
}
