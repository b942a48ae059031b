import { delimiter, dirname } from 'node:path';
import { language, say } from './messages.mjs';
import { run } from './processes.mjs';
import { ensureTools } from './tools.mjs';
import { pinnedNode, programOf } from './workspace.mjs';

/** The whole check, in order; the first that fails ends it. Tools are what the machine itself must have. */
const checks = [
  {
    title: { en: 'Format and lint', fr: 'Mise en forme et règles' },
    program: ['@biomejs/biome', 'biome'],
    args: ['ci', '--error-on-warnings', '.'],
  },
  {
    title: { en: 'Types', fr: 'Types' },
    program: ['typescript', 'tsc'],
    args: ['-p', '.'],
  },
  {
    title: { en: 'Types of the screens', fr: 'Types des écrans' },
    program: ['typescript', 'tsc'],
    args: ['-p', 'apps/designer'],
  },
  {
    title: { en: 'Unit, integration and contract tests', fr: 'Tests unitaires, d’intégration et de contrat' },
    program: ['vitest', 'vitest'],
    args: ['run'],
    tools: ['redis', 'chromium'],
  },
];

/** Runs all checks and answers the exit code of the first that fails. Arguments go to vitest: a file name runs that file only. */
export async function runChecks(args) {
  const node = pinnedNode();
  const environment = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const startedAt = Date.now();
  for (const check of checks) {
    const title = check.title[language];
    await ensureTools(check.tools ?? []);
    process.stderr.write(`\n── ${title} ${'─'.repeat(Math.max(0, 70 - title.length))}\n`);
    const checkStartedAt = Date.now();
    const own = check.program[0] === 'vitest' ? args : [];
    const exitCode = await run(node, [programOf(...check.program), ...check.args, ...own], environment);
    const seconds = secondsSince(checkStartedAt);
    say(exitCode === 0 ? 'checkPassed' : 'checkFailed', { check: title, seconds });
    if (exitCode !== 0) return exitCode;
  }
  process.stderr.write('\n');
  say('checksPassed', { seconds: secondsSince(startedAt) });
  return 0;
}

function secondsSince(time) {
  return ((Date.now() - time) / 1000).toFixed(1);
}
