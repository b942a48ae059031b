import type { FastifyRequest } from 'fastify';

/**
 * Whether a request that changes something comes from our own pages. Browsers say where it comes from in `Sec-Fetch-Site` (on
 * https and localhost) and in `Origin` (always, on such requests); one that says neither is no browser of today, and is refused
 * when it brings a session.
 */
export function fromThisSite(
  request: Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>,
  publicUrl: string,
): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = request.headers;
  if (origin === undefined) return request.headers.cookie === undefined;
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`;
}
