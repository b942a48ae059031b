import { Failure } from '@raccord/contract';
import type { Deps } from '../deps.ts';

/** The stand-ins answer at once: they are on the same machine, in the same process. */
const PATIENCE_MS = 10_000;

/**
 * Asks the stand-ins' own control API.
 * @param path below `/_sandbox`
 * @throws Failure missing `server.noSandbox`, input `sandbox.refused`, transient `sandbox.silent`
 */
export async function askSandbox<T>(
  { sandbox }: Pick<Deps, 'sandbox'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const { address } = sandbox;
  if (address === undefined) throw new Failure('missing', 'server.noSandbox');
  const init =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const silent = (cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    return new Failure('transient', 'sandbox.silent', { address, message }, { cause });
  };
  const response = await fetch(`${address}/_sandbox${path}`, {
    method,
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...init,
  }).catch((cause: unknown) => {
    throw silent(cause);
  });
  const answer = (await response.json().catch((cause: unknown) => {
    throw silent(cause);
  })) as T & { error?: unknown };
  if (response.ok) return answer;
  // What a vendor's own shape of a refusal is, the CRM's for one, is told as it is.
  const message = typeof answer.error === 'string' ? answer.error : JSON.stringify(answer).slice(0, 500);
  throw new Failure('input', 'sandbox.refused', { message });
}
