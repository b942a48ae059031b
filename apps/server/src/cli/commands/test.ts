import type { Command } from 'commander';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { JudgedTest } from '../flow-tests.ts';
import { printJson } from '../output/json.ts';
import { duration } from '../output/times.ts';

export function addTest(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = describeCommand(program, 'test', cli, 'cli.help.test')
    .argument('[path...]', terminal.text('cli.help.testPaths'))
    .option('--json', terminal.text('cli.help.json'));
  perform(command, async (paths: string[], options: { json?: boolean }) => {
    const { connectors } = await import('@raccord/connectors');
    const { findFlowTests, judgeTest } = await import('../flow-tests.ts');
    const startedAt = performance.now();
    const places = await findFlowTests(paths.length === 0 ? ['flows'] : paths);
    const results: JudgedTest[] = [];
    for (const place of places) {
      const judged = await judgeTest(place, connectors, terminal);
      results.push(judged);
      if (!options.json) sayTest(cli, judged);
    }
    return finish(cli, results, performance.now() - startedAt, options.json === true);
  });
}

function sayTest({ terminal }: Cli, { file, name, passed, messages }: JudgedTest): void {
  const mark = passed ? terminal.style('green', '✓') : terminal.style('red', '✗');
  terminal.print(`${mark} ${name} ${terminal.style('dim', file)}`);
  for (const message of messages) terminal.print(`    ${message}`);
}

function finish({ terminal }: Cli, results: readonly JudgedTest[], ms: number, json: boolean): ExitCode {
  const failed = results.filter(({ passed }) => !passed).length;
  const passed = results.length - failed;
  if (json) printJson(terminal, { passed, failed, tests: results });
  else terminal.print(terminal.text('cli.test.summary', { passed, failed, time: duration(ms, terminal.language) }));
  return failed === 0 ? exitCodes.done : exitCodes.failed;
}
