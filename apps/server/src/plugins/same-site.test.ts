import { expect, it } from 'vitest';
import { fromThisSite } from './same-site.ts';

const cookie = 'raccord=x';
it.each([
  ['our page', { 'sec-fetch-site': 'same-origin', cookie }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', cookie }, false],
  ['a sister domain', { 'sec-fetch-site': 'same-site', cookie }, false],
  ['a link typed in', { 'sec-fetch-site': 'none', cookie }, false],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'http://here:4000' }, false],
  ['our host, plain http', { origin: 'http://here:4000', cookie }, true],
  ['our public address', { origin: 'https://raccord.example.com', cookie }, true],
  ['another port', { origin: 'http://here:4001', cookie }, false],
  ['a page without an origin', { origin: 'null', cookie }, false],
  ['no browser, with a session', { cookie }, false],
  ['no browser, no session', {}, true],
])('%s', (_, headers, expected) => {
  const request = { headers, protocol: 'http' as const, host: 'here:4000' };
  expect(fromThisSite(request, 'https://raccord.example.com/base')).toBe(expected);
});
