import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chanceOf } from './random.ts';

/** Chances, from 0 to 1, that a call goes wrong; each in its own way. */
export type Weather = {
  /** Does the work, then cuts the connection. */
  lost?: number;
  /** Instead of by chance: the answer to every so-manieth call is lost. */
  lostEvery?: number;
  /** Does the work, then answers 500. */
  failsAfter?: number;
  /** 500 without having done anything. */
  fails?: number;
  /** 429 with `Retry-After: 1`. */
  throttled?: number;
  /** Longest time to answer, in milliseconds; the work is done before. */
  slowMs?: number;
};

/** One thing that was done. */
export type Row = { row: number; action: string; item: string; value: unknown; key: string | undefined; at: number };
export type CallSeen = { action: string; item: string; worker: number; at: number };
type Body = { item: string; value?: unknown; marker?: string; slowMs?: number };

/**
 * The other side of the chaos connector. `/keyed` does a key once; `/upserted` keeps one row an item, to be had by it; `/marked` can be searched by marker;
 * `/once` does whatever it is asked. The ledger is what really happened.
 */
export class Upstream {
  weather: Weather = {};
  readonly rows: Row[] = [];
  readonly calls: CallSeen[] = [];
  /** Items that were being worked on by two calls at once, where the scenario says which belong together. */
  readonly overlaps: string[] = [];
  /** Items of one lane, by a name for the lane. */
  laneOf: (item: string) => string | undefined = () => undefined;
  private readonly byKey = new Map<string, Row>();
  private readonly byItem = new Map<string, Row>();
  private readonly byMarker = new Map<string, Row>();
  private readonly tries = new Map<string, number>();
  private readonly busyLanes = new Set<string>();
  private readonly seed: number;
  private readonly server = createServer((request, response) => void this.take(request, response));
  url = '';

  constructor(seed: number) {
    this.seed = seed;
  }

  async open(): Promise<this> {
    this.server.keepAliveTimeout = 30_000;
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // The caller died while it spoke: nothing arrived, nothing is done.
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const action = pathname.slice(1);
    const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(json));
    };
    if (request.method === 'GET') {
      const [known, by] = action === 'upserted' ? [this.byItem, 'item'] : [this.byMarker, 'marker'];
      return answer(200, { found: known.get(searchParams.get(by) ?? '') });
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    const worker = Number(request.headers['x-worker']);
    this.calls.push({ action, item: body.item, worker, at: performance.now() });
    const tryId = `${action} ${body.item}`;
    const n = (this.tries.get(tryId) ?? 0) + 1;
    this.tries.set(tryId, n);
    const { lost = 0, failsAfter = 0, fails = 0, throttled = 0, slowMs = 0 } = this.weather;
    const chance = chanceOf(`${tryId} ${n}`, this.seed);
    if (chance < throttled) return answer(429, { error: 'slow down\u0000' }, { 'retry-after': '1' });
    if (chance < throttled + fails) return answer(500, { error: 'not now\u0000' });
    const lane = this.laneOf(body.item);
    if (lane !== undefined && this.busyLanes.has(lane)) this.overlaps.push(body.item);
    if (lane !== undefined) this.busyLanes.add(lane);
    const row = this.work(action, body, request.headers['idempotency-key']?.toString());
    const wait = body.slowMs ?? chanceOf(`slow ${tryId} ${n}`, this.seed) * slowMs;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (lane !== undefined) this.busyLanes.delete(lane);
    const itsTurn = this.weather.lostEvery !== undefined && this.calls.length % this.weather.lostEvery === 0;
    if (itsTurn || chance < throttled + fails + lost) return void request.socket.resetAndDestroy();
    if (chance < throttled + fails + lost + failsAfter) return answer(500, { error: 'done, but' });
    answer(200, { row: row.row });
  }

  private work(action: string, { item, value, marker = '' }: Body, key: string | undefined): Row {
    const known =
      action === 'keyed' ? this.byKey.get(key ?? '') : action === 'upserted' ? this.byItem.get(item) : undefined;
    if (known !== undefined) {
      if (action === 'upserted') known.value = value;
      return known;
    }
    const row: Row = { row: this.rows.length, action, item, value, key, at: performance.now() };
    this.rows.push(row);
    if (key !== undefined) this.byKey.set(key, row);
    if (action === 'upserted') this.byItem.set(item, row);
    if (action === 'marked') this.byMarker.set(marker, row);
    return row;
  }

  /** How often each thing was done, by `action item`. */
  done(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { action, item } of this.rows)
      counts.set(`${action} ${item}`, (counts.get(`${action} ${item}`) ?? 0) + 1);
    return counts;
  }
}
