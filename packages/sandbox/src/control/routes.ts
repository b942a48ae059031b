import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { isVendor, type Vendor, vendors } from '../stand-ins.ts';
import type { World } from '../world.ts';
import { actionRoutes } from './action-routes.ts';
import { type BodyReader, readBody, refuseBody } from './body.ts';
import { type FaultSpec, faultKinds } from './faults.ts';
import { sendAnswer } from './gate.ts';
import { vendorLimits } from './rate-limits.ts';
import { Refusal } from './vendor.ts';

const mostRows = 500;
const mostSearched = 20_000;

/** What people and tests use to look inside and to make trouble. Not part of any vendor. */
export function controlRoutes(
  world: World,
  reset: (seed?: 'demo' | 'empty', only?: Vendor | 'mail') => void,
): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.setErrorHandler((error, _request, reply) => {
      if (error instanceof Refusal) return sendAnswer(reply, error.answer);
      throw error;
    });

    app.addHook('onRequest', async (request) => refuseStrangers(world, request.headers));

    app.get('/health', () => ({ ok: true }));

    app.get('/state', () =>
      Object.fromEntries(vendorStates(world).map(([vendor, state]) => [vendor, summary(state.tables())])),
    );
    app.get<{ Params: { vendor: string } }>('/state/:vendor', (request) => {
      const tables = tablesOf(world, request.params.vendor);
      return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows].slice(0, mostRows)]));
    });
    app.get<{ Params: { vendor: string; table: string } }>('/state/:vendor/:table', (request) => {
      const { vendor, table } = request.params;
      const tables = tablesOf(world, vendor);
      const rows = Object.hasOwn(tables, table) ? tables[table] : undefined;
      if (rows === undefined) return refuseBody(`"${vendor}" has no table "${table}".`);
      return pageOf([...rows], new URL(request.url, 'http://sandbox').searchParams);
    });

    app.post('/reset', (request) => {
      const seed = readBody(request.body).optional('seed', 'string');
      if (seed !== undefined && seed !== 'demo' && seed !== 'empty') refuseBody('`seed` is "demo" or "empty".');
      const only = readBody(request.body).optional('vendor', 'string');
      if (only !== undefined && only !== 'mail' && !isVendor(only))
        refuseBody(`There is no stand-in called "${only}".`);
      reset(seed, only as Vendor | 'mail' | undefined);
      return { ok: true };
    });

    app.get('/calls', (request) => {
      const { vendor, limit } = filterFrom(request.url);
      return { in: world.calls.list({ ...vendor, ...limit }), out: world.deliveries.list({ ...vendor, ...limit }) };
    });

    app.get('/effects', (request) => {
      const query = new URL(request.url, 'http://sandbox').searchParams;
      const filter = {
        ...filterFrom(request.url).vendor,
        ...some(query, 'operation'),
        ...some(query, 'key'),
        ...some(query, 'marker'),
      };
      const effects = world.effects.list(filter);
      return {
        count: effects.length,
        forgotten: world.effects.forgotten,
        byKey: Object.fromEntries(world.effects.countByKey(filter)),
        effects: effects.slice(-mostRows),
      };
    });

    app.get('/faults', () => ({ faults: world.faults.list() }));
    app.post('/faults', (request) => ({ fault: world.faults.add(readFault(readBody(request.body))) }));
    app.delete('/faults', (request) => {
      const id = new URL(request.url, 'http://sandbox').searchParams.get('id');
      world.faults.clear({ ...filterFrom(request.url).vendor, ...(id === null ? {} : { id: Number(id) }) });
      return { faults: world.faults.list() };
    });

    app.get('/rate-limits', () => ({ limits: world.limits.list() }));
    app.post('/rate-limits', (request) => {
      const body = readBody(request.body);
      const vendor = readVendor(body);
      const limit = body.optional('limit', 'number');
      const windowMs = body.optional('windowMs', 'number') ?? vendorLimits[vendor].windowMs;
      if (body.optional('off', 'boolean') === true) world.limits.set(vendor, undefined);
      else world.limits.set(vendor, limit === undefined ? vendorLimits[vendor] : { limit, windowMs });
      return { limits: world.limits.list() };
    });

    actionRoutes(app, world);
  };
}

