import { Readable } from 'node:stream';
import type { Failure } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TinyServer, tinyServer } from '../../testing/tiny-server.ts';
import { createHttpClient } from '../http/client.ts';
import { gmailApi, sheetsApi } from './apis.ts';
import { callGoogle, type GoogleCall } from './client.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());

const signal = new AbortController();
const context = () => ({
  endpoints: { api: server.url },
  http: createHttpClient({
    allowPrivate: () => true,
    allowedHosts: [new URL(server.url).host],
    auth: (headers) => {
      headers.authorization = 'Bearer ya29.token';
    },
    signal: signal.signal,
  }),
});
const call = (more: Partial<GoogleCall> = {}): GoogleCall => ({
  from: 'Google Sheets',
  rootUrl: `${server.url}/google`,
  scopes: ['https://www.googleapis.com/auth/spreadsheets'],
  ...more,
});
async function get(more: Partial<GoogleCall> = {}): Promise<unknown> {
  const api = await sheetsApi();
  return callGoogle(context(), call(more), (options) =>
    api.spreadsheets.values.get({ spreadsheetId: 'a/../b', range: "'Mon onglet/é'!A1:B" }, options),
  );
}
async function clear(more: Partial<GoogleCall> = {}): Promise<unknown> {
  const api = await sheetsApi();
  return callGoogle(context(), call(more), (options) =>
    api.spreadsheets.values.clear({ spreadsheetId: 's', range: 'A1', requestBody: {} }, options),
  );
}
const failureOf = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => expect.unreachable(),
    (error) => error,
  );

it('goes to the address of the connection with its credentials, and no part of an id becomes a path', async () => {
  server.answer = () => ({ json: { values: [[1]] } });
  expect(await get()).toEqual({ values: [[1]] });
  const { path, headers } = server.seen.at(-1)!;
  expect(path).toBe('/google/v4/spreadsheets/a%2F..%2Fb/values/%27Mon%20onglet%2F%C3%A9%27%21A1%3AB');
  expect(headers.authorization).toBe('Bearer ya29.token');
});

it('uploads go there too, as they are', async () => {
  server.answer = () => ({ json: { id: 'm' } });
  const api = await gmailApi();
  const media = { mimeType: 'message/rfc822', body: Readable.from([Buffer.from('Subject: é\r\n\r\nx')]) };
  await callGoogle(context(), call(), (options) =>
    api.users.messages.send({ userId: 'me', requestBody: { threadId: 't' }, media }, options),
  );
  const { path, headers, body } = server.seen.at(-1)!;
  expect(path).toBe('/google/upload/gmail/v1/users/me/messages/send');
  expect(headers['content-type']).toMatch(/^multipart\/related; boundary=/);
  expect(body).toContain('{"threadId":"t"}');
  expect(body).toContain('Subject: é\r\n\r\nx');
});

it('never tries again by itself', async () => {
  server.answer = () => ({ status: 503, json: {} });
  const before = server.seen.length;
  await failureOf(get());
  expect(server.seen.length).toBe(before + 1);
});

describe('an answer that cannot be used', () => {
  it.each([
    ['cut off', { text: '{"values":[[1', headers: { 'content-type': 'application/json' } }],
    ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }],
    ['nothing', { text: '', headers: { 'content-type': 'application/json' } }],
    ['a list', { json: [] }],
  ])('%s', async (_name, answer) => {
    server.answer = () => answer;
    expect(await failureOf(get())).toMatchObject({
      code: 'http.answerUnreadable',
      kind: 'transient',
      uncertain: false,
    });
    expect(await failureOf(clear())).toMatchObject({ code: 'http.answerUnreadable', uncertain: true });
  });

  it('nothing is a success where it may be', async () => {
    server.answer = () => ({ status: 204, text: '' });
    expect(await clear({ mayBeEmpty: true })).toEqual({});
  });

  it('a lost answer leaves a write in doubt', async () => {
    server.answer = () => ({ drop: true });
    expect(await failureOf(clear())).toMatchObject({ code: 'http.connectionLost', uncertain: true });
  });
});

