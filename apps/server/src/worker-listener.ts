import { createServer, type ServerResponse } from 'node:http';
import { Failure } from '@raccord/contract';
import { isBearer } from './metrics/scrape-token.ts';

type Answers = {
  /** Whether the worker can be reached by work: its database answers. */
  ready(): Promise<boolean>;
  /** Absent: nobody is told numbers. */
  scrape?: { token: string; numbers(): Promise<string> };
};

/** What a worker on its own answers: probes to anybody, numbers to whoever has the scrape token, and nothing else. */
export async function listenAsWorker(
  where: { host: string; port: number },
  answers: Answers,
): Promise<{ port: number; close(): void }> {
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    answer(request.url ?? '', request.headers.authorization, answers).then(
      ([status, type, body]) => send(response, status, type, body),
      () => send(response, 503, 'application/json', '{"ok":false}'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Failure('config', 'boot.portTaken', { port: where.port }) : error),
    );
    server.listen(where, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  url: string,
  authorization: string | undefined,
  { ready, scrape }: Answers,
): Promise<[number, string, string]> {
  const json = 'application/json';
  const [path] = url.split('?');
  if (path === '/healthz') return [200, json, '{"ok":true}'];
  if (path === '/readyz') return (await ready()) ? [200, json, '{"ok":true}'] : [503, json, '{"ok":false}'];
  if (path !== '/metrics' || scrape === undefined) return [404, json, '{"ok":false}'];
  if (!isBearer(authorization, scrape.token)) return [401, json, '{"ok":false}'];
  return [200, 'text/plain; version=0.0.4; charset=utf-8', await scrape.numbers()];
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
}
