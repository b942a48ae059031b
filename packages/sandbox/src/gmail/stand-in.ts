import type { FastifyInstance } from 'fastify';
import { installGate } from '../control/gate.ts';
import { googleRoutes } from '../google/call.ts';
import { googleAnswers, googleError } from '../google/errors.ts';
import type { World } from '../world.ts';
import { mailboxRoutes } from './mailbox.ts';
import { messageRoutes } from './messages.ts';
import { sendRoutes } from './send.ts';

const quota =
  "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com' for consumer 'project_number:1'.";

const answers = googleAnswers((retryAfter) => ({
  ...googleError(403, 'PERMISSION_DENIED', quota, { reason: 'rateLimitExceeded', domain: 'usageLimits' }),
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
}));

/** Gmail's API v1 under `/google/gmail/v1`, its uploads under `/google/upload/gmail/v1`. */
export function gmailStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'gmail', answers, stopping);
    // Room for the largest message in base64, so that what is too large gets Gmail's own answer.
    const bodyLimit = 52_428_800;
    const api = { vendor: 'gmail', under: ['/gmail/v1', '/upload/gmail/v1'], answers, bodyLimit } as const;
    googleRoutes(app, world, gate, api, [...sendRoutes, ...messageRoutes, ...mailboxRoutes]);
  };
}
