import { describeProblem } from '@raccord/contract';
import type { Command } from 'commander';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { problemLines } from '../output/problems.ts';

export function addValidate(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = describeCommand(program, 'validate', cli, 'cli.help.validate')
    .argument('<file...>', terminal.text('cli.help.flowFiles'))
    .option('--json', terminal.text('cli.help.json'));
  perform(command, async (paths: string[], options: { json?: boolean }) => {
    const { connectors } = await import('@raccord/connectors');
    const { checkFlow } = await import('@raccord/runtime/flow/check-flow');
    const { findFlowFiles, readFlowFile } = await import('../flow-files.ts');
    const results = [];
    for (const path of paths)
      for (const file of await findFlowFiles(path)) {
        const read = await readFlowFile(file);
        const found = read.ok ? checkFlow(read.flow, { registry: connectors }) : read.problems;
        const problems = found.map((problem) => ({
          ...problem,
          message: describeProblem(problem, terminal.language),
        }));
        results.push({ file, valid: problems.every(({ severity }) => severity !== 'error'), problems });
      }
    if (options.json) printJson(terminal, { files: results });
    else
      for (const { file, valid, problems } of results) {
        for (const line of problemLines(terminal, file, problems)) terminal.print(line);
        if (valid) terminal.print(`${file}: ${terminal.style('green', terminal.text('cli.validate.valid'))}`);
      }
    return results.every(({ valid }) => valid) ? exitCodes.done : exitCodes.failed;
  });
}
