import type { FastifyInstance, FastifyRequest } from 'fastify';
import { consentRoutes } from '../consent/consent-page.ts';
import { installGate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer } from '../control/vendor.ts';
import { randomToken } from '../ids.ts';
import { slackAnswers, slackError } from '../slack/call.ts';
import { slackApp } from '../slack/state.ts';
import type { World } from '../world.ts';
import { slackClient } from './state.ts';

const codeMs = 600_000;

/** Installing the app in the team: Slack's consent page under `/slack/oauth/v2` and the methods that give and take tokens. */
export function slackAccountsStandIn(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const gate = installGate(app, world, 'slack-accounts', slackAnswers, stopping);
    app.post('/api/oauth.v2.access', async (request, reply) => {
      await gate.beforeWork(request);
      return sendAnswer(reply, access(world, request));
    });
    app.post('/api/auth.revoke', async (request, reply) => {
      await gate.beforeWork(request);
      const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
      return sendAnswer(
        reply,
        world.slackAccounts.revoke(token)
          ? { status: 200, body: { ok: true, revoked: true } }
          : slackError('invalid_auth'),
      );
    });
    consentRoutes(app, world, {
      path: '/oauth/v2/authorize',
      vendor: 'Slack',
      granular: false,
      scopes: scopesOf,
      accounts: () => [slackApp.teamName],
      problem(params) {
        if (params.get('client_id') !== slackClient.clientId) return 'Invalid client_id parameter';
        if (scopesOf(params).length === 0) return 'Invalid permissions requested: missing scope';
        return undefined;
      },
      accepted(params, { scopes }) {
        const code = `${slackClient.clientId}.${randomToken(40)}`;
        const redirectUri = params.get('redirect_uri')!;
        world.slackAccounts.codes.set(code, { scopes, redirectUri, expiresAt: world.now() + codeMs });
        return { code };
      },
    });
  };
}

function access(world: World, request: FastifyRequest): VendorAnswer {
  const params = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const { clientId, clientSecret } = clientOf(request, params);
  if (clientId !== slackClient.clientId) return slackError('invalid_client_id');
  if (clientSecret !== slackClient.clientSecret) return slackError('bad_client_secret');
  const { codes, refreshTokens } = world.slackAccounts;
  if (params.get('grant_type') === 'refresh_token') {
    const refreshToken = params.get('refresh_token') ?? '';
    const grant = refreshTokens.get(refreshToken);
    refreshTokens.delete(refreshToken);
    return grant === undefined ? slackError('invalid_refresh_token') : granted(world, grant.scopes);
  }
  const code = codes.get(params.get('code') ?? '');
  codes.delete(params.get('code') ?? '');
  if (code === undefined || code.expiresAt < world.now()) return slackError('invalid_code');
  if (code.redirectUri !== params.get('redirect_uri')) return slackError('bad_redirect_uri');
  return granted(world, code.scopes);
}

function granted(world: World, scopes: string[]): VendorAnswer {
  const body = {
    ok: true,
    app_id: slackApp.appId,
    ...world.slackAccounts.issue(scopes),
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: slackApp.botUserId,
    team: { id: slackApp.teamId, name: slackApp.teamName },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: 'U0CAMILLE01' },
  };
  return { status: 200, body };
}

/** Slack takes the client from Basic authentication or from the form. */
function clientOf(request: FastifyRequest, params: URLSearchParams) {
  const basic = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return { clientId: params.get('client_id'), clientSecret: params.get('client_secret') };
  const [clientId, clientSecret] = Buffer.from(basic, 'base64').toString('utf8').split(':', 2);
  return { clientId, clientSecret };
}

function scopesOf(params: URLSearchParams): string[] {
  return (params.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
}
