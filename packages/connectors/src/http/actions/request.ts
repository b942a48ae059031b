import {
  type ActionContext,
  defineAction,
  type Effect,
  Failure,
  FileRef,
  type FormPart,
  type HttpRequest,
  type HttpResponse,
} from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { statusFailure } from '../../shared/http/status-table.ts';
import { answerFile } from '../answer-file.ts';
import { callFields } from '../call-fields.ts';
import { hostIn, queryText } from '../request-fields.ts';

const output = Type.Object({
  status: Type.Integer(),
  headers: Type.Record(Type.String(), Type.String()),
  body: Type.Unknown({ description: 'Parsed when the answer is JSON, text when it is text, null when it is a file.' }),
  file: Type.Optional(FileRef),
});

export const request = defineAction({
  id: 'request',
  version: 1,
  title: { en: 'Call an address', fr: 'Appeler une adresse' },
  description: {
    en: 'Sends an HTTP request and gives its answer: status, headers, and body or file.',
    fr: 'Envoie une requête HTTP et donne sa réponse : statut, en-têtes et corps ou fichier.',
  },
  input: callFields,
  output,
  effect: requestEffect,
  async run(context, fields) {
    const call = await toRequest(context, fields);
    const response = await context.http.request(call);
    const { status, headers } = response;
    const expected = fields.expect?.includes(status) ?? (status >= 200 && status < 300);
    if (!expected) throw statusFailure({ response, method: call.method, from: hostIn(fields.url) });
    const file = await answerFile(context.files, fields, response);
    if (file !== undefined) return { status, headers, body: null, file };
    return { status, headers, body: bodyOf(response) };
  },
});

const bodyOf = ({ json, text }: HttpResponse) => (json === undefined ? text : json);

/** Decided from what the node says literally; a method that is only known per record cannot stay single. */
export function requestEffect(configured: Record<string, unknown>): Effect {
  const { method, idempotencyKeyHeader } = configured;
  if (method === 'GET' || method === 'HEAD') return 'read';
  if (typeof idempotencyKeyHeader === 'string' && idempotencyKeyHeader !== '') return 'key';
  return method === 'PUT' || method === 'DELETE' ? 'upsert' : 'none';
}

async function toRequest(
  { files, idempotencyKey }: ActionContext,
  fields: Static<typeof callFields>,
): Promise<HttpRequest> {
  const { method, url, query, json, form, text, file, parts, timeoutSeconds, idempotencyKeyHeader } = fields;
  const bodies = Object.entries({ json, form, text, file, parts }).filter(([, body]) => body !== undefined);
  if (bodies.length > 1) {
    throw new Failure('config', 'http.bodyNotOne', { fields: bodies.map(([name]) => name).join(', ') });
  }
  const headers: Record<string, string> = file === undefined ? {} : { 'content-type': file.type };
  for (const [name, value] of Object.entries(fields.headers ?? {})) headers[name.toLowerCase()] = value;
  if (idempotencyKeyHeader !== undefined && method !== 'GET' && method !== 'HEAD') {
    headers[idempotencyKeyHeader] = idempotencyKey;
  }
  return {
    method,
    url,
    headers,
    ...Object.fromEntries(bodies.filter(([name]) => name !== 'file' && name !== 'parts')),
    ...(file === undefined ? {} : { bytes: await files.get(file) }),
    ...(parts === undefined ? {} : { parts: await Promise.all(Object.entries(parts).map(partOf)) }),
    ...(query === undefined ? {} : { query: queryText(query) }),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1_000 }),
    maxBytes: 25 * 1_048_576,
  };

  async function partOf([name, value]: [string, string | FileRef]): Promise<FormPart> {
    if (typeof value === 'string') return { name, value };
    return { name, fileName: value.name, type: value.type, bytes: await files.get(value) };
  }
}
