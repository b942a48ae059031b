import type { VendorAnswer } from '../control/vendor.ts';
import type { World } from '../world.ts';
import type { CrmCall, CrmRoutes, Fields } from './call.ts';
import { type ErrorItem, errorItem, refuse } from './errors.ts';
import { positive } from './lists.ts';
import { crmTime, readCrmTime } from './times.ts';

/** Somebody who wants to be told. */
export type Channel = {
  channel_id: string;
  notify_url: string;
  /** `Contacts.create`, `.edit`, `.delete`, `.all`. */
  events: string[];
  token: string | null;
  expiresAt: number;
};

const weekMs = 7 * 86_400_000;
const hourMs = 3_600_000;
const mostChannels = 10;
const verbs = { insert: 'create', update: 'edit', delete: 'delete' } as const;
const scope = 'ZohoCRM.notifications.ALL';

export function channelRoutes(route: CrmRoutes): void {
  route('POST', '/actions/watch', { scope }, (call) => writeChannels(call, 'subscribe'));
  route('PUT', '/actions/watch', { scope }, (call) => writeChannels(call, 'replace'));
  route('PATCH', '/actions/watch', { scope }, (call) => writeChannels(call, 'change'));

  route('DELETE', '/actions/watch', { scope }, ({ crm, query, effect }) => {
    const ids = query.get('channel_ids')?.split(',');
    if (ids === undefined)
      refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: 'channel_ids' });
    const watch = ids.map((channel_id) => {
      if (!crm.channels.delete(channel_id)) return notSubscribed(channel_id);
      effect('channels.delete', channel_id);
      return succeeded('Successfully un-subscribed from actions-watch', {
        resource_uri: 'all',
        resource_id: 'all',
        channel_id,
      });
    });
    return answer(watch, 200);
  });

  route('GET', '/actions/watch', { scope }, ({ crm, query, world }) => {
    const perPage = positive(query, 'per_page', 200, 200);
    const [id, module] = [query.get('channel_id'), query.get('module')];
    const live = [...crm.channels.values()].filter(({ expiresAt }) => expiresAt > world.now());
    const watch = live.flatMap((channel) =>
      channel.events
        .filter((event) => module === null || event.startsWith(`${module}.`))
        .filter(() => id === null || channel.channel_id === id)
        .map((event) => ({
          ...shownEvent(world, channel, event),
          notify_url: channel.notify_url,
          token: channel.token,
        })),
    );
    if (watch.length === 0) return { status: 204, body: '' };
    const shown = watch.slice(0, perPage);
    const info = { per_page: perPage, page: 1, count: shown.length, more_records: watch.length > perPage };
    return { status: 200, body: { watch: shown, info } };
  });
}

/** Tells every channel that watches; only ids go out, and nothing is signed (zoho-crm.md §5). */
export function notify(
  world: World,
  module: string,
  operation: 'insert' | 'update' | 'delete',
  ids: readonly string[],
): void {
  for (const channel of world.crm.channels.values()) {
    const watched = channel.events.some(
      (event) => event === `${module}.${verbs[operation]}` || event === `${module}.all`,
    );
    if (!watched || channel.expiresAt <= world.now()) continue;
    const body = JSON.stringify({
      server_time: world.now(),
      query_params: Object.fromEntries(new URL(channel.notify_url).searchParams),
      module,
      resource_uri: `${world.baseUrl()}/zoho/crm/v8/${module}`,
      ids,
      affected_fields: [],
      operation,
      channel_id: channel.channel_id,
      token: channel.token,
    });
    const copies = world.faults.duplicates('zoho-crm') ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      world.deliveries.send({
        vendor: 'zoho-crm',
        eventId: `${channel.channel_id}-${operation}-${ids[0]}`,
        eventType: `${module}.${verbs[operation]}`,
        url: channel.notify_url,
        body,
        headers: () => ({}),
      });
    }
  }
}

function writeChannels(call: CrmCall, how: 'subscribe' | 'replace' | 'change'): VendorAnswer {
  const { watch } = call.fields;
  if (!Array.isArray(watch) || watch.length === 0) {
    return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'watch', json_path: '$.watch' });
  }
  if (watch.length > mostChannels) refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', { limit: mostChannels });
  const items = watch.map((item: unknown, index) => writeChannel(call, (item ?? {}) as Fields, index, how));
  return answer(items, how === 'subscribe' ? 201 : 200);
}

type Item = ErrorItem | ReturnType<typeof succeeded>;

function writeChannel(call: CrmCall, fields: Fields, index: number, how: 'subscribe' | 'replace' | 'change'): Item {
  const { world, crm } = call;
  const wrong = (api_name: string, code = 'INVALID_DATA', message = 'invalid data') =>
    errorItem(code, message, { api_name, json_path: `$.watch[${index}].${api_name}` });
  const id = String(fields.channel_id ?? '');
  if (!/^\d{1,19}$/.test(id)) return wrong('channel_id', 'MANDATORY_NOT_FOUND', 'required field not found');
  const known = crm.channels.get(id);
  const live = known !== undefined && known.expiresAt > world.now();
  if (how !== 'subscribe' && !live) return notSubscribed(id);
  const before = how === 'change' ? known : undefined;
  const url = String(fields.notify_url ?? before?.notify_url ?? '');
  if (!URL.canParse(url) || !/^https?:/.test(url)) return wrong('notify_url');
  const events = Array.isArray(fields.events) ? fields.events.map(String) : (before?.events ?? []);
  const unknown = (event: string) =>
    !/^\w+\.(create|edit|delete|all)$/.test(event) || !crm.modules.has(event.split('.')[0]!);
  if (events.length === 0 || events.some(unknown)) return wrong('events');
  const token = fields.token === undefined ? (before?.token ?? null) : String(fields.token);
  if (token !== null && token.length > 50) return wrong('token');
  const asked = readCrmTime(fields.channel_expiry);
  const now = world.now();
  const channel: Channel = {
    channel_id: id,
    notify_url: url,
    events,
    token,
    // No expiry, or one more than a week away, means an hour.
    expiresAt: asked === undefined || asked - now > weekMs || asked <= now ? now + hourMs : asked,
  };
  crm.channels.set(id, channel);
  call.effect(how === 'subscribe' ? 'channels.create' : 'channels.update', id);
  const message =
    how === 'subscribe'
      ? 'Successfully subscribed for actions-watch of the given module'
      : 'Successfully updated the subscribe details';
  return succeeded(message, { events: events.map((event) => shownEvent(world, channel, event)) });
}

function shownEvent(world: World, channel: Channel, event: string) {
  const name = event.split('.')[0]!;
  return {
    channel_expiry: crmTime(channel.expiresAt),
    resource_uri: `${world.baseUrl()}/zoho/crm/v8/${name}`,
    resource_id: world.crm.modules.get(name)?.id ?? '',
    resource_name: name,
    channel_id: channel.channel_id,
    notification_condition: [],
  };
}

function notSubscribed(channel_id: string): ErrorItem {
  return errorItem('NOT_SUBSCRIBED', 'There is no channel for the given id', { channel_id });
}

function succeeded(message: string, details: Record<string, unknown>) {
  return { code: 'SUCCESS' as const, details, message, status: 'success' as const };
}

function answer(watch: Item[], status: number): VendorAnswer {
  return { status: watch.every((item) => item.status === 'success') ? status : 202, body: { watch } };
}
