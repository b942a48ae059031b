import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './client.ts';

/** A refusal is an answer; only what may pass is asked for again. */
const mayPass = (failure: unknown) => !(failure instanceof ApiFailure) || failure.status === 0 || failure.status >= 500;

const listeners = new Set<() => void>();
/** Calls `listener` when the server no longer knows who we are. @returns what ends the listening */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** All that was read from the server. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (failure) => {
      // A vendor's refusal of one of our accounts is a 401 as well.
      if (failure instanceof ApiFailure && failure.code === 'server.signInNeeded')
        for (const listener of listeners) listener();
    },
  }),
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (times, failure) => times < 2 && mayPass(failure) },
  },
});
