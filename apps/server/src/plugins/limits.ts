import rateLimit from '@fastify/rate-limit';
import { Failure } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';

const PER_MINUTE = { token: 600, person: 1_200, stranger: 300 };

/** How often one caller may call in a minute; some routes (signing in) are stricter, webhook intake has its own rules. */
export const limits = plugin(async (app) => {
  await app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    keyGenerator: callerOf,
    // Asked when the call comes: hooks of other plugins may have said so after this plugin has seen the route.
    allowList: ({ routeOptions }: FastifyRequest) => routeOptions.config.rateLimit === false,
    max: ({ principal }: FastifyRequest) => {
      if (principal === undefined) return PER_MINUTE.stranger;
      return principal.tokenId === undefined ? PER_MINUTE.person : PER_MINUTE.token;
    },
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
});

const callerOf = (request: FastifyRequest) => request.principal?.tokenId ?? request.principal?.userId ?? request.ip;

function tooMany(ttlMs: number): Failure {
  const seconds = Math.ceil(ttlMs / 1_000);
  return new Failure('rateLimited', 'server.tooManyRequests', { seconds }, { retryAfterMs: seconds * 1_000 });
}
