import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { order, reportReady } from './report-ready.ts';

/** The baseline for intake: what one writes in an afternoon. Checks the signature, one INSERT per event, says yes. */
export type BareIntakeOrder = { databaseUrl: string; secret: string; poolSize: number };

const { databaseUrl, secret, poolSize } = order<BareIntakeOrder>();
const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
await pool.query('create table if not exists inbox (event_id text primary key, body bytea not null)');

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/hook', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-signature']), 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
  await pool.query({
    name: 'insert',
    text: 'insert into inbox (event_id, body) values ($1, $2) on conflict do nothing',
    values: [request.headers['webhook-id'], body],
  });
  return { accepted: true };
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
reportReady({ address }, async () => {
  await app.close();
  await pool.end();
});