const error = (code: number, more: object) => ({ status: code, json: { error: { code, message: 'said', ...more } } });
const reason = (name: string) => ({ errors: [{ domain: 'usageLimits', reason: name }] });
const detail = (name: string) => ({ details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: name }] });

it.each([
  ['401', error(401, reason('authError')), 'auth', 'http.unauthorized'],
  ['403 rate', error(403, reason('rateLimitExceeded')), 'rateLimited', 'http.tooManyRequests'],
  ['403 user rate', error(403, reason('userRateLimitExceeded')), 'rateLimited', 'http.tooManyRequests'],
  ['403 day', error(403, reason('dailyLimitExceeded')), 'rateLimited', 'google.dayLimit'],
  ['429', error(429, detail('RATE_LIMIT_EXCEEDED')), 'rateLimited', 'http.tooManyRequests'],
  ['403 scope, old form', error(403, reason('insufficientPermissions')), 'config', 'google.scopeMissing'],
  ['403 scope, new form', error(403, detail('ACCESS_TOKEN_SCOPE_INSUFFICIENT')), 'config', 'google.scopeMissing'],
  ['403 API off', error(403, detail('SERVICE_DISABLED')), 'config', 'google.apiDisabled'],
  ['403 policy', error(403, reason('domainPolicy')), 'config', 'http.forbidden'],
  ['404', error(404, reason('notFound')), 'missing', 'http.notFound'],
  ['409', error(409, { status: 'ALREADY_EXISTS' }), 'duplicate', 'http.conflict'],
  ['412', error(412, reason('conditionNotMet')), 'duplicate', 'http.conflict'],
  ['500', error(500, {}), 'transient', 'http.serverError'],
  ['502 as a page', { status: 502, text: '<html>' }, 'transient', 'http.serverError'],
  ['an error of another kind', { status: 400, json: { error: 'invalid' } }, 'input', 'http.refused'],
])('%s', async (_name, answer, kind, code) => {
  server.answer = () => answer;
  expect(await failureOf(get())).toMatchObject({ kind, code });
});

describe('how long to wait', () => {
  it.each([
    ['as the header says', { headers: { 'retry-after': '7' } }, 'said', 7_000],
    ['as the sentence says', {}, `Retry after ${new Date(Date.now() + 120_000).toISOString()}`, 120_000],
    ['at most an hour', {}, 'User-rate limit exceeded.  Retry after 2099-01-01T00:00:00.000Z', 3_600_000],
  ])('%s', async (_name, more, message, expected) => {
    server.answer = () => ({ status: 429, json: { error: { code: 429, message } }, ...more });
    const { retryAfterMs } = await failureOf(get());
    expect(Math.abs(retryAfterMs! - expected)).toBeLessThan(2_000);
  });
});

it('an hour when the day is used up, and nothing when nobody says', async () => {
  server.answer = () => error(403, reason('dailyLimitExceeded'));
  expect((await failureOf(get())).retryAfterMs).toBe(3_600_000);
  server.answer = () => error(403, reason('rateLimitExceeded'));
  expect((await failureOf(get())).retryAfterMs).toBeUndefined();
});

it('names the scope that is lacking: Google’s own word for it first', async () => {
  server.answer = () => error(403, reason('insufficientPermissions'));
  expect((await failureOf(get())).params.needed).toBe('https://www.googleapis.com/auth/spreadsheets');
  const header = { 'www-authenticate': 'Bearer error="insufficient_scope", scope="https://example.org/auth/x"' };
  server.answer = () => ({ ...error(403, reason('insufficientPermissions')), headers: header });
  expect((await failureOf(get())).params.needed).toBe('https://example.org/auth/x');
});

it('a call that is called off ends as cancelled', async () => {
  server.answer = () => ({ json: {} });
  const off = new AbortController();
  off.abort();
  const http = createHttpClient({ allowPrivate: () => true, allowedHosts: ['127.0.0.1'], signal: off.signal });
  const api = await sheetsApi();
  const cancelled = callGoogle({ ...context(), http }, call(), (options) =>
    api.spreadsheets.get({ spreadsheetId: 's' }, options),
  );
  expect(await failureOf(cancelled)).toMatchObject({ code: 'http.cancelled' });
});
