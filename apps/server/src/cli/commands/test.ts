import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { JudgedTest } from '../flow-tests.ts';
import { printJson } from '../output/json.ts';
import { duration } from '../output/times.ts';

export function addTest(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'test', cli, 'cli.help.test'), cli)
    .argument('[path...]', terminal.text('cli.help.testPaths'))
    .option('--flow <id>', terminal.text('cli.help.testFlow'));
  perform(command, async (paths: string[], options: ApiOptions & { flow?: string }) => {
    if (options.flow !== undefined) {
      const startedAt = performance.now();
      const results = await testOnServer(cli, options.flow, options);
      if (!options.json) for (const judged of results) sayTest(cli, judged);
      return finish(cli, results, performance.now() - startedAt, options.json === true);
    }
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

/** The tests that are kept beside the draft, run by a worker of the server. */
async function testOnServer(cli: Cli, flow: string, options: ApiOptions): Promise<JudgedTest[]> {
  const api = await openApi(cli, options);
  const { results } = await api.send<{ results: ({ id: string } & Omit<JudgedTest, 'flow' | 'file'>)[] }>(
    'POST',
    `/api/flows/${encodeURIComponent(flow)}/tests/run`,
    {},
  );
  return results.map(({ id, name, passed, messages }) => ({ file: `${id}.json`, flow, name, passed, messages }));
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
