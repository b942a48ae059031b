import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Imported } from '../import-flows.ts';
import { printJson } from '../output/json.ts';
import { problemLines } from '../output/problems.ts';

type Options = ApiOptions & { deploy?: string };
export function addImport(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'import', cli, 'cli.help.import'), cli)
    .argument('<file...>', terminal.text('cli.help.flowFiles'))
    .option('--deploy <environment>', terminal.text('cli.help.alsoDeploy'));
  perform(command, async (paths: string[], options: Options) => {
    const { findFlowFiles } = await import('../flow-files.ts');
    const { importFile } = await import('../import-flows.ts');
    const files = (await Promise.all(paths.map(findFlowFiles))).flat();
    const api = await openApi(cli, options);
    const results: Imported[] = [];
    for (const file of files) {
      const imported = await importFile(api, cli, file, options.deploy);
      results.push(imported);
      if (options.json) continue;
      const { flow, outcome, problems, deployed, failure } = imported;
      for (const line of problemLines(terminal, file, problems)) terminal.print(line);
      terminal.print(terminal.text(`cli.import.${outcome}`, { file, flow }));
      if (failure !== undefined) terminal.note(terminal.style('red', failure));
      if (deployed !== undefined)
        terminal.print(terminal.text('cli.deploy.done', { flow, environment: options.deploy, version: deployed }));
    }
    if (options.json) printJson(terminal, { files: results });
    const bad = results.some(({ outcome, failure }) => outcome === 'refused' || failure !== undefined);
    return bad ? exitCodes.failed : exitCodes.done;
  });
}
