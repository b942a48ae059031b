import type { PollPage } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionContext, type SeenRequest, type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { http } from './index.ts';

let server: TinyServer;
const orders = [1, 2, 3, 4, 5].map((id) => ({ id, rev: 1 }));
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen = [];
});

const context = (token = '') =>
  actionContext(http, { credentials: token === '' ? {} : { token }, settings: {}, endpoints: { api: server.url } });
const readAll = (input: object) => http.actions['read-all']!.run(context(), { url: '/orders', ...input });
const sliced = (from: number, size: number) => orders.slice(from, from + size);
const number = (request: SeenRequest, name: string) => Number(request.query.get(name));

describe('every declared paging reads the same list', () => {
  const ways: [string, object, TinyServer['answer'], number][] = [
    ['none', {}, () => ({ json: orders }), 1],
    [
      'page number',
      { paging: 'page', pageParam: 'p', sizeParam: 'limit', pageSize: 2 },
      (asked) => ({ json: sliced((number(asked, 'p') - 1) * 2, number(asked, 'limit')) }),
      3,
    ],
    [
      'page number from 0, until an empty page',
      { paging: 'page', firstPage: 0 },
      (asked) => ({ json: sliced(number(asked, 'page') * 5, 5) }),
      2,
    ],
    [
      'offset',
      { paging: 'offset', items: 'd.o' },
      (asked) => ({ json: { d: { o: sliced(number(asked, 'offset'), 2) } } }),
      4,
    ],
    [
      'cursor in the body',
      { paging: 'cursor', items: 'data', next: 'meta.next' },
      ({ query }) => {
        const at = Number(query.get('cursor') ?? 0);
        return { json: { data: sliced(at, 2), meta: { next: at + 2 < 5 ? String(at + 2) : null } } };
      },
      3,
    ],
    [
      'Link header',
      { paging: 'link' },
      ({ query }) => {
        const at = Number(query.get('at') ?? 0);
        const link = `<${server.url}/orders?at=0>; rel="first", <orders?at=${at + 2}>; title="a, b"; rel="last next"`;
        return { json: sliced(at, 2), headers: at + 2 < 5 ? { link } : {} };
      },
      3,
    ],
    [
      'address in the body',
      { paging: 'next', items: 'data', next: 'links.next' },
      ({ query }) => {
        const at = Number(query.get('at') ?? 0);
        return {
          json: { data: sliced(at, 2), links: at + 2 < 5 ? { next: `${server.url}/orders?at=${at + 2}` } : {} },
        };
      },
      3,
    ],
  ];
  it.each(ways)('%s', async (_name, input, answer, calls) => {
    server.answer = answer;
    expect(await readAll(input)).toEqual({ items: orders, count: 5, complete: true });
    expect(server.seen).toHaveLength(calls);
  });
});

describe('a list', () => {
  it('is read no further than asked', async () => {
    server.answer = ({ query }) => ({ json: sliced(Number(query.get('offset')), 2) });
    expect(await readAll({ paging: 'offset', most: 3 })).toEqual({ items: sliced(0, 3), count: 3, complete: false });
    expect(server.seen).toHaveLength(2);
  });

  it('never leads elsewhere: credentials and questions stay with the host', async () => {
    server.answer = () => ({ json: [1], headers: { link: '<https://evil.example/orders?at=2>; rel=next' } });
    await expect(readAll({ paging: 'link' })).rejects.toMatchObject({ kind: 'config', code: 'http.pageElsewhere' });
    server.answer = () => ({ json: { items: [1], next: '//evil.example/' } });
    const next = readAll({ paging: 'next', items: 'items' });
    await expect(next).rejects.toMatchObject({ code: 'http.pageElsewhere', params: { to: 'evil.example' } });
  });

  it('that names the same page for ever is stopped', async () => {
    server.answer = () => ({ json: { items: [1], next: 'x' } });
    const standing = readAll({ paging: 'cursor', items: 'items' });
    await expect(standing).rejects.toMatchObject({ kind: 'config', code: 'http.pagingStands' });
    expect(server.seen).toHaveLength(2);
  });

  it('fails when it is none, when the service refuses, and when it is cut short', async () => {
    server.answer = () => ({ json: { items: {} } });
    await expect(readAll({ items: 'items' })).rejects.toMatchObject({ code: 'http.itemsNotAList' });
    server.answer = () => ({ text: '[1' });
    await expect(readAll({})).rejects.toMatchObject({ kind: 'config', code: 'http.itemsNotAList' });
    server.answer = () => ({ status: 429, headers: { 'retry-after': '3' } });
    await expect(readAll({})).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 3_000 });
    server.answer = () => ({ drop: true });
    await expect(readAll({})).rejects.toMatchObject({ kind: 'transient', code: 'http.connectionLost' });
  });
});

describe('the trigger', () => {
  const switchedOn = Date.parse('2026-11-20T10:00:00Z');
  const poll = (config: object, cursor: unknown, now = switchedOn): Promise<PollPage> =>
    http.triggers['item-listed']!.poll!.page(context('t'), { url: '/orders', id: 'id', ...config }, cursor, {
      overlapMs: 0,
      now,
    });
  const pollToEnd = async (config: object, from: unknown) => {
    const keys: string[] = [];
    let cursor = from;
    for (let more = true; more; ) {
      const page = await poll(config, cursor);
      keys.push(...page.items.map(({ dedupeKey }) => dedupeKey!));
      ({ cursor, more } = page);
    }
    return { keys, cursor };
  };

  it('fires for what is new or changed since it was switched on, however many pages', async () => {
    let list = orders;
    server.answer = ({ query }) => ({ json: list.slice(Number(query.get('offset')), Number(query.get('offset')) + 2) });
    const config = { paging: 'offset', changed: 'rev' };
    const first = await pollToEnd(config, null);
    expect(first.keys).toEqual([]);
    list = [...orders.map((one) => (one.id === 2 ? { id: 2, rev: 2 } : one)), { id: 6, rev: 1 }];
    const second = await pollToEnd(config, first.cursor);
    expect(second.keys).toEqual(['2@2', '6@1']);
    expect((await pollToEnd(config, second.cursor)).keys).toEqual([]);
  });

  it('asks only for what changed where the service can tell, and never passes what came while it read', async () => {
    server.answer = ({ query }) => ({ json: query.get('since') === null ? [] : sliced(0, 2) });
    const config = { sinceParam: 'since', sinceFormat: 'seconds' };
    const first = await poll(config, null);
    expect([first.items, server.seen]).toEqual([[], []]);
    const second = await poll(config, first.cursor, switchedOn + 60_000);
    expect(second.items.map(({ dedupeKey }) => dedupeKey)).toEqual(['1', '2']);
    await poll(config, second.cursor, switchedOn + 120_000);
    expect(server.seen.map(({ query }) => query.get('since'))).toEqual([
      String(switchedOn / 1_000),
      String(switchedOn / 1_000 + 60),
    ]);
  });

  it('says what is wrong with a list it cannot follow', async () => {
    server.answer = () => ({ json: [{ name: 'no id' }] });
    await expect(poll({}, null)).rejects.toMatchObject({ kind: 'config', code: 'http.itemWithoutId' });
    server.answer = () => ({ json: Array.from({ length: 5_001 }, (_, id) => ({ id })) });
    await expect(poll({}, null)).rejects.toMatchObject({ kind: 'config', code: 'http.listTooLong' });
  });
});