/** A page from elsewhere in somebody's browser must not drive the sandbox, nor one that made its own name point here. */
function refuseStrangers(world: World, headers: IncomingHttpHeaders): void {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const known = ['127.0.0.1', 'localhost', new URL(world.baseUrl()).hostname];
  if (known.includes(host) && headers['sec-fetch-site'] !== 'cross-site') return;
  throw new Refusal({ status: 403, body: { error: 'The control routes answer only to their own address.' } });
}

type Shown = { tables(): Record<string, Iterable<object>> };

function vendorStates(world: World): [Vendor | 'mail', Shown][] {
  const all: [Vendor | 'mail', Shown][] = vendors.flatMap(([vendor, { holds }]) =>
    holds === undefined ? [] : [[vendor, world[holds]]],
  );
  return world.mail === undefined ? all : [...all, ['mail', world.mail]];
}

function tablesOf(world: World, vendor: string): Record<string, Iterable<object>> {
  const state = vendorStates(world).find(([known]) => known === vendor)?.[1];
  return state === undefined ? refuseBody(`There is no stand-in called "${vendor}".`) : state.tables();
}

/** Some rows of a table. With `search`, those that hold the words anywhere; the newest `mostSearched` are looked through. */
function pageOf(
  rows: object[],
  query: URLSearchParams,
): { total: number; found: number; all: boolean; rows: object[] } {
  const words = query.get('search')?.toLowerCase() ?? '';
  const whole = (name: string, otherwise: number) => {
    const value = Number(query.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 ? value : refuseBody(`\`${name}\` is not a whole number.`);
  };
  const offset = whole('offset', 0);
  const limit = Math.min(whole('limit', 50), mostRows);
  const found =
    words === ''
      ? rows
      : rows.slice(0, mostSearched).filter((row) => JSON.stringify(row).toLowerCase().includes(words));
  const all = words === '' || rows.length <= mostSearched;
  return { total: rows.length, found: found.length, all, rows: found.slice(offset, offset + limit) };
}

function summary(tables: Record<string, Iterable<object>>): Record<string, number> {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows].length]));
}

function readFault(body: BodyReader): FaultSpec {
  const kind = body.required('fault', 'string');
  const fault = faultKinds.find((known) => known === kind);
  if (fault === undefined) return refuseBody(`There is no fault "${kind}". There are: ${faultKinds.join(', ')}.`);
  const spec: FaultSpec = { vendor: readVendor(body), fault };
  for (const name of ['status', 'retryAfterSeconds', 'delayMs', 'times', 'rate', 'seed'] as const) {
    const value = body.optional(name, 'number');
    if (value !== undefined) spec[name] = value;
  }
  const match = body.hash('match');
  if (match === undefined) return spec;
  const [method, path] = [match.optional('method', 'string'), match.optional('path', 'string')];
  return { ...spec, match: { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) } };
}

function readVendor(body: BodyReader): Vendor {
  const vendor = body.required('vendor', 'string');
  return isVendor(vendor) ? vendor : refuseBody(`There is no stand-in called "${vendor}".`);
}

function filterFrom(url: string): { vendor: { vendor?: Vendor }; limit: { limit?: number } } {
  const query = new URL(url, 'http://sandbox').searchParams;
  const vendor = query.get('vendor');
  if (vendor !== null && !isVendor(vendor)) refuseBody(`There is no stand-in called "${vendor}".`);
  const limit = Number(query.get('limit'));
  return { vendor: vendor === null ? {} : { vendor }, limit: Number.isInteger(limit) && limit > 0 ? { limit } : {} };
}

function some<N extends string>(query: URLSearchParams, name: N): { [K in N]?: string } {
  const value = query.get(name);
  return (value === null ? {} : { [name]: value }) as { [K in N]?: string };
}
