import { Failure, type HttpResponse } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../shared/forms/told.ts';

const Name = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, ...told(...texts) }));

/** How a service divides a long list, declared in the node. */
export const pagingFields = {
  items: Type.Optional(
    Type.String({
      maxLength: 200,
      ...told(
        'List in the answer',
        'Dotted path of the list, e.g. `data.orders`. Empty: the answer is the list.',
        'Liste dans la réponse',
        'Chemin de la liste, par ex. `data.orders`. Vide : la réponse est la liste.',
      ),
    }),
  ),
  paging: Type.Optional(
    Type.Enum(['none', 'page', 'offset', 'cursor', 'link', 'next'], {
      default: 'none',
      ...told(
        'Pages',
        'How to ask for the next page: none, by page number, by offset, by a cursor from the answer, by its Link header, by an address in it.',
        'Pages',
        'Comment demander la suite : pas de pages, numéro de page, décalage, curseur lu dans la réponse, en-tête Link, adresse lue dans la réponse.',
      ),
    }),
  ),
  pageParam: Name(
    'Page parameter',
    'Query parameter with the page number, offset or cursor. Default: `page`, `offset`, `cursor`.',
    'Paramètre de page',
    'Paramètre portant le numéro de page, le décalage ou le curseur. Par défaut : `page`, `offset`, `cursor`.',
  ),
  firstPage: Type.Optional(
    Type.Integer({
      minimum: 0,
      default: 1,
      ...told('First page', 'Number of the first page.', 'Première page', 'Numéro de la première page.'),
    }),
  ),
  sizeParam: Name(
    'Size parameter',
    'Query parameter with the number of items per page, e.g. `limit`.',
    'Paramètre de taille',
    'Paramètre portant le nombre d’éléments par page, par ex. `limit`.',
  ),
  pageSize: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000,
      ...told(
        'Page size',
        'Items per page. A shorter page is the last one.',
        'Taille de page',
        'Éléments par page. Une page plus courte est la dernière.',
      ),
    }),
  ),
  next: Name(
    'Next page in the answer',
    'Dotted path of the cursor or address of the next page, e.g. `meta.next`.',
    'Page suivante dans la réponse',
    'Chemin du curseur ou de l’adresse de la page suivante, par ex. `meta.next`.',
  ),
};
const Paging = Type.Object(pagingFields);
export type Paging = Static<typeof Paging>;

/** Where a reading stands; undefined is the first page. JSON. */
export type Position = { page: number } | { offset: number } | { cursor: string } | { url: string };

/** What a page is asked with besides the node's own query. */
export function positionQuery(paging: Paging, at: Position | undefined): Record<string, string> {
  const { pageParam, sizeParam, pageSize, firstPage = 1 } = paging;
  const query: Record<string, string> = {};
  if (sizeParam !== undefined && pageSize !== undefined) query[sizeParam] = String(pageSize);
  if (paging.paging === 'page') query[pageParam ?? 'page'] = String(at && 'page' in at ? at.page : firstPage);
  if (paging.paging === 'offset') query[pageParam ?? 'offset'] = String(at && 'offset' in at ? at.offset : 0);
  if (at !== undefined && 'cursor' in at) query[pageParam ?? 'cursor'] = at.cursor;
  return query;
}

/** @throws Failure config `http.itemsNotAList` */
export function itemsIn(paging: Paging, response: HttpResponse, from: string): unknown[] {
  const path = paging.items ?? '';
  const found = path === '' ? response.json : valueAt(response.json, path);
  // A service that leaves the list out when it is empty says so with a path that leads nowhere inside an object.
  if (Array.isArray(found)) return found;
  throw new Failure('config', 'http.itemsNotAList', { from, path: path === '' ? '.' : path });
}

/**
 * The position after this page; undefined when it was the last.
 * @param url of the page just read: addresses of next pages are relative to it, and stay at its origin
 * @throws Failure config `http.pageElsewhere`, `http.pagingStands`
 */
export function nextPosition(
  paging: Paging,
  at: Position | undefined,
  page: { response: HttpResponse; items: readonly unknown[]; url: string },
): Position | undefined {
  const next = stepFrom(paging, at, page);
  if (next !== undefined && JSON.stringify(next) === JSON.stringify(at))
    throw new Failure('config', 'http.pagingStands', { from: URL.parse(page.url)?.host ?? page.url });
  return next;
}

function stepFrom(
  { paging = 'none', pageSize, firstPage = 1, next = 'next' }: Paging,
  at: Position | undefined,
  { response, items, url }: { response: HttpResponse; items: readonly unknown[]; url: string },
): Position | undefined {
  const last = items.length === 0 || (pageSize !== undefined && items.length < pageSize);
  switch (paging) {
    case 'none':
      return undefined;
    case 'page':
      return last ? undefined : { page: (at && 'page' in at ? at.page : firstPage) + 1 };
    case 'offset':
      return last ? undefined : { offset: (at && 'offset' in at ? at.offset : 0) + items.length };
    case 'cursor': {
      const cursor = valueAt(response.json, next);
      return isText(cursor) ? { cursor: String(cursor) } : undefined;
    }
    case 'link':
      return sameOrigin(linkNext(response.headers.link ?? ''), url);
    case 'next': {
      const address = valueAt(response.json, next);
      return isText(address) ? sameOrigin(String(address), url) : undefined;
    }
  }
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function sameOrigin(next: string | undefined, url: string): Position | undefined {
  if (next === undefined) return undefined;
  const base = URL.parse(url);
  const target = URL.parse(next, url);
  if (target === null || base === null || target.origin !== base.origin)
    throw new Failure('config', 'http.pageElsewhere', {
      from: base?.host ?? url,
      to: target?.host ?? next.slice(0, 100),
    });
  return { url: target.href };
}

/** RFC 8288: the target whose `rel` holds `next`. */
function linkNext(header: string): string | undefined {
  for (const [, target = '', params = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*("([^"]*)"|[^;,\s]+)/i.exec(params);
    if ((rel?.[2] ?? rel?.[1] ?? '').toLowerCase().split(/\s+/).includes('next')) return target;
  }
  return undefined;
}

/** The value at a dotted path; undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
