import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reportReady } from './report-ready.ts';

/** The system that is read: pages of orders, the same for everybody, made as they are asked for. */
const server = createServer((request, response) => {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const [from, limit, total] = ['from', 'limit', 'total'].map((name) => Number(query.get(name))) as [
    number,
    number,
    number,
  ];
  const to = Math.min(total, from + limit);
  const rows: string[] = [];
  for (let index = from; index < to; index += 1) rows.push(row(index));
  const body = `{"rows":[${rows.join(',')}],"more":${to < total}}`;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});

function row(index: number): string {
  return `{"id":"gid://shop/Order/${index}","number":${index},"email":"Marie.Dupond@example.com ","currency":"EUR","total_cents":${10_990 + index},"tax_cents":1832,"paid":${index % 2 === 0},"customer":{"first_name":"Marie","last_name":"Dupond","address":{"city":"Lyon","zip":"69003","country":"FR"}}}`;
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  reportReady({ port: (server.address() as AddressInfo).port }, async () => server.closeAllConnections());
});
