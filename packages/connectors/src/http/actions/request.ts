import { defineAction, type Effect, Failure, type HttpRequest } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { statusFailure } from '../../shared/http/status-table.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

const input = Type.Object(
  {
    method: Type.Enum(methods, {
      title: 'Method',
      description: 'GET reads; POST creates; PUT replaces; DELETE removes.',
    }),
    url: Type.String({
      minLength: 1,
      maxLength: 8_192,
      title: 'Address',
      description: 'Complete, or relative to the base address of the connection.',
    }),
    query: Type.Optional(
      Type.Record(Type.String(), Type.Union([Scalar, Type.Array(Scalar)]), {
        title: 'Query',
        description: 'Appended to the address, encoded.',
      }),
    ),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: 'Headers',
        description: 'No credentials: they belong in the connection.',
      }),
    ),
    json: Type.Optional(Type.Unknown({ title: 'JSON body', description: 'Sent as application/json.' })),
    form: Type.Optional(
      Type.Record(Type.String(), Type.String(), { title: 'Form body', description: 'Sent as a web form.' }),
    ),
    text: Type.Optional(
      Type.String({
        title: 'Text body',
        description: 'Sent as it is; set the header `content-type` to say what it is.',
      }),
    ),
    expect: Type.Optional(
      Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), {
        title: 'Expected statuses',
        description: 'Any other status fails the record. Default: 200 to 299.',
      }),
    ),
    timeoutSeconds: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 300,
        default: 30,
        title: 'Time limit',
        description: 'Seconds for the whole exchange.',
      }),
    ),
    idempotencyKeyHeader: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        examples: ['Idempotency-Key'],
        title: 'Idempotency header',
        description:
          'Set it (usually `Idempotency-Key`) only if the other side takes each key once: then a retry never writes twice.',
      }),
    ),
  },
  { additionalProperties: false },
);

const output = Type.Object({
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String()),
  body: Type.Unknown({ description: 'Parsed when the answer is JSON, else text.' }),
});

export const request = defineAction({
  id: 'request',
  version: 1,
  title: { en: 'Call an address', fr: 'Appeler une adresse' },
  description: {
    en: 'Sends an HTTP request and gives its answer: status, headers, and body.',
    fr: 'Envoie une requête HTTP et donne sa réponse : statut, en-têtes et corps.',
  },
  input,
  output,
  effect: requestEffect,
  async run({ http, idempotencyKey }, fields) {
    const call = toRequest(fields, idempotencyKey);
    const response = await http.request(call);
    const { status, headers } = response;
    const expected = fields.expect?.includes(status) ?? (status >= 200 && status < 300);
    if (!expected) throw statusFailure({ response, method: call.method, from: hostIn(fields.url) });
    return { status, headers, body: response.json === undefined ? response.text : response.json };
  },
});

/** Decided from what the node says literally; a method that is only known per record cannot stay single. */
export function requestEffect(configured: Record<string, unknown>): Effect {
  const { method, idempotencyKeyHeader } = configured;
  if (method === 'GET' || method === 'HEAD') return 'read';
  if (typeof idempotencyKeyHeader === 'string' && idempotencyKeyHeader !== '') return 'key';
  return method === 'PUT' || method === 'DELETE' ? 'upsert' : 'none';
}

function toRequest(fields: Static<typeof input>, idempotencyKey: string): HttpRequest {
  const { method, url, query, json, form, text, timeoutSeconds, idempotencyKeyHeader } = fields;
  const bodies = Object.entries({ json, form, text }).filter(([, body]) => body !== undefined);
  if (bodies.length > 1) {
    throw new Failure('config', 'http.bodyNotOne', { fields: bodies.map(([name]) => name).join(', ') });
  }
  const headers = { ...fields.headers };
  if (idempotencyKeyHeader !== undefined && method !== 'GET' && method !== 'HEAD') {
    headers[idempotencyKeyHeader] = idempotencyKey;
  }
  return {
    method,
    url,
    headers,
    ...Object.fromEntries(bodies),
    ...(query === undefined ? {} : { query: asText(query) }),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1_000 }),
  };
}

function asText(query: NonNullable<Static<typeof input>['query']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function hostIn(url: string): string {
  return URL.parse(url)?.host ?? url.slice(0, 100);
}
