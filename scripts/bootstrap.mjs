// `npm start` and `npm test`. Plain JavaScript without dependencies: it runs on the Node the machine happens to have, installs
// the rest of the house, Node 26 included, and hands over to it.
import { runChecks } from './bootstrap/checks.mjs';
import { install } from './bootstrap/install.mjs';
import { Refusal, say } from './bootstrap/messages.mjs';
import { run } from './bootstrap/processes.mjs';
import { pinnedNode } from './bootstrap/workspace.mjs';

const oldestNode = 20;

async function main([command, ...args]) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new Refusal('nodeTooOld', { found: process.versions.node, needed: oldestNode });
  }
  if (command !== 'start' && command !== 'test') throw new Refusal('unknownCommand', { command: String(command) });
  await install();
  if (command === 'test') return runChecks(args);
  return run(pinnedNode(), ['apps/server/src/cli/main.ts', 'start', ...args]);
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
