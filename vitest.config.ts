import { defineConfig } from 'vitest/config';
import { LongFirst } from './tests/long-first.ts';

/** Files that start programs, change what a process has only once, or count what it loads: each has a process of its own. */
const apart = [
  'tests/**/*.test.ts',
  'apps/server/src/*.test.ts',
  'apps/server/src/{cli,database,testing}/**/*.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/global-setup.ts'],
    sequence: { sequencer: LongFirst },
    // Half of the suite starts real servers, databases and workers as processes; on a busy machine one may come too late. A second
    // failure is no accident.
    // biome-ignore lint/style/noProcessEnv: whether this is CI.
    retry: process.env.CI === undefined ? 0 : 1,
    // By itself vitest leaves one processor free, which on a small machine is half of it; most tests wait more than they work.
    maxWorkers: 3,
    // Ten looks a second: what is looked at through the API has a limit of calls in a minute. The reconciler's next look may be a second away.
    expect: { poll: { interval: 100, timeout: 5_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'apart', include: apart, exclude: ['**/node_modules/**'] } },
      // The others share processes, and load what they share once.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['apps/**/*.test.ts', 'packages/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...apart],
          isolate: false,
        },
      },
    ],
  },
});
