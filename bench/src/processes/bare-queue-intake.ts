import { createHmac, timingSafeEqual } from 'node:crypto';
import { Queue } from 'bullmq';
import fastify from 'fastify';
import { order, reportReady } from './report-ready.ts';

/** First half of the baseline pipeline: checks the signature, adds one BullMQ job per event, says yes. Keeps nothing. */
export type BareQueueOrder = { redisPort: number; secret: string; sinkUrl: string; concurrency: number };
const BARE_QUEUE = 'bare-pipeline';

const { redisPort, secret } = order<BareQueueOrder>();
const queue = new Queue(BARE_QUEUE, {
  connection: { host: '127.0.0.1', port: redisPort },
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
});
await queue.waitUntilReady();

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/hook', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-signature']), 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
  await queue.add('event', JSON.parse(body.toString()));
  return { accepted: true };
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
reportReady({ address }, async () => {
  await app.close();
  await queue.close();
});
