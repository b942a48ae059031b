import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pause } from './scenario.ts';

export type Delivery = { id: string; body: string | Buffer };
export type Sent = { status: number; ms: number; tries: number };

/** A sender of signed webhooks as vendors are: it comes again until it gets a 2xx, or a 4xx. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 100 });
  private readonly secret: string;

  constructor(secret: string) {
    this.secret = secret;
  }

  /** @param tries at most this many; a delivery that is never answered gives status 0 */
  async deliver(url: () => string, delivery: Delivery, tries = 200): Promise<Sent> {
    const started = performance.now();
    let status = 0;
    for (let n = 1; n <= tries; n++) {
      status = await this.post(url(), delivery).catch(() => 0);
      if (status >= 200 && status < 500 && status !== 429) return { status, ms: performance.now() - started, tries: n };
      if (n < tries) await pause(100);
    }
    return { status, ms: performance.now() - started, tries };
  }

  post(url: string, { id, body }: Delivery): Promise<number> {
    const signature = createHmac('sha256', this.secret).update(body).digest('hex');
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'webhook-id': id, 'x-signature': signature };
      const outgoing = request(url, { method: 'POST', agent: this.agent, headers, timeout: 15_000 }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
      outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Goes through the tasks, at most `atOnce` at a time. */
export async function inParallel<T>(
  tasks: readonly T[],
  atOnce: number,
  act: (task: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const runner = async () => {
    while (next < tasks.length) await act(tasks[next++]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, runner));
}

/** How a webhook trigger is set up so that only this sender's deliveries are taken. */
export const signed = { scheme: 'hmac-sha256' };
