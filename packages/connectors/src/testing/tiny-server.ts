import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActionContext, Connector } from '@raccord/contract';
import { type OpenedConnection, openConnection } from '../open-connection.ts';
import { memoryFiles } from './memory-files.ts';

export type SeenRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};
/** `drop`: the answer is thrown away and the socket cut, as when the work was done and the network failed. */
export type TinyAnswer = {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  drop?: boolean;
};

export type TinyServer = {
  url: string;
  seen: SeenRequest[];
  answer: (request: SeenRequest) => TinyAnswer;
  close(): Promise<void>;
};

/** A real server on the loopback address whose answers a test sets; it remembers what it was asked. */
export async function tinyServer(answer: TinyServer['answer'] = () => ({ json: {} })): Promise<TinyServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://tiny');
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    tiny.seen.push(seen);
    const { status = 200, headers = {}, json, text, drop } = tiny.answer(seen);
    if (drop) return void request.socket.resetAndDestroy();
    const type = json === undefined ? 'text/plain' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(json === undefined ? (text ?? '') : JSON.stringify(json));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const tiny: TinyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    answer,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return tiny;
}

/** The context an action gets, with the connector's addresses pointed at `connection.endpoints`. */
export function actionContext(
  connector: Connector,
  connection: OpenedConnection,
  attempt: Partial<Pick<ActionContext, 'idempotencyKey' | 'mayHaveRun' | 'marker' | 'files'>> = {},
): ActionContext {
  const signal = new AbortController().signal;
  return {
    ...openConnection(connector, connection, { signal, files: memoryFiles() }),
    idempotencyKey: 'run-1-node-record-1',
    mayHaveRun: false,
    marker: 'raccord:record-1',
    ...attempt,
  };
}
