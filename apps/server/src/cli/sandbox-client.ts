import { Failure } from '@raccord/contract';
import { type ApiOptions, openApi, reasonOf } from './api-client.ts';
import type { Cli } from './cli.ts';
import { readInstance } from './instance-file.ts';

export type SandboxClient = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>;

/** The stand-ins' own control API. @throws Failure `cli.noSandbox` when none runs */
export async function openSandbox(cli: Cli, options: ApiOptions): Promise<SandboxClient> {
  const address = await findSandbox(cli, options);
  return async <T>(method: string, path: string, body?: unknown) => {
    const init =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${address}/_sandbox${path}`, { method, ...init }).catch((cause: unknown) => {
      throw new Failure('transient', 'cli.serverUnreachable', { address, message: reasonOf(cause) }, { cause });
    });
    const answer = (await response.json().catch(() => ({}))) as T & { error?: unknown };
    if (response.ok) return answer;
    const message = typeof answer.error === 'string' ? answer.error : `HTTP ${response.status}`;
    throw new Failure('input', 'cli.sandboxRefused', { message });
  };
}

async function findSandbox(cli: Cli, options: ApiOptions): Promise<string> {
  try {
    const { address } = await (await openApi(cli, options)).get<{ address?: string | null }>('/api/sandbox');
    if (typeof address === 'string') return address;
  } catch (error) {
    // A server without stand-ins has no such address to tell.
    if (!(error instanceof Failure) || error.kind !== 'missing') throw error;
    const told = (await readInstance(cli.settings().home))?.sandbox;
    if (told !== undefined) return told;
  }
  throw new Failure('config', 'cli.noSandbox');
}
