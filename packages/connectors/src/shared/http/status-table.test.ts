import type { HttpResponse } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';
import { statusFailure, statusTable } from './status-table.ts';

const response = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  json: undefined,
  bytes: Buffer.from('no'),
  text: 'no',
});
const now = Date.parse('2026-11-20T10:00:00Z');

describe('statusFailure', () => {
  it.each([
    [400, 'input'],
    [401, 'auth'],
    [403, 'config'],
    [404, 'missing'],
    [408, 'transient'],
    [409, 'duplicate'],
    [413, 'tooLarge'],
    [415, 'config'],
    [422, 'input'],
    [429, 'rateLimited'],
    [302, 'config'],
    [500, 'transient'],
    [504, 'transient'],
  ])('%i is %s', (status, kind) => {
    expect(statusFailure({ response: response(status), method: 'POST', from: 'x' })).toMatchObject({ kind });
  });

  it('is uncertain for a write that met a 5xx, not for a read nor for a refusal', () => {
    const uncertain = (status: number, method: 'GET' | 'POST') =>
      statusFailure({ response: response(status), method, from: 'x' }).uncertain;
    expect([uncertain(500, 'POST'), uncertain(500, 'GET'), uncertain(422, 'POST')]).toEqual([true, false, false]);
  });

  it('tells a scope that was not granted, where the other side says so', () => {
    const challenge = { 'www-authenticate': 'Bearer realm="x", error="insufficient_scope", scope="contacts.write"' };
    expect(statusFailure({ response: response(403, challenge), method: 'GET', from: 'x' })).toMatchObject({
      kind: 'config',
      code: 'oauth.scopeMissing',
      params: { needed: 'contacts.write' },
    });
    const other = { 'www-authenticate': 'Bearer realm="x", error="invalid_token"' };
    expect(statusFailure({ response: response(403, other), method: 'GET', from: 'x' }).code).toBe('http.forbidden');
  });

  it('takes a connector’s own rows, the wait and the vendor’s words', () => {
    const table = { ...statusTable, 409: { kind: 'transient', code: 'http.serverError' } } as const;
    const busy = response(409, { 'retry-after': '7' });
    expect(statusFailure({ response: busy, method: 'POST', from: 'x', message: 'busy', table })).toMatchObject({
      kind: 'transient',
      retryAfterMs: 7_000,
      params: { from: 'x', status: 409, message: 'busy' },
    });
  });
});

describe('retryAfterMs', () => {
  it.each([
    [{}, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '999999999' }, 86_400_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:05 GMT' }, 5_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, 0],
  ])('%o', (headers: Record<string, string>, wait) => {
    expect(retryAfterMs(headers, now)).toBe(wait);
  });
});
