import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { sandboxConnections } from './connections.ts';
import { createSandbox, type SandboxOptions } from './sandbox.ts';

/** An answer as tests look at it. */
// biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON is looked into, and a wrong guess fails the test
export type Answer = { status: number; headers: Headers; body: any };

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** A sandbox on a free port, closed after the tests of the file, with a bare client for each vendor. */
export async function openSandbox(options: SandboxOptions = {}) {
  const sandbox = await createSandbox({ webhookRetryDelaysMs: [20, 20, 20], ...options });
  const base = await sandbox.listen();
  afterAll(() => sandbox.close());
  const { stripe, 'zoho-books': books, slack } = sandboxConnections(base);
  let token: string | undefined;

  const newToken = (params: Record<string, string> = {}) => {
    const { clientId, clientSecret, refreshToken } = books.credentials;
    const known = {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    return fetch(books.endpoints.token, { method: 'POST', body: new URLSearchParams({ ...known, ...params }) }).then(
      read,
    );
  };

  return {
    sandbox,
    base,
    newToken,
    /** A token that is good from now on, also after a reset. */
    async signIn(): Promise<void> {
      token = (await newToken()).body.access_token as string;
    },
    async stripe(method: string, path: string, form?: string, headers: Record<string, string> = {}): Promise<Answer> {
      const url = `${stripe.endpoints.api}/v1${path}`;
      const authorization = `Bearer ${stripe.credentials.secretKey}`;
      const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
      return read(
        await fetch(url, {
          method,
          headers: { authorization, ...type, ...headers },
          ...(form === undefined ? {} : { body: form }),
        }),
      );
    },
    async books(method: string, path: string, json?: object, headers: Record<string, string> = {}): Promise<Answer> {
      token ??= (await newToken()).body.access_token as string;
      const url = `${books.endpoints.api}/books/v3${path}${path.includes('?') ? '&' : '?'}organization_id=${books.settings.organizationId}`;
      const authorization = `Zoho-oauthtoken ${token}`;
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      return read(
        await fetch(url, {
          method,
          headers: { authorization, 'content-type': 'application/json', ...headers },
          ...body,
        }),
      );
    },
    async crm(
      method: string,
      path: string,
      json?: object | FormData,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      token ??= (await newToken()).body.access_token as string;
      const authorization = `Zoho-oauthtoken ${token}`;
      const body = json === undefined ? {} : { body: json instanceof FormData ? json : JSON.stringify(json) };
      return read(
        await fetch(`${books.endpoints.api}/crm/v8${path}`, {
          method,
          headers: { authorization, ...headers },
          ...body,
        }),
      );
    },
    async slack(method: string, json: object, headers: Record<string, string> = {}): Promise<Answer> {
      const authorization = `Bearer ${slack.credentials.botToken}`;
      const type = 'application/json; charset=utf-8';
      const request = {
        method: 'POST',
        headers: { authorization, 'content-type': type, ...headers },
        body: JSON.stringify(json),
      };
      return read(await fetch(`${slack.endpoints.api}/${method}`, request));
    },
    async slackForm(
      method: string,
      form: Record<string, string>,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const authorization = `Bearer ${slack.credentials.botToken}`;
      const request = { method: 'POST', headers: { authorization, ...headers }, body: new URLSearchParams(form) };
      return read(await fetch(`${slack.endpoints.api}/${method}`, request));
    },
    async control(method: string, path: string, json?: object): Promise<Answer> {
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      return read(
        await fetch(`${base}/_sandbox${path}`, { method, headers: { 'content-type': 'application/json' }, ...body }),
      );
    },
  };
}

export type Received = { headers: IncomingMessage['headers']; body: string };

/** A receiver of webhooks; `answer` says the status for each delivery, counted from 0. */
export async function openReceiver(answer: (number: number, delivery: Received) => { status: number; body?: string }) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const delivery = { headers: request.headers, body };
      received.push(delivery);
      const { status, body: text } = answer(received.length - 1, delivery);
      response.writeHead(status).end(text ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}
