import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it went over the wire, and its answer. */
export type Recorded = {
  method: string;
  /** As sent, with the query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  status: number;
  answerHeaders: Headers;
  answer: Buffer;
};

export type Recorder = {
  /** What clients call instead of the stand-ins. */
  url: string;
  /** Every exchange that came to its end, in the order of the answers. */
  exchanges: Recorded[];
  /** Where calls go on to. */
  target: string;
  close(): Promise<void>;
};

/** Stands between clients and stand-ins, passes everything on as it is, and keeps it. */
export async function openRecorder(): Promise<Recorder> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = '', url = '/', headers } = request;
    const {
      host: _host,
      connection: _connection,
      'content-length': _length,
      'transfer-encoding': _te,
      ...passed
    } = headers;
    try {
      const answered = await fetch(`${recorder.target}${url}`, {
        method,
        headers: passed as Record<string, string>,
        redirect: 'manual',
        ...(body.length === 0 ? {} : { body }),
      });
      const answer = Buffer.from(await answered.arrayBuffer());
      recorder.exchanges.push({
        method,
        url,
        headers,
        body,
        status: answered.status,
        answerHeaders: answered.headers,
        answer,
      });
      const {
        'content-length': _answerLength,
        'transfer-encoding': _answerTe,
        ...given
      } = Object.fromEntries(answered.headers);
      response.writeHead(answered.status, given).end(answer);
    } catch {
      // The stand-in cut the connection: so do we.
      request.socket.resetAndDestroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const recorder: Recorder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges: [],
    target: '',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return recorder;
}
