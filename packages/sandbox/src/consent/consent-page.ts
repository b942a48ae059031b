import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendAnswer } from '../control/gate.ts';
import type { World } from '../world.ts';
import { type Language, languageOf, words } from './words.ts';

/** What a person decided on the page. */
export type Decision = { account: string; scopes: string[] };

export type ConsentPage = {
  path: string;
  /** As the page calls the vendor. */
  vendor: string;
  scopes(params: URLSearchParams): string[];
  /** Google lets people leave out single scopes; the others take all or nothing. */
  granular: boolean;
  /** Whom one can be; the first is signed in. */
  accounts(params: URLSearchParams): string[];
  /** What the vendor says on its page to a question it does not take. */
  problem(params: URLSearchParams): string | undefined;
  /** What goes back with the browser besides `state`. */
  accepted(params: URLSearchParams, decision: Decision): Record<string, string>;
};

/** The page on which a person lets the client in: a plain form, and a redirect with the code. */
export function consentRoutes(app: FastifyInstance, world: World, page: ConsentPage): void {
  app.get(page.path, (request, reply) => {
    const params = new URL(request.url, 'http://sandbox').searchParams;
    const language = languageOf(request.headers['accept-language'], params.get('hl') ?? params.get('locale'));
    const problem = problemWith(world, page, params);
    return sendAnswer(reply, {
      status: problem === undefined ? 200 : 400,
      headers: pageHeaders,
      body: htmlPage(page, language, problem === undefined ? form(page, params, language) : paragraph(problem)),
    });
  });

  app.post(page.path, (request, reply) => {
    const params = readForm(request);
    const problem = problemWith(world, page, params);
    if (problem !== undefined) return sendAnswer(reply, { status: 400, body: problem });
    const target = new URL(params.get('redirect_uri')!);
    const account = params.get('account') ?? page.accounts(params)[0]!;
    const asked = page.scopes(params);
    const scopes = page.granular ? asked.filter((scope) => params.getAll('granted').includes(scope)) : asked;
    const known = page.accounts(params).includes(account);
    const answer =
      params.get('decision') === 'accept' && known && scopes.length > 0
        ? page.accepted(params, { account, scopes })
        : { error: 'access_denied' };
    if (params.get('state') !== null) target.searchParams.set('state', params.get('state')!);
    for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
    return reply.redirect(target.href, 302);
  });
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

function problemWith(world: World, page: ConsentPage, params: URLSearchParams): string | undefined {
  const problem = page.problem(params);
  if (problem !== undefined) return problem;
  const redirect = params.get('redirect_uri') ?? '';
  return URL.canParse(redirect) && isOurs(world, new URL(redirect)) ? undefined : 'ERROR_invalid_redirect_uri';
}

/** A code goes to this machine or to the sandbox's own host, and nowhere else. */
function isOurs(world: World, redirect: URL): boolean {
  const hosts = ['127.0.0.1', 'localhost', '[::1]', new URL(world.baseUrl()).hostname];
  return ['http:', 'https:'].includes(redirect.protocol) && hosts.includes(redirect.hostname);
}

function form(page: ConsentPage, params: URLSearchParams, language: Language): string {
  const { asks, as, accept, reject } = words[language];
  const hidden = [...params]
    .filter(([name]) => !['account', 'granted', 'decision'].includes(name))
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const scopes = page.scopes(params).map((scope) => {
    const box = page.granular
      ? `<input type="checkbox" name="granted" value="${escapeHtml(scope)}" checked> `
      : '<span aria-hidden="true">• </span>';
    return `<li><label>${box}<code>${escapeHtml(scope)}</code></label></li>`;
  });
  const accounts = page.accounts(params).map((account) => `<option>${escapeHtml(account)}</option>`);
  const picker =
    accounts.length > 1 ? `<p><label>${as} <select name="account">${accounts.join('')}</select></label></p>` : '';
  return `<p>${asks}</p><form method="post"><ul>${scopes.join('')}</ul>${picker}${hidden.join('')}
<p><button name="decision" value="accept">${accept}</button> <button name="decision" value="reject">${reject}</button></p></form>`;
}

function htmlPage(page: ConsentPage, language: Language, content: string): string {
  const title = `${escapeHtml(page.vendor)} (${words[language].sandbox})`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;background:#f4f4f7;color:#1d1d27;margin:0}
main{max-width:32rem;margin:8vh auto;background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002}
h1{font-size:1.3rem;margin-top:0}ul{list-style:none;padding:0}code{overflow-wrap:anywhere}
button,select{font:inherit;padding:.5rem 1rem;border-radius:8px;border:1px solid #99a;background:#fff}
button[value=accept]{background:#3b3bd0;border-color:#3b3bd0;color:#fff}`;

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function readForm(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
