// `npm start` and `npm test`. Plain JavaScript without dependencies: it runs on the Node the machine happens to have, installs
// the rest of the house, Node 26 included, and hands over to it.
import { runChecks } from './bootstrap/checks.mjs';
import { buildDesigner } from './bootstrap/designer.mjs';
import { install } from './bootstrap/install.mjs';
import { Refusal, say } from './bootstrap/messages.mjs';
import { run } from './bootstrap/processes.mjs';
import { ensureTools } from './bootstrap/tools.mjs';
import { pinnedNode } from './bootstrap/workspace.mjs';

const oldestNode = 20;
/** What `npm run <name>` runs on the pinned Node, beside the checks. */
const programs = {
  start: { args: ['apps/server/src/cli/main.ts', 'start'], screens: true },
  bench: { args: ['bench/src/run.ts'], tools: ['redis'] },
  'bench:designer': { args: ['bench/designer/run.ts'], tools: ['chromium'], screens: true },
  chaos: { args: ['tests/chaos/run.ts'], tools: ['redis', 'chromium'], screens: true },
};

async function main([command, ...args]) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new Refusal('nodeTooOld', { found: process.versions.node, needed: oldestNode });
  }
  const program = Object.hasOwn(programs, command) ? programs[command] : undefined;
  if (program === undefined && command !== 'test') throw new Refusal('unknownCommand', { command: String(command) });
  await install();
  if (program === undefined || program.screens) await buildDesigner();
  if (program === undefined) return runChecks(args);
  await ensureTools(program.tools ?? []);
  return run(pinnedNode(), [...program.args, ...args]);
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    if (error instanceof Refusal) say(error.code, error.params);
    else say('unexpected', { message: String(error?.stack ?? error) });
    process.exitCode = 1;
  },
);
