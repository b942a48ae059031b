import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSENT_MS } from '../../connections/consent/begin-consent.ts';

const nameFor = (publicUrl: string) => (publicUrl.startsWith('https:') ? '__Host-raccord-oauth' : 'raccord-oauth');

/** What tells one browser from another while it connects an account; undefined when it has none. */
export function readMark({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): string | undefined {
  const name = nameFor(publicUrl);
  const pair = (headers.cookie ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  const value = pair?.trim().slice(name.length + 1);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** Marks the browser for as long as a consent may take; one that has a mark keeps it, so that two accounts can be connected at once. */
export function giveMark(request: Pick<FastifyRequest, 'headers'>, reply: FastifyReply, publicUrl: string): string {
  const mark = readMark(request, publicUrl) ?? randomBytes(32).toString('base64url');
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  // Lax: the vendor sends the browser back from its own site.
  const rules = `Max-Age=${CONSENT_MS / 1_000}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  reply.header('set-cookie', `${nameFor(publicUrl)}=${mark}; ${rules}`);
  return mark;
}
