import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { order, reportReady } from './report-ready.ts';

/**
 * The system that is written to: takes what is posted, answers 200, and keeps a ledger of when each reference first came.
 * The word `ledger` gives it and starts a new one; `count` gives how many different references it has.
 */
export type Ledger = { calls: number; firstSeen: Map<string, number> };
export type SinkOrder = { many?: boolean };

const { many = false } = order<SinkOrder>();
let calls = 0;
let firstSeen = new Map<string, number>();
let counted = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const now = performance.timeOrigin + performance.now();
    calls += 1;
    const body = JSON.parse((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString());
    if (many) {
      // A million references would be what is measured; their number and sum show that none is missing or twice.
      counted += body.rows.length;
      for (const row of body.rows) checksum += row.number;
    } else if (!firstSeen.has(body.reference)) firstSeen.set(body.reference, now);
    const answer = many ? `{"taken":${body.rows.length}}` : '{"ok":true}';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
let checksum = 0;

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  reportReady(
    { port: (server.address() as AddressInfo).port },
    async () => {
      server.closeAllConnections();
    },
    (word) => {
      if (word === 'count') return many ? counted : firstSeen.size;
      const ledger = many ? { calls, counted, checksum } : { calls, firstSeen };
      calls = 0;
      counted = 0;
      checksum = 0;
      firstSeen = new Map();
      return ledger;
    },
  );
});
