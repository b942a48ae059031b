import type { Child } from './child.ts';
import type { Random } from './random.ts';
import { heldBy, takenOn } from './recovery.ts';
import { pause } from './scenario.ts';
import type { Stage } from './stage.ts';

/**
 * Kills workers with kill -9, one at a time and each while it holds work, until `kills` have been done or `workLeft` says there is none;
 * each is replaced at once.
 * @returns milliseconds, for every other kill, until the work was in other hands
 */
export async function killWorkers(
  stage: Stage,
  random: Random,
  kills: number,
  workLeft: () => Promise<boolean>,
): Promise<number[]> {
  const recoveries: number[] = [];
  let done = 0;
  while (done < kills && (await workLeft())) {
    await pause(random.int(100, 800));
    const index = random.int(0, stage.workers.length - 1);
    const victim = stage.workers[index]!;
    // Somebody must be there to take the work on, or the time it takes is that of a process to start.
    const others = stage.workers.filter((worker) => worker !== victim && worker.alive && worker.workerId !== undefined);
    const held = victim.alive && others.length > 0 ? await heldBy(stage, victim) : [];
    if (held.length === 0) continue;
    await victim.kill();
    done += 1;
    await stage.startWorker(index);
    // Every other kill is left alone until its work is in other hands; the ones between come while the last is being recovered from.
    const recovery = done % 2 === 1 ? await takenOn(stage, held, 20_000) : undefined;
    if (recovery !== undefined) recoveries.push(recovery);
  }
  return recoveries;
}

/** Whether anything is queued or in a worker's hands. */
export async function hasWork({ pool }: Stage): Promise<boolean> {
  const { rows } = await pool.query<{ busy: boolean }>('select exists (select 1 from batches) as busy');
  return rows[0]?.busy === true;
}

/** Kills one server after the other, at random, until told to stop; each is started again at once. */
export function killServers(stage: Stage, random: Random, everyMs: [number, number]): { stop(): Promise<number> } {
  let going = true;
  let kills = 0;
  const loop = async () => {
    while (going) {
      await pause(random.int(...everyMs));
      const index = random.int(0, stage.servers.length - 1);
      // One is always left: what nobody takes proves nothing.
      const others: Child[] = stage.servers.filter((_, at) => at !== index);
      await Promise.all(others.map((other) => other.ready.catch(() => undefined)));
      await stage.startServer(index);
      kills += 1;
    }
  };
  const running = loop();
  return {
    async stop() {
      going = false;
      await running;
      await Promise.all(stage.servers.map((server) => server.ready));
      return kills;
    },
  };
}
