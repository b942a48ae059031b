import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, type FailureData } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiClient, type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { ConnectionDetail } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { findConnection } from '../connection-input.ts';
import { environmentNames } from '../environments.ts';
import { exitCodes } from '../exit-codes.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { printJson } from '../output/json.ts';
import type { CliMessage } from '../output/terminal.ts';
import { moment } from '../output/times.ts';

const LOOK_MS = 1_000;

type Place = ApiOptions & { env?: string };

/** What is done with the account behind a connection: connected by consent, looked at, taken back. */
export function addAccountCommands(parent: Command, cli: Cli): void {
  const { terminal } = cli;
  const { text } = terminal;
  const one = (words: string, help: CliMessage) =>
    apiOptions(describeCommand(parent, words, cli, help), cli)
      .argument('<connection>', text('cli.help.connectionName'))
      .option('--env <name>', text('cli.help.onlyEnvironment'));

  perform(
    one('connect', 'cli.help.connectionConnect').option('--open', text('cli.help.open')),
    async (which: string, options: Place & { open?: boolean }) => {
      const api = await openApi(cli, options);
      const { id, name, lastConsent } = await findConnection(api, which, options.env);
      const begun = await api.send<Begun>('POST', `/api/connections/${id}/authorize`, {});
      terminal.note(text('cli.connection.open', { name }));
      if (options.json) terminal.note(begun.address);
      else terminal.print(begun.address);
      if (options.open === true) openInBrowser(begun.address);
      const connection = await consented(api, id, lastConsent?.at, begun);
      if (options.json) printJson(terminal, { connection });
      else terminal.print(text('cli.connection.connected', { name, account: connection.account ?? '?' }));
      if (connection.missingScopes.length > 0)
        terminal.note(text('cli.connection.missing', { scopes: connection.missingScopes.join(', ') }));
      return exitCodes.done;
    },
  );

  perform(one('revoke', 'cli.help.connectionRevoke'), async (which: string, options: Place) => {
    const api = await openApi(cli, options);
    const { id, name } = await findConnection(api, which, options.env);
    const answer = await api.send<{ told: boolean; failure?: FailureData }>(
      'POST',
      `/api/connections/${id}/revoke`,
      {},
    );
    if (options.json) printJson(terminal, { id, ...answer });
    else terminal.print(text(answer.told ? 'cli.connection.revoked' : 'cli.connection.forgotten', { name }));
    if (answer.failure !== undefined && !options.json) terminal.note(terminal.describe(answer.failure));
    return exitCodes.done;
  });

  perform(one('show', 'cli.help.connectionShow'), async (which: string, options: Place) => {
    const api = await openApi(cli, options);
    const { id } = await findConnection(api, which, options.env);
    const connection = await api.get<ConnectionDetail>(`/api/connections/${id}`);
    if (options.json) printJson(terminal, { connection });
    else await print(api, cli, connection);
    return exitCodes.done;
  });
}

type Begun = { address: string; expiresAt: string };

/** Waits until somebody has consented, or has not. @throws Failure what the vendor or the person said; `cli.connection.notOpened` */
async function consented(
  api: ApiClient,
  id: string,
  before: string | undefined,
  { expiresAt }: Begun,
): Promise<ConnectionDetail> {
  while (Date.now() < Date.parse(expiresAt)) {
    await sleep(LOOK_MS);
    const connection = await api.get<ConnectionDetail>(`/api/connections/${id}`);
    const { lastConsent } = connection;
    if (lastConsent === null || lastConsent.at === before) continue;
    if (lastConsent.connected) return connection;
    throw Failure.fromData(lastConsent.failure as FailureData);
  }
  throw new Failure('auth', 'cli.connection.notOpened');
}

async function print(api: ApiClient, { terminal }: Cli, connection: ConnectionDetail): Promise<void> {
  const { text } = terminal;
  const nameOf = await environmentNames(api);
  const { hold, lastTest, lastUsedAt, flows, grantedScopes } = connection;
  const at = (time: string | null | undefined) => (time == null ? text('cli.never') : moment(time));
  const tested = lastTest?.failure as FailureData | undefined;
  const lines: [CliMessage, string][] = [
    ['cli.column.connection', connection.name],
    ['cli.column.connector', connection.connector],
    ['cli.column.environment', nameOf(connection.environmentId)],
    ['cli.column.account', connection.account ?? '?'],
    [
      'cli.column.state',
      hold === null
        ? text('cli.connection.ready')
        : `${text('cli.connection.held', { reason: hold.reason, since: moment(hold.since) })} ${terminal.describe(hold.failure as FailureData)}`,
    ],
    ['cli.column.tested', `${at(lastTest?.at)}${tested === undefined ? '' : ` ${terminal.describe(tested)}`}`],
    ['cli.column.used', at(lastUsedAt)],
    ['cli.column.expires', connection.tokenExpiresAt === null ? '–' : moment(connection.tokenExpiresAt)],
    ['cli.column.scopes', grantedScopes === null ? '?' : grantedScopes.join(' ')],
    ['cli.column.missing', connection.missingScopes.join(' ') || '–'],
    ['cli.column.flows', flows.map((flow) => flow.id).join(', ') || '–'],
  ];
  const width = Math.max(...lines.map(([code]) => text(code).length));
  for (const [code, value] of lines) terminal.print(`${terminal.style('dim', text(code).padEnd(width))}  ${value}`);
}
