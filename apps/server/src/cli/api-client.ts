import { readFile } from 'node:fs/promises';
import { Failure, type FailureData, messages } from '@raccord/contract';
import type { Command } from 'commander';
import { localTokenPath } from '../sign-in/local-token-path.ts';
import type { Cli } from './cli.ts';
import { readInstance } from './instance-file.ts';

export type ApiOptions = { server?: string; token?: string; json?: boolean };
type Query = Record<string, string | number | boolean | undefined>;

/** A running server, as commands speak to it. */
export type ApiClient = {
  /** Without a slash at the end. */
  address: string;
  /** @throws Failure as the server answered it; `cli.serverUnreachable`, `cli.tokenRefused`, `cli.notRaccord` */
  get<T>(path: string, query?: Query): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
};

const TIMEOUT_MS = 60_000;

/** The options of every command that speaks to a server. */
export function apiOptions(command: Command, { terminal }: Cli): Command {
  return command
    .option('--server <address>', terminal.text('cli.help.server'))
    .option('--token <token>', terminal.text('cli.help.token'))
    .option('--json', terminal.text('cli.help.json'));
}

/**
 * Finds the server (option, RACCORD_URL, the one that runs on RACCORD_HOME) and the token (option, RACCORD_TOKEN, the local one).
 * @throws Failure `cli.noServer` when nothing names a server, `cli.noToken`
 */
export async function openApi(cli: Cli, options: ApiOptions): Promise<ApiClient> {
  const { home } = cli.settings();
  const address = (await findAddress(cli, options, home)).replace(/\/+$/, '');
  const token = await findToken(cli, options, home, address);
  const request = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await send(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token.value}`,
        'accept-language': cli.terminal.language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 204) return undefined as T;
    const text = await response.text();
    if (response.ok) return readJson(text, address) as T;
    throw refusal(text, address, token);
  };
  return {
    address,
    get: (path, query = {}) => request('GET', `${path}${asQuery(query)}`),
    send: request,
  };
}

async function findAddress({ environment }: Cli, options: ApiOptions, home: string): Promise<string> {
  const named = options.server ?? environment.server;
  if (named === undefined) {
    const running = await readInstance(home);
    if (running === undefined) throw new Failure('config', 'cli.noServer', { home });
    return running.address;
  }
  const url = URL.parse(named);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Failure('input', 'cli.badOption', { option: '--server', found: named, expected: 'http(s)://…' });
  return named;
}

type Token = { value: string; from: string };

async function findToken({ environment }: Cli, options: ApiOptions, home: string, address: string): Promise<Token> {
  if (options.token !== undefined) return { value: options.token, from: '--token' };
  if (environment.token !== undefined) return { value: environment.token, from: 'RACCORD_TOKEN' };
  const file = localTokenPath(home);
  // The local token is for the server that wrote it, and is shown to no other.
  const named = options.server ?? environment.server;
  if (named !== undefined && (await readInstance(home))?.address !== address)
    throw new Failure('auth', 'cli.noToken', { address });
  try {
    return { value: (await readFile(file, 'utf8')).trim(), from: file };
  } catch (cause) {
    throw new Failure('auth', 'cli.tokenUnreadable', { file, message: reasonOf(cause) }, { cause });
  }
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new Failure('transient', 'cli.serverUnreachable', { address: new URL(url).origin, message: reasonOf(cause) });
  }
}

/** What undici knows of a failed fetch stands in the cause. */
export function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function readJson(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('config', 'cli.notRaccord', { address }, { cause });
  }
}

function refusal(text: string, address: string, token: Token): Failure {
  const { error } = readJson(text, address) as { error?: FailureData & { message?: string } };
  if (error === undefined || typeof error.code !== 'string')
    return new Failure('config', 'cli.notRaccord', { address });
  if (error.code === 'server.signInNeeded')
    return new Failure('auth', 'cli.tokenRefused', { address, from: token.from });
  if (Object.hasOwn(messages, error.code)) return Failure.fromData(error);
  // A newer server may say what this command has no sentence for; its own is good.
  return new Failure(error.kind, 'cli.serverSays', { message: error.message ?? error.code, code: error.code });
}

function asQuery(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  return params.size === 0 ? '' : `?${params}`;
}
