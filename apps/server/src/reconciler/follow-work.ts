import { performance } from 'node:perf_hooks';
import type { Log } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { followOnce } from '../journey/follow.ts';
import { countRuns } from './count-runs.ts';
import { repeating } from './repeating.ts';

/** Work is followed five seconds behind it anyhow; looking more often would cost an idle server more than it tells anybody. */
const FOLLOW_MS = 3_000;
const COUNT_MS = 10_000;
/** While it is far behind it leaves as much time to others as it takes. */
const BREATH_MS = 10;
/** Whoever sends or waits for an answer goes first: while they keep this process busy for so much of its pause, it pauses again… */
const BUSY_SHARE = 0.7;
const GIVE_WAY_MS = 500;
/** …until it is this far behind. */
const MOST_BEHIND_MS = 60_000;

/** What is made of the work for the screens, behind the work: the index of journeys and the counters of the overview. */
export function followWork(pool: Pool, log: Log): { stop(): Promise<void> } {
  const { repeat, stop } = repeating(log);
  let caughtUpAt = performance.now();
  let before = performance.eventLoopUtilization();
  const follow = async () => {
    const { utilization } = performance.eventLoopUtilization(before);
    const behind = performance.now() - caughtUpAt;
    try {
      if (utilization > BUSY_SHARE && behind < MOST_BEHIND_MS) return GIVE_WAY_MS;
      if (await followOnce(pool)) return BREATH_MS;
      caughtUpAt = performance.now();
      return FOLLOW_MS;
    } finally {
      before = performance.eventLoopUtilization();
    }
  };
  repeat(follow, 'following journeys', FOLLOW_MS);
  repeat(async () => countRuns(pool).then(() => COUNT_MS), 'counting runs', COUNT_MS);
  return { stop };
}
