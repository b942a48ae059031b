import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A network that can fail, between a process of ours and its database. */
export type TcpProxy = {
  port: number;
  /** Connections are reset and no new one is let through. */
  cut(): void;
  /** Packets vanish, both ways, and nobody is told; also for connections made meanwhile. */
  swallow(): void;
  /**
   * New connections pass. Those there were stay dead, as behind a router that has forgotten them: with something unanswered for good,
   * else until keep-alive notices.
   */
  heal(): void;
  close(): Promise<void>;
};

/** What the product's connections ask for: a probe after 10 s of silence, then ten, a second apart. */
const KEEP_ALIVE_MS = 20_000;

export async function tcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'pass' | 'cut' | 'swallow' = 'pass';
  const pairs = new Set<{ near: Socket; far: Socket; dead: boolean; lost: boolean }>();
  const server = createServer((near) => {
    if (mode === 'cut') return void near.resetAndDestroy();
    const far = connect(target);
    const pair = { near, far, dead: mode === 'swallow', lost: false };
    pairs.add(pair);
    const end = () => {
      // Whose packets vanish does not hear of the other's end either.
      if (pair.dead) return;
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => {
        if (!pair.dead) to.write(chunk);
        else if (from === near) pair.lost = true;
      });
      from.on('close', end);
      from.on('error', end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    pairs.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      mode = 'cut';
      drop();
    },
    swallow() {
      mode = 'swallow';
      for (const pair of pairs) {
        pair.dead = true;
        setTimeout(() => {
          if (!pair.lost) pair.near.resetAndDestroy();
        }, KEEP_ALIVE_MS).unref();
      }
    },
    heal() {
      mode = 'pass';
    },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
