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

/** What is made of the work for the screens, behind the work: the index of journeys and the counters of the overview. */
export function followWork(pool: Pool, log: Log): { stop(): Promise<void> } {
  const { repeat, stop } = repeating(log);
  repeat(async () => ((await followOnce(pool)) ? BREATH_MS : FOLLOW_MS), 'following journeys', FOLLOW_MS);
  repeat(async () => countRuns(pool).then(() => COUNT_MS), 'counting runs', COUNT_MS);
  return { stop };
}
