import createClient from 'openapi-fetch';
import { currentLanguage } from '../i18n/index.ts';
import type { paths } from './schema.ts';

/** What the server says went wrong, in the language of the screens. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Record<string, unknown>;
  /** Who must act: a failure's kind, as `auth` or `config`; empty when the server did not say. */
  readonly kind: string;

  constructor(status: number, code: string, message: string, params: Record<string, unknown> = {}, kind = '') {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
    this.code = code;
    this.params = params;
    this.kind = kind;
  }
}

/** In the language of the screens. No middleware: those are waited for, and a request that goes out at once is answered while the page draws. */
function send(request: Request): Promise<Response> {
  request.headers.set('accept-language', currentLanguage());
  return fetch(request);
}

/** The only way to the server. Its types are made from the server's own description (`npm run` in README). */
export const api = createClient<paths>({ baseUrl: '/', fetch: send });

type Told = { kind?: string; code?: string; message?: string; params?: Record<string, unknown> };
type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer. @throws ApiFailure what the server said, or `unreachable` / `unexpected` */
export async function dataOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new ApiFailure(0, 'unreachable', '');
  });
  if (response.ok) return data as T;
  const told = (error as { error?: Told } | undefined)?.error;
  if (told?.message === undefined) throw new ApiFailure(response.status, 'unexpected', '');
  throw new ApiFailure(response.status, told.code ?? 'unexpected', told.message, told.params, told.kind);
}
