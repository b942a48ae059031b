import type { Log } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { advancePersonJob } from '../person/advance-job.ts';
import { forgetOldLooks } from '../stores/person/person-jobs.ts';
import { keepHouseInTurn } from './keep-house.ts';
import { repeating } from './repeating.ts';

/** How soon somebody who asks for a clean-up sees it begin. */
const LOOK_MS = 3_000;
/** While there is more to let go, work gets as much time as this takes. */
const BREATH_MS = 500;
/** How soon a search for a person begins, and what it leaves to others between its steps. */
const PERSON_MS = 2_000;
const STEP_MS = 5;

/** What a server does by itself so that what is old goes, and what is asked about a person is done; in one server at a time. */
export function startHousekeeping(pool: Pool, log: Log): { stop(): Promise<void> } {
  const { repeat, stop } = repeating(log);
  repeat(
    async () => {
      const done = await keepHouseInTurn(pool);
      const { dropped = [], emptied = [] } = done ?? {};
      if (dropped.length + emptied.length > 0) log.info({ dropped, emptied }, 'kept long enough');
      return done?.more === true ? BREATH_MS : LOOK_MS;
    },
    'keeping house',
    LOOK_MS,
  );
  repeat(
    async () => {
      if (await advancePersonJob(pool)) return STEP_MS;
      await forgetOldLooks(pool);
      return PERSON_MS;
    },
    'looking for a person’s data',
    PERSON_MS,
  );
  return { stop };
}
