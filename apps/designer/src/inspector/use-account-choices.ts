import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, dataOf } from '../api/client.ts';
import { isExpression } from './json-schema.ts';
import type { Account } from './node-connection.ts';

export type AccountChoices = ReturnType<typeof useAccountChoices>;
export type Choice = { value: string; label: string };
type Page = { choices: Choice[]; cursor?: unknown };

/** Milliseconds after which waiting is worth a word. */
const SLOW_MS = 2_000;
const TYPING_MS = 300;

type Asked = {
  account: Account;
  list: string;
  search: string;
  beside: Readonly<Record<string, unknown>>;
  wanted: boolean;
};

/**
 * What can be picked from the account, page by page. It is asked again when what is filled in beside it changes (the sheet of another
 * spreadsheet), and when the account itself does.
 */
export function useAccountChoices({ account, list, search, beside, wanted }: Asked) {
  const queries = useQueryClient();
  const [typed] = useDebouncedValue(search.trim(), TYPING_MS);
  const literal = literalsOf(beside);
  const queryKey = ['choices', account.id, account.revision, list, literal, typed];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      dataOf(
        api.POST('/api/connections/{id}/choices', {
          params: { path: { id: account.id } },
          body: {
            name: list,
            with: literal,
            ...(typed === '' ? {} : { search: typed }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
          signal,
        }),
      ),
    initialPageParam: undefined as unknown,
    getNextPageParam: ({ cursor }) => cursor,
    enabled: wanted,
    staleTime: 60_000,
    retry: false,
  });
  const slow = useSlow(query.isFetching);
  const [stopped, setStopped] = useState(false);
  if (stopped && query.isFetching) setStopped(false);
  const choices = query.data?.pages.flatMap((page) => page.choices) ?? [];
  return {
    choices: [...new Map(choices.map((choice) => [choice.value, choice])).values()],
    /** Whether these are all there are of this search. */
    complete: query.isSuccess && !query.hasNextPage,
    query,
    /** The answer to just this search is still to come, and nobody has given it up. */
    waiting: wanted && !stopped && (query.isFetching || typed !== search.trim()),
    slow,
    /** Somebody did not want to wait. */
    stopped,
    stop: async () => {
      await queries.cancelQueries({ queryKey });
      setStopped(true);
    },
  };
}

/** True once something has been under way for longer than people wait without wondering. */
function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}

/** What is already known when the flow is drawn: an expression has no value yet. */
function literalsOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value !== 'object' && !isExpression(value)),
  );
}
