import type { ConnectorContext } from '@raccord/contract';
import { statusFailure } from '../shared/http/status-table.ts';
import { itemsIn, nextPosition, type Paging, type Position, positionQuery } from './paging.ts';
import { hostIn, queryText } from './request-fields.ts';

type Asked = Paging & {
  url: string;
  query?: Parameters<typeof queryText>[0];
  headers?: Record<string, string>;
  timeoutSeconds?: number;
};

export type ReadPage = { items: unknown[]; next: Position | undefined; bytes: number };

/** One page of a declared list. @param more goes into the query beside what the node says */
export async function readPage(
  { http, endpoints }: Pick<ConnectorContext, 'http' | 'endpoints'>,
  asked: Asked,
  at: Position | undefined,
  more: Record<string, string> = {},
): Promise<ReadPage> {
  // The address of a next page carries its whole query.
  const moved = at !== undefined && 'url' in at ? at.url : undefined;
  const response = await http.request({
    method: 'GET',
    url: moved ?? asked.url,
    ...(asked.headers === undefined ? {} : { headers: asked.headers }),
    ...(moved === undefined
      ? { query: { ...queryText(asked.query ?? {}), ...more, ...positionQuery(asked, at) } }
      : {}),
    ...(asked.timeoutSeconds === undefined ? {} : { timeoutMs: asked.timeoutSeconds * 1_000 }),
  });
  const url = moved ?? absolute(asked.url, endpoints.api);
  const from = hostIn(url);
  if (response.status < 200 || response.status > 299) throw statusFailure({ response, method: 'GET', from });
  const items = response.status === 204 ? [] : itemsIn(asked, response, from);
  return { items, next: nextPosition(asked, at, { response, items, url }), bytes: response.bytes.length };
}

function absolute(url: string, base: string): string {
  return URL.canParse(url) ? url : `${base.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}
