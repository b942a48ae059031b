import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { listPage, listParams } from './lists.ts';
import type { StripeEvent } from './objects.ts';
import { inRange } from './params.ts';

/** Events are kept this long (stripe.md §4). */
const keptSeconds = 30 * 86_400;

export function eventRoutes(route: StripeRoutes): void {
  route(
    'GET',
    '/v1/events',
    { ...listParams, type: 'string', types: 'strings', created: 'range', delivery_success: 'boolean' },
    ({ params, world, now }) => {
      const { events, undelivered } = world.stripe;
      if (params.type !== undefined && params.types !== undefined) {
        invalid('You may only specify one of these parameters: type, types.', 'types');
      }
      if (params.types !== undefined && params.types.length > 20) {
        invalid('You may pass up to 20 event types.', 'types');
      }
      const wanted = typeFilter(params.type, params.types);
      const matches = (event: StripeEvent) =>
        event.created > now - keptSeconds &&
        wanted(event.type) &&
        inRange(event.created, params.created) &&
        (params.delivery_success === undefined || undelivered.has(event.id) !== params.delivery_success);
      return listPage('event', '/v1/events', events, params, matches);
    },
  );

  route('GET', '/v1/events/:id', {}, ({ id, world, now }) => {
    const event = world.stripe.events.get(id);
    return event !== undefined && event.created > now - keptSeconds ? event : noSuch('event', id, 'id');
  });
}

function typeFilter(type: string | undefined, types: string[] | undefined): (type: string) => boolean {
  if (types !== undefined) {
    const set = new Set(types);
    return (candidate) => set.has(candidate);
  }
  if (type === undefined) return () => true;
  return type.endsWith('*')
    ? (candidate) => candidate.startsWith(type.slice(0, -1))
    : (candidate) => candidate === type;
}
