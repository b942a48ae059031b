import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure, type FlowDocument } from '@raccord/contract';
import type { Command } from 'commander';
import { allFlows } from '../all-flows.ts';
import { type ApiClient, type ApiOptions, apiOptions, openApi, reasonOf } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';

type Options = ApiOptions & { all?: boolean; out?: string };

export function addExport(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'export', cli, 'cli.help.export'), cli)
    .argument('[flow]', terminal.text('cli.help.flowId'))
    .option('--all', terminal.text('cli.help.all'))
    .option('--out <folder>', terminal.text('cli.help.out'));
  perform(command, async (flow: string | undefined, options: Options) => {
    if ((flow === undefined) !== (options.all === true)) throw new Failure('input', 'cli.flowOrAll');
    if (options.all && options.out === undefined)
      throw new Failure('input', 'cli.missingArgument', { found: '--out', command: 'export' });
    const api = await openApi(cli, options);
    const ids = flow === undefined ? (await allFlows(api)).map(({ id }) => id) : [flow];
    const { canonicalFlow } = await import('@raccord/runtime/flow/canonical');
    const files: string[] = [];
    for (const id of ids) {
      const document = await api.get<FlowDocument>(`/api/flows/${encodeURIComponent(id)}/export`);
      // The same function as the server's: the same bytes for the same flow.
      const text = canonicalFlow(document);
      if (options.out === undefined) terminal.print(text.trimEnd());
      else
        files.push(...(await writeFlow(options.out, document.id, { 'flow.json': text, ...(await testsOf(api, id)) })));
    }
    if (options.out === undefined) return exitCodes.done;
    if (options.json) printJson(terminal, { files });
    else for (const file of files) terminal.print(terminal.text('cli.export.written', { file }));
    return exitCodes.done;
  });
}

/** The tests of a flow, as the files they are beside it. */
async function testsOf(api: ApiClient, flow: string): Promise<Record<string, string>> {
  const path = `/api/flows/${encodeURIComponent(flow)}/tests`;
  const { tests } = await api.get<{ tests: { id: string }[] }>(path);
  const files: Record<string, string> = {};
  for (const { id } of tests) {
    const { document } = await api.get<{ document: unknown }>(`${path}/${encodeURIComponent(id)}`);
    files[join('tests', `${id}.json`)] = `${JSON.stringify(document, undefined, 2)}\n`;
  }
  return files;
}

/** Laid out as `flows/` is, beside its tests. */
async function writeFlow(out: string, id: string, texts: Readonly<Record<string, string>>): Promise<string[]> {
  const files: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const file = join(out, id, name);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    } catch (cause) {
      throw new Failure('input', 'cli.fileUnwritable', { file, message: reasonOf(cause) }, { cause });
    }
    files.push(file);
  }
  return files;
}
