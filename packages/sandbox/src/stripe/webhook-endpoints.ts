import { randomToken } from '../ids.ts';
import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { listPage, listParams } from './lists.ts';
import { newWebhookEndpoint, type StripeWebhookEndpoint } from './objects.ts';
import { mergeMetadata, required } from './params.ts';
import type { StripeState } from './state.ts';

const endpointLimit = 16;

export function webhookEndpointRoutes(route: StripeRoutes): void {
  route(
    'POST',
    '/v1/webhook_endpoints',
    {
      api_version: 'string',
      connect: 'boolean',
      description: 'string?',
      enabled_events: 'strings',
      metadata: 'metadata',
      url: 'string',
    },
    ({ params, world, now, effect }) => {
      if (world.stripe.webhookEndpoints.size >= endpointLimit) {
        invalid(`You have reached the maximum of ${endpointLimit} test webhook endpoints.`, 'url');
      }
      const url = readUrl(required(params.url, 'url'));
      const events = readEvents(required(params.enabled_events, 'enabled_events'));
      const endpoint = newWebhookEndpoint(now, url, events);
      endpoint.api_version = params.api_version ?? null;
      endpoint.description = params.description ?? null;
      endpoint.metadata = mergeMetadata({}, params.metadata);
      const secret = `whsec_${randomToken(32)}`;
      addEndpoint(world.stripe, endpoint, secret);
      effect('webhook_endpoints.create', endpoint.id);
      return { ...endpoint, secret };
    },
  );

  route('GET', '/v1/webhook_endpoints', listParams, ({ params, world }) =>
    listPage('webhook endpoint', '/v1/webhook_endpoints', world.stripe.webhookEndpoints, params),
  );

  route('GET', '/v1/webhook_endpoints/:id', {}, ({ id, world }) => endpointById(world.stripe, id));

  route(
    'POST',
    '/v1/webhook_endpoints/:id',
    { description: 'string?', disabled: 'boolean', enabled_events: 'strings', metadata: 'metadata', url: 'string' },
    ({ id, params, world, effect }) => {
      const before = endpointById(world.stripe, id);
      effect('webhook_endpoints.update', id);
      return world.stripe.webhookEndpoints.replace({
        ...before,
        description: params.description === undefined ? before.description : params.description,
        enabled_events: params.enabled_events === undefined ? before.enabled_events : readEvents(params.enabled_events),
        metadata: mergeMetadata(before.metadata, params.metadata),
        status: params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled',
        url: params.url === undefined ? before.url : readUrl(params.url),
      });
    },
  );

  route('DELETE', '/v1/webhook_endpoints/:id', {}, ({ id, world, effect }) => {
    endpointById(world.stripe, id);
    world.stripe.webhookEndpoints.remove(id);
    world.stripe.webhookSecrets.delete(id);
    effect('webhook_endpoints.delete', id);
    return { id, object: 'webhook_endpoint', deleted: true };
  });
}

export function addEndpoint(state: StripeState, endpoint: StripeWebhookEndpoint, secret: string): void {
  state.webhookEndpoints.insert(endpoint);
  state.webhookSecrets.set(endpoint.id, secret);
}

function endpointById(state: StripeState, id: string): StripeWebhookEndpoint {
  return state.webhookEndpoints.get(id) ?? noSuch('webhook endpoint', id, 'id');
}

function readUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    invalid('Invalid URL: An explicit scheme (such as https) must be provided.', 'url', 'url_invalid');
  }
  return url;
}

function readEvents(events: string[]): string[] {
  if (events.length === 0) invalid('Missing required param: enabled_events.', 'enabled_events', 'parameter_missing');
  events.forEach((event, position) => {
    if (event === '*' || /^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(event)) return;
    invalid(`Invalid enabled_events[${position}]: ${event} is not an event type.`, `enabled_events[${position}]`);
  });
  return events;
}
