import type { Command } from 'commander';
import { type ApiClient, type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { Connection } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { findConnection, pairs, readSecrets } from '../connection-input.ts';
import { environmentNames } from '../environments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { printTable } from '../output/table.ts';
import { moment } from '../output/times.ts';
import { addAccountCommands } from './connection-account.ts';

type Place = ApiOptions & { env?: string };
type Secrets = { credentials?: string; signingSecrets?: string };

export function addConnection(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const { text } = terminal;
  const parent = describeCommand(program, 'connection', cli, 'cli.help.connection');
  const add = (words: string, help: Parameters<typeof text>[0]) =>
    apiOptions(describeCommand(parent, words, cli, help), cli);
  const one = (words: string, help: Parameters<typeof text>[0]) =>
    add(words, help)
      .argument('<connection>', text('cli.help.connectionName'))
      .option('--env <name>', text('cli.help.onlyEnvironment'));
  const withSecrets = (command: Command) =>
    command
      .option('--credentials <file>', text('cli.help.credentials'))
      .option('--signing-secrets <file>', text('cli.help.signingSecrets'));
  const collect = (value: string, before: string[] = []) => [...before, value];

  perform(
    add('list', 'cli.help.connectionList').option('--env <name>', text('cli.help.onlyEnvironment')),
    async (options: Place) => {
      const api = await openApi(cli, options);
      const answer = await api.get<{ connections: Connection[] }>('/api/connections', { environment: options.env });
      if (options.json) printJson(terminal, answer);
      else await printConnections(api, cli, answer.connections);
      return exitCodes.done;
    },
  );

  perform(
    withSecrets(
      add('add', 'cli.help.connectionAdd')
        .requiredOption('--connector <id>', text('cli.help.connector'))
        .requiredOption('--env <name>', text('cli.help.environment'))
        .requiredOption('--name <name>', text('cli.help.name'))
        .option('--setting <name=value>', text('cli.help.setting'), collect)
        .option('--endpoint <name=address>', text('cli.help.endpoint'), collect)
        .option('--default', text('cli.help.isDefault')),
    ),
    async (options: AddOptions) => {
      const { connector, env: environment, name } = options;
      const secrets = await readSecrets(terminal, connector, options);
      const api = await openApi(cli, options);
      const made = await api.send<Connection>('POST', '/api/connections', {
        connector,
        environment,
        name,
        ...secrets,
        ...(options.setting === undefined ? {} : { settings: pairs('--setting', options.setting) }),
        ...(options.endpoint === undefined ? {} : { endpoints: pairs('--endpoint', options.endpoint) }),
        ...(options.default === true ? { isDefault: true } : {}),
      });
      return said(cli, options, made, 'cli.connection.added');
    },
  );

  perform(
    one('set-endpoints', 'cli.help.connectionSetEndpoints').option(
      '--endpoint <name=address>',
      text('cli.help.endpointOrNone'),
      collect,
    ),
    async (which: string, options: Place & { endpoint?: string[] }) => {
      const endpoints = pairs('--endpoint', options.endpoint ?? []);
      const api = await openApi(cli, options);
      const { id } = await findConnection(api, which, options.env);
      return said(cli, options, await change(api, id, { endpoints }), 'cli.connection.changed');
    },
  );

  perform(
    withSecrets(one('set-credentials', 'cli.help.connectionSetCredentials')),
    async (which: string, options: Place & Secrets) => {
      const api = await openApi(cli, options);
      const { id, connector } = await findConnection(api, which, options.env);
      const secrets = await readSecrets(terminal, connector, options);
      return said(cli, options, await change(api, id, secrets), 'cli.connection.changed');
    },
  );

  perform(one('remove', 'cli.help.connectionRemove'), async (which: string, options: Place) => {
    const api = await openApi(cli, options);
    const connection = await findConnection(api, which, options.env);
    await api.send('DELETE', `/api/connections/${connection.id}`);
    return said(cli, options, connection, 'cli.connection.removed');
  });

  perform(one('test', 'cli.help.connectionTest'), async (which: string, options: Place) => {
    const api = await openApi(cli, options);
    const connection = await findConnection(api, which, options.env);
    const answer = await api.send<{ account?: string }>('POST', `/api/connections/${connection.id}/test`, {});
    if (options.json) printJson(terminal, { id: connection.id, ...answer });
    else terminal.print(text('cli.connection.works', { name: connection.name, account: answer.account ?? '?' }));
    return exitCodes.done;
  });

  addAccountCommands(parent, cli);
}

type AddOptions = ApiOptions &
  Secrets & {
    connector: string;
    env: string;
    name: string;
    setting?: string[];
    endpoint?: string[];
    default?: boolean;
  };

function change(api: ApiClient, id: string, changes: Record<string, unknown>): Promise<Connection> {
  return api.send<Connection>('PATCH', `/api/connections/${id}`, changes);
}

function said(
  { terminal }: Cli,
  options: ApiOptions,
  connection: Connection,
  code: 'cli.connection.added' | 'cli.connection.changed' | 'cli.connection.removed',
): ExitCode {
  if (options.json) printJson(terminal, { connection });
  else terminal.print(terminal.text(code, { name: connection.name, id: connection.id }));
  return exitCodes.done;
}

async function printConnections(api: ApiClient, { terminal }: Cli, connections: readonly Connection[]): Promise<void> {
  const { text } = terminal;
  const nameOf = await environmentNames(api);
  const columns = ['connection', 'connector', 'environment', 'credentials', 'endpoint', 'state', 'id'] as const;
  const rows = connections.map((each) => [
    each.isDefault ? `${each.name} *` : each.name,
    each.connector,
    nameOf(each.environmentId),
    each.credentialFields.join(', '),
    each.endpoints.api ?? '',
    each.hold === null
      ? terminal.style('green', text('cli.connection.ready'))
      : terminal.style(
          'yellow',
          text('cli.connection.held', { reason: each.hold.reason, since: moment(each.hold.since) }),
        ),
    each.id,
  ]);
  const headers = columns.map((column) => text(`cli.column.${column}`));
  printTable(terminal, headers, rows, text('cli.none.connections'));
}
