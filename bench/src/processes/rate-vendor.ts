import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { order, reportReady } from './report-ready.ts';

/**
 * A vendor that allows `limit` calls in any `perMs`, by a window that slides with each call, and answers 429 beyond that. The word
 * `ledger` gives when it was called, for what (the path) and with which answer, and starts a new one.
 */
export type VendorOrder = { limit: number; perMs: number };
export type VendorCall = { at: number; path: string; status: number };

const { limit, perMs } = order<VendorOrder>();
let calls: VendorCall[] = [];
let allowed: number[] = [];

const server = createServer((request, response) => {
  const at = performance.timeOrigin + performance.now();
  allowed = allowed.filter((moment) => moment > at - perMs);
  const status = allowed.length < limit ? 200 : 429;
  if (status === 200) allowed.push(at);
  calls.push({ at, path: request.url ?? '', status });
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
});
server.listen(0, '127.0.0.1', () => {
  reportReady(
    { port: (server.address() as AddressInfo).port },
    async () => server.closeAllConnections(),
    () => {
      const ledger = calls;
      calls = [];
      return ledger;
    },
  );
});
