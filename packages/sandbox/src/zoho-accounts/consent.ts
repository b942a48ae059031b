import type { FastifyInstance } from 'fastify';
import { sendAnswer } from '../control/gate.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { zohoClient } from './state.ts';

const codeMs = 120_000;

/** The page on which a person lets the client in: a plain form, and a redirect with the code. */
export function consentRoutes(app: FastifyInstance, world: World): void {
  app.get('/oauth/v2/auth', (request, reply) => {
    const params = new URL(request.url, 'http://sandbox').searchParams;
    const problem = problemWith(world, params);
    const page = problem === undefined ? consentPage(params) : `<p>${escapeHtml(problem)}</p>`;
    return sendAnswer(reply, {
      status: problem === undefined ? 200 : 400,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" },
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Zoho (sandbox)</title><body>${page}</body></html>`,
    });
  });

  app.post('/oauth/v2/auth', (request, reply) => {
    const params = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const problem = problemWith(world, params);
    if (problem !== undefined) return sendAnswer(reply, { status: 400, body: problem });
    const target = new URL(params.get('redirect_uri')!);
    if (params.get('state') !== null) target.searchParams.set('state', params.get('state')!);
    if (params.get('decision') === 'accept') {
      const code = `1000.${randomToken(32)}.${randomToken(32)}`;
      world.accounts.codes.set(code, {
        redirectUri: params.get('redirect_uri')!,
        offline: params.get('access_type') === 'offline',
        expiresAt: world.now() + codeMs,
      });
      target.searchParams.set('code', code);
      target.searchParams.set('location', 'eu');
      target.searchParams.set('accounts-server', `${world.baseUrl()}/zoho`);
    } else target.searchParams.set('error', 'access_denied');
    return reply.redirect(target.href, 302);
  });
}

function problemWith(world: World, params: URLSearchParams): string | undefined {
  if (params.get('client_id') !== zohoClient.clientId) return 'ERROR_invalid_client';
  if (params.get('response_type') !== 'code') return 'ERROR_invalid_response_type';
  const redirect = params.get('redirect_uri') ?? '';
  if (!URL.canParse(redirect) || !isOurs(world, new URL(redirect))) return 'ERROR_invalid_redirect_uri';
  return undefined;
}

/** A code goes to this machine or to the sandbox's own host, and nowhere else. */
function isOurs(world: World, redirect: URL): boolean {
  const hosts = ['127.0.0.1', 'localhost', '[::1]', new URL(world.baseUrl()).hostname];
  return ['http:', 'https:'].includes(redirect.protocol) && hosts.includes(redirect.hostname);
}

function consentPage(params: URLSearchParams): string {
  const kept = ['client_id', 'response_type', 'redirect_uri', 'state', 'access_type', 'scope'];
  const fields = kept
    .filter((name) => params.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(params.get(name)!)}">`);
  return `<h1>Zoho (sandbox)</h1><p>Raccord would like: ${escapeHtml(params.get('scope') ?? '')}</p>
<form method="post">${fields.join('')}<button name="decision" value="accept">Accept</button> <button name="decision" value="reject">Reject</button></form>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
