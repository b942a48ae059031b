import { Failure } from '@raccord/contract';
import type { FastifyInstance } from 'fastify';
import { isBearer } from './scrape-token.ts';

/** `/metrics`, for whoever has the scrape token. It opens nothing else, and no other token opens this. */
export async function metricsRoute(
  app: FastifyInstance,
  { token, scrape }: { token: string; scrape: () => Promise<string> },
): Promise<void> {
  app.get('/metrics', {
    config: { access: 'public' },
    schema: { hide: true },
    logLevel: 'warn',
    async handler(request, reply) {
      if (!isBearer(request.headers.authorization, token)) throw new Failure('auth', 'server.scrapeTokenNeeded');
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await scrape());
    },
  });
}
