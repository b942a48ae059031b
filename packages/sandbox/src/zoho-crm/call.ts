import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { invalidModule, refuse, tooManyRequests } from './errors.ts';
import type { CrmModule, CrmState } from './state.ts';
import { crmTime } from './times.ts';

export type Fields = Record<string, unknown>;

/** One request to the stand-in, read and checked. */
export type CrmCall = {
  world: World;
  crm: CrmState;
  /** What stands in the path. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The JSON of the body; empty when there is none. */
  fields: Fields;
  /** A multipart body as it came. */
  multipart: { type: string; bytes: Buffer } | undefined;
  header(name: string): string | undefined;
  /** This moment as Zoho writes it. */
  time: string;
  /** Enters a write in the ledger. */
  effect(operation: string, id: string, key?: string | null): void;
};

export type RouteOptions = {
  /** What a token must be good for, e.g. `ZohoCRM.modules.READ`. */
  scope: string;
  credits?: (call: CrmCall) => number;
};
export type CrmRoutes = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: RouteOptions,
  handler: (call: CrmCall) => VendorAnswer | Promise<VendorAnswer>,
) => void;

/** Attachments may have 20 MB; what is more is to be refused by us and not by the web server. */
const bodyLimit = 26 * 1_048_576;

/** Gives the function with which the resources declare their routes: token, scope, limits and errors are done here. */
export function crmRoutes(app: FastifyInstance, world: World, gate: Gate): CrmRoutes {
  return (method, path, options, handler) => {
    app.route({
      method,
      url: `/crm/v8${path}`,
      bodyLimit,
      async handler(request, reply) {
        const { crm } = world;
        crm.underWay += 1;
        try {
          await gate.beforeWork(request);
          return sendAnswer(reply, await answerCall(request));
        } finally {
          crm.underWay -= 1;
        }
      },
    });

    async function answerCall(request: FastifyRequest): Promise<VendorAnswer> {
      try {
        const params = request.params as Record<string, string>;
        checkToken(world, request.headers.authorization, options.scope, params.module);
        const call = readCall(world, request, params);
        if (isTooMuch(call, options)) return tooManyRequests();
        return await handler(call);
      } catch (thrown) {
        return answerFor(thrown);
      }
    }
  };
}

export function moduleOf({ crm, params }: CrmCall, name = params.module ?? ''): CrmModule {
  return crm.modules.get(name) ?? invalidModule();
}

/** The list in `data`; every write of records carries one. */
export function dataOf({ fields }: CrmCall, most: number): Fields[] {
  const { data } = fields;
  if (!Array.isArray(data))
    refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: 'data', json_path: '$.data' });
  if (data.length === 0) refuse(400, 'INVALID_DATA', 'body', { api_name: 'data', json_path: '$.data' });
  if (data.length > most) {
    refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', { limit: most, json_path: '$.data', api_name: 'data' });
  }
  return data.map((item: unknown) => (typeof item === 'object' && item !== null ? (item as Fields) : {}));
}

function readCall(world: World, request: FastifyRequest, params: Record<string, string>): CrmCall {
  const mark = request.url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
  const type = request.headers['content-type'] ?? '';
  const body = typeof request.body === 'string' ? request.body : '';
  return {
    world,
    crm: world.crm,
    params,
    query,
    fields: type.startsWith('multipart/') ? {} : readJson(body),
    multipart: Buffer.isBuffer(request.body) ? { type, bytes: request.body } : undefined,
    header(name) {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    time: crmTime(world.now()),
    effect: (operation, id, key = null) =>
      world.effects.record({ at: world.now(), vendor: 'zoho-crm', operation, id, key, body }),
  };
}

function readJson(body: string): Fields {
  if (body === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Fields;
  } catch {
    // Falls through to the refusal.
  }
  return refuse(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
}

function isTooMuch(call: CrmCall, { credits }: RouteOptions): boolean {
  const { crm, world } = call;
  if (crm.atOnce !== undefined && crm.underWay > crm.atOnce) return true;
  if (world.limits.take('zoho-crm', 'organization', world.now()) !== undefined) return true;
  if (crm.creditsLeft === undefined) return false;
  const cost = credits?.(call) ?? 1;
  if (crm.creditsLeft < cost) return true;
  crm.creditsLeft -= cost;
  return false;
}

function checkToken(world: World, authorization: string | undefined, scope: string, module: string | undefined): void {
  const match = /^Zoho-oauthtoken (\S+)$/i.exec(authorization ?? '');
  const token = match === null ? undefined : world.accounts.accessTokens.get(match[1]!);
  if (token === undefined || token.expiresAt <= world.now()) refuse(401, 'INVALID_TOKEN', 'invalid oauth token');
  const granted = world.accounts.scopesOf(token);
  if (granted === undefined || isGranted(granted, scope, module)) return;
  refuse(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
}

/** `ZohoCRM.modules.READ` is in it, or in `ZohoCRM.modules.ALL`, or, for one module, in `ZohoCRM.modules.leads.READ`. */
function isGranted(granted: readonly string[], scope: string, module: string | undefined): boolean {
  const [service = '', group = '', ...rest] = scope.split('.');
  const verb = rest.pop() ?? '';
  const fitting = [scope, [service, group, ...rest, 'ALL'].join('.'), `${service}.${group}.ALL`];
  if (group === 'modules' && module !== undefined) {
    fitting.push(`${service}.${group}.${module}.${verb}`, `${service}.${group}.${module}.ALL`);
  }
  const wanted = new Set(fitting.map((name) => name.toLowerCase()));
  return granted.some((name) => wanted.has(name.toLowerCase()));
}
