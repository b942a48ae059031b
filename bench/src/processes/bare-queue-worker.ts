import { type Job, Worker } from 'bullmq';
import jsonata from 'jsonata';
import type { BareQueueOrder } from './bare-queue-intake.ts';
import { order, reportReady } from './report-ready.ts';

/** Second half of the baseline pipeline: stock JSONata and `fetch` for each job. Nothing is recorded anywhere. */
const { redisPort, sinkUrl, concurrency } = order<BareQueueOrder>();
const expression = jsonata(
  '{ "reference": order.id, "total": order.total_cents / 100, "email": $lowercase(order.customer.email) }',
);
const worker = new Worker(
  'bare-pipeline',
  async (job: Job) => {
    const json = await expression.evaluate({ order: job.data });
    const response = await fetch(`${sinkUrl}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': String(job.id) },
      body: JSON.stringify(json),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    await response.text();
  },
  { connection: { host: '127.0.0.1', port: redisPort }, concurrency },
);
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
await worker.waitUntilReady();
reportReady({}, () => worker.close());
