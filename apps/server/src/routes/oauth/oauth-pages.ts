import { createHash } from 'node:crypto';
import { describeFailure, type Failure } from '@raccord/contract';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { CALLBACK_PATH, START_PATH, startInBrowser } from '../../connections/consent/begin-consent.ts';
import { endConsent } from '../../connections/consent/end-consent.ts';
import type { Deps } from '../../deps.ts';
import { failureOf } from '../../plugins/errors.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { statusOf } from '../../plugins/status-table.ts';
import { giveMark, readMark } from './browser-mark.ts';
import { connectedPage, failedPage, oauthScript, oauthStyle } from './oauth-html.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; style-src ${hash(oauthStyle)}; script-src ${hash(oauthScript)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
/** As we make them; anything else is not looked up. */
const statePattern = /^[\w-]{43}$/;
const LONGEST_PARAM = 4_096;

/**
 * The two pages of connecting an account that a browser visits by itself: where a program's request begins, and where the vendor sends
 * people back to. Nothing that stands in the address is shown, and nobody is sent on to an address from outside.
 */
export const oauthPages: FastifyPluginAsync<{ deps: Deps }> = async (app, { deps }) => {
  const options = {
    config: { access: 'public' as const, rateLimit: { max: 60 } },
    schema: { hide: true },
    // What works once must not be used up by a look.
    exposeHeadRoute: false,
  };

  app.get(START_PATH, options, async (request, reply) => {
    try {
      const state = paramsOf(request).state ?? '';
      const mark = giveMark(request, reply, deps.publicUrl);
      const address = await startInBrowser(deps, statePattern.test(state) ? state : '', mark);
      return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(address, 302);
    } catch (thrown) {
      return refused(request, reply, failureOf(thrown));
    }
  });

  app.get(CALLBACK_PATH, options, async (request, reply) => {
    const { state = '', ...params } = paramsOf(request);
    try {
      const ended = await endConsent(deps, {
        state: statePattern.test(state) ? state : '',
        params,
        browser: readMark(request, deps.publicUrl),
        userId: await signedIn(deps, request),
      });
      if ('failure' in ended) return refused(request, reply, ended.failure, ended.connectionId);
      const language = preferredLanguage(request.headers['accept-language']);
      const { connectionId: id, name, missing, connected } = ended;
      const firstCall = connected.failure && { firstCall: describeFailure(connected.failure, language) };
      return html(reply, 200, connectedPage(language, { id, name, account: connected.account, missing, ...firstCall }));
    } catch (thrown) {
      return refused(request, reply, failureOf(thrown));
    }
  });

  function refused(request: FastifyRequest, reply: FastifyReply, failure: Failure, connectionId?: string) {
    // What we did not foresee is our bug, and is answered as everywhere.
    if (failure.kind === 'bug') throw failure;
    const language = preferredLanguage(request.headers['accept-language']);
    return html(
      reply,
      statusOf(failure),
      failedPage(language, describeFailure(failure.toData(), language), connectionId),
    );
  }
};

/** Each parameter once; what is odd or too long is as good as not there. */
function paramsOf({ url }: FastifyRequest): Record<string, string> {
  const { searchParams } = new URL(url, 'http://raccord');
  return Object.fromEntries(
    [...searchParams].filter(
      ([name, value]) => searchParams.getAll(name).length === 1 && value.length <= LONGEST_PARAM,
    ),
  );
}

async function signedIn({ people }: Deps, { headers }: FastifyRequest): Promise<string | undefined> {
  if (headers.cookie === undefined) return undefined;
  return (await people.current(new Headers({ cookie: headers.cookie })))?.person.id;
}

/** It stays together with the window that opened it. */
function html(reply: FastifyReply, status: number, page: string) {
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'unsafe-none')
    .type('text/html; charset=utf-8')
    .send(page);
}
