import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Delivery } from './deliveries.ts';

export type Fired = {
  /** How many answers had each status; 0 for a connection that broke. */
  statuses: Map<number, number>;
  /** From the moment a delivery was due to its whole answer, in milliseconds, sorted. */
  latencies: number[];
  /** When the answer to each delivery came, in milliseconds since 1970, by its id. */
  acceptedAt: Map<string, number>;
  bodies: Map<string, string>;
  startedAt: number;
  seconds: number;
};

export type FireOptions = {
  port: number;
  connections: number;
  /** Deliveries a second; absent: each connection sends the next as soon as it has its answer. */
  rate?: number;
  /** Keep the answers' bodies. */
  bodies?: boolean;
};

const now = () => performance.timeOrigin + performance.now();
const TICK_MS = 2;

/**
 * Sends deliveries over keep-alive connections and reads the answers, on bare sockets: the load must not be what is measured.
 * With a rate, latency counts from when a delivery was due, so that a stalled server cannot hide its stall.
 */
export async function fire(deliveries: readonly Delivery[], options: FireOptions): Promise<Fired> {
  const { port, connections, rate } = options;
  const fired: Fired = {
    statuses: new Map(),
    latencies: [],
    acceptedAt: new Map(),
    bodies: new Map(),
    startedAt: 0,
    seconds: 0,
  };
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port)));
  const idle = [...lines];
  let next = 0;
  let answered = 0;
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();

  const send = (line: Line, dueAt: number) => {
    const delivery = deliveries[next++]!;
    line.send(delivery.request, (status, body) => {
      const at = now();
      fired.statuses.set(status, (fired.statuses.get(status) ?? 0) + 1);
      fired.latencies.push(at - dueAt);
      if (status >= 200 && status < 300) fired.acceptedAt.set(delivery.id, at);
      if (options.bodies) fired.bodies.set(delivery.id, body);
      answered += 1;
      if (status === 0) return reject(new Error('a connection broke'));
      if (answered === deliveries.length) return resolve();
      if (rate === undefined) {
        if (next < deliveries.length) send(line, now());
      } else idle.push(line);
    });
  };

  fired.startedAt = now();
  let timer: NodeJS.Timeout | undefined;
  if (rate === undefined) for (const line of lines.slice(0, deliveries.length)) send(line, now());
  else
    timer = setInterval(() => {
      const due = Math.min(deliveries.length, Math.floor(((now() - fired.startedAt) * rate) / 1_000));
      while (next < due && idle.length > 0) send(idle.pop()!, fired.startedAt + (next * 1_000) / rate);
    }, TICK_MS);
  await done.finally(() => {
    clearInterval(timer);
    for (const line of lines) line.close();
  });
  fired.seconds = (now() - fired.startedAt) / 1_000;
  fired.latencies.sort((a, b) => a - b);
  return fired;
}

type Answered = (status: number, body: string) => void;
type Line = { send(request: Buffer, answered: Answered): void; close(): void };

async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let waiting: Answered | undefined;
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
    const end = head + 4 + Number(length ?? 0);
    if (received.length < end) return;
    const [status, body] = [Number(received.slice(9, 12)), received.slice(head + 4, end)];
    received = received.slice(end);
    const answered = waiting;
    waiting = undefined;
    answered?.(status, body);
  });
  const broke = () => {
    const answered = waiting;
    waiting = undefined;
    answered?.(0, '');
  };
  socket.on('error', broke);
  socket.on('close', broke);
  return {
    send(request, answered) {
      waiting = answered;
      socket.write(request);
    },
    close() {
      socket.destroy();
    },
  };
}
