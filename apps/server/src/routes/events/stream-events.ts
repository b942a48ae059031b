import { Failure } from '@raccord/contract';
import { streamEvents } from '../../events/event-stream.ts';
import { endpoint } from '../endpoint.ts';

export const streamEventsRoute = endpoint({
  method: 'GET',
  url: '/api/events',
  access: 'viewer',
  summary: 'Live events (text/event-stream): hints that something changed; `resync` when some may have been missed',
  async handle({ deps, principal, reply }) {
    if (deps.events.isFull()) throw new Failure('rateLimited', 'server.tooManyListeners', {}, { retryAfterMs: 10_000 });
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies of the nginx family would otherwise hold events back.
      'x-accel-buffering': 'no',
    });
    await streamEvents(deps.events, principal.workspaceId, reply.raw);
  },
});
