import { Failure } from '@raccord/contract';
import { uuidTime } from '../spans.ts';

/** Nothing goes sooner. */
const SHORTEST_MS = 86_400_000;

/**
 * Why a record or run cannot be found. Their ids say when they came: what is older than anything must be kept was there once, and people
 * who follow an old link are told so.
 */
export function notThere(what: 'record' | 'run', id: string, now = Date.now()): Failure {
  const at = uuidTime(id);
  if (id[14] === '7' && at < now - SHORTEST_MS && at > Date.UTC(2020))
    return new Failure('missing', what === 'run' ? 'keeping.runForgotten' : 'keeping.recordForgotten', {
      id,
      day: new Date(at).toISOString().slice(0, 10),
    });
  return new Failure('missing', what === 'run' ? 'server.noRun' : 'server.noRecord', { id });
}
