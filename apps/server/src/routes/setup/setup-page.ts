import { createHash } from 'node:crypto';
import { parse } from 'node:querystring';
import { describeFailure, type Failure, type Language } from '@raccord/contract';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { failureOf } from '../../plugins/errors.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { statusOf } from '../../plugins/status-table.ts';
import { setupTokenFits, useSetupToken } from '../../sign-in/setup-link.ts';
import { giveCookies } from '../session/person.ts';
import { SetupFields } from './setup-fields.ts';
import { donePage, formPage, linkUsedPage, setupStyle } from './setup-html.ts';

const styleHash = createHash('sha256').update(setupStyle).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
const FORM_LIMIT = 16_384;

/** The page behind the one-time link, without any script: the form, its mistakes, and the end. */
export const setupPage: FastifyPluginAsync<{ deps: Deps }> = async (app, { deps }) => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, { ...parse(String(body)) }),
  );

  app.get<{ Querystring: { token?: string; lang?: string } }>(
    '/setup',
    { config: { access: 'public' }, schema: { hide: true } },
    async ({ query, headers }, reply) => {
      const token = String(query.token ?? '');
      const language = languageOf(query.lang, headers['accept-language']);
      const fits = await setupTokenFits(deps.db, token);
      return html(reply, fits ? 200 : 401, fits ? formPage(language, { token }) : linkUsedPage(language, token));
    },
  );

  app.post<{ Body: SetupFields & { lang?: string } }>(
    '/setup',
    {
      config: { access: 'public', rateLimit: { max: 10 } },
      schema: { hide: true, body: SetupForm },
      attachValidation: true,
    },
    async (request, reply) => {
      const { token, name, email, password, lang } = request.body;
      const language = languageOf(lang, request.headers['accept-language']);
      try {
        if (request.validationError !== undefined) throw failureOf(request.validationError);
        await useSetupToken(deps.db, deps.people, token, { name, email, password });
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (failure.kind === 'bug') throw failure;
        if (failure.code === 'server.setupLinkUsed')
          return html(reply, 401, linkUsedPage(language, String(token ?? '')));
        const values = { token: String(token ?? ''), name: String(name ?? ''), email: String(email ?? '') };
        return html(
          reply,
          statusOf(failure),
          formPage(language, values, { field: fieldOf(failure), message: describeFailure(failure.toData(), language) }),
        );
      }
      giveCookies(reply, (await deps.people.signIn(email, password, new Headers())).cookies);
      return html(reply, 200, donePage(language, name));
    },
  );
};

const SetupForm = { ...SetupFields, properties: { ...SetupFields.properties, lang: { type: 'string', maxLength: 2 } } };

function languageOf(chosen: string | undefined, header: string | undefined): Language {
  return chosen === 'en' || chosen === 'fr' ? chosen : preferredLanguage(header);
}

/** `body.email` → `email`. */
const fieldOf = (failure: Failure) => String(failure.params.field ?? '').replace(/^body\./, '');

function html(reply: FastifyReply, status: number, page: string) {
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}
