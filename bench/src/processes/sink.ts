import { type AddressInfo, createServer, type Socket } from 'node:net';
import { order, reportReady } from './report-ready.ts';

/**
 * The system that is written to: takes what is posted, answers 200, and keeps a ledger of when each reference first came.
 * The word `ledger` gives it and starts a new one; `count` gives how many different references it has. On bare sockets, so that little
 * of what is measured is the sink.
 */
export type Ledger = { calls: number; firstSeen: Map<string, number> };
/** `many`: bodies hold lists of rows, of which only the number and the sum of their numbers are kept. */
export type SinkOrder = { many?: boolean };
export type Counted = { calls: number; counted: number; checksum: number };

const { many = false } = order<SinkOrder>();
let calls = 0;
let counted = 0;
let checksum = 0;
let firstSeen = new Map<string, number>();

function take(text: string): string {
  const body = JSON.parse(text);
  calls += 1;
  if (!many) {
    if (!firstSeen.has(body.reference)) firstSeen.set(body.reference, performance.timeOrigin + performance.now());
    return '{"ok":true}';
  }
  counted += body.rows.length;
  for (const row of body.rows) checksum += row.number;
  return `{"taken":${body.rows.length}}`;
}

function serve(socket: Socket): void {
  let received = '';
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    received += chunk;
    for (;;) {
      const head = received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? 0);
      const end = head + 4 + length;
      if (received.length < end) return;
      const answer = take(received.slice(head + 4, end));
      received = received.slice(end);
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
      );
    }
  });
}

function answer(word: string): number | Ledger | Counted {
  if (word === 'count') return many ? counted : firstSeen.size;
  const ledger = many ? { calls, counted, checksum } : { calls, firstSeen };
  [calls, counted, checksum] = [0, 0, 0];
  firstSeen = new Map();
  return ledger;
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => {
  reportReady({ port: (server.address() as AddressInfo).port }, async () => undefined, answer);
});
