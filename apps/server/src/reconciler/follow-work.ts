import type { Log } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { followOnce } from '../journey/follow.ts';
import { countRuns } from './count-runs.ts';

/** Work is followed five seconds behind it anyhow; looking more often would cost an idle server more than it tells anybody. */
const FOLLOW_MS = 3_000;
const COUNT_MS = 10_000;
/** While it is far behind it leaves as much time to others as it takes. */
const BREATH_MS = 10;

/** What is made of the work for the screens, behind the work: the index of journeys and the counters of the overview. */
export function followWork(pool: Pool, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const repeat = (act: () => Promise<number>, what: string, otherwise: number) => {
    const go = () => {
      const once = act()
        .catch((error: unknown) => {
          log.warn({ error: String(error) }, `${what} failed; it goes on`);
          return otherwise;
        })
        .then((pause) => {
          running.delete(once);
          if (stopped) return;
          const timer = setTimeout(() => {
            timers.delete(timer);
            go();
          }, pause);
          timers.add(timer);
        });
      running.add(once);
    };
    go();
  };
  repeat(async () => ((await followOnce(pool)) ? BREATH_MS : FOLLOW_MS), 'following journeys', FOLLOW_MS);
  repeat(async () => countRuns(pool).then(() => COUNT_MS), 'counting runs', COUNT_MS);
  return {
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
