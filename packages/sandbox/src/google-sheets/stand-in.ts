import type { FastifyInstance } from 'fastify';
import { installGate } from '../control/gate.ts';
import { googleRoutes } from '../google/call.ts';
import { googleAnswers, googleError } from '../google/errors.ts';
import type { World } from '../world.ts';
import { structureRoutes } from './structure.ts';
import { valueRoutes } from './values.ts';

const quota =
  "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'.";

const answers = googleAnswers((retryAfter) => ({
  ...googleError(429, 'RESOURCE_EXHAUSTED', quota, {
    detail: {
      reason: 'RATE_LIMIT_EXCEEDED',
      metadata: { quota_limit: 'ReadRequestsPerMinutePerUser', service: 'sheets.googleapis.com' },
    },
  }),
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
}));

/** Google Sheets' API v4 under `/google/v4`. */
export function googleSheetsStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'google-sheets', answers, stopping);
    const api = { vendor: 'google-sheets', under: ['/v4'], answers } as const;
    googleRoutes(app, world, gate, api, [...valueRoutes, ...structureRoutes]);
  };
}
