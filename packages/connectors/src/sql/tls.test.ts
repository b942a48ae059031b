import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { certificate } from '../testing/certificate.ts';
import { hasMariadb, type MariadbServer, mariadbServer } from '../testing/mariadb-server.ts';
import { actionContext } from '../testing/tiny-server.ts';
import { sql } from './index.ts';

type Login = { engine: 'postgresql' | 'mysql'; port: number; username: string; password: string; database: string };

function account({ engine, port, username, password, database }: Login, host: string, settings: object) {
  const connection = {
    credentials: { username, password },
    settings: { engine, database, ...settings },
    endpoints: { sql: `sql://${host}:${port}` },
  };
  return sql.test!(actionContext(sql, connection)).then((told) => told.account);
}

/** The same three answers whoever the database is. */
function judges(login: () => Login): void {
  it('is taken when its certificate fits the name, by the authority that the connection names', async () => {
    expect(await account(login(), 'localhost', { ca: certificate.cert })).toContain('@');
  });
  it.each([
    ['by nobody we know', 'localhost', {}],
    ['for another name', '127.0.0.1', { ca: certificate.cert }],
  ])('is refused when its certificate is signed %s', async (_why, host, settings) => {
    const refused = account(login(), host, settings);
    await expect(refused).rejects.toMatchObject({ kind: 'config', code: 'http.tls', uncertain: false });
  });
}

describe('PostgreSQL with TLS', () => {
  let front: Server;
  let login: Login;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    const url = new URL(await (await fetch(`${inject('testServicesUrl')}/postgres`)).text());
    front = createServer((client) => terminate(client, Number(url.port), sockets));
    await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
    login = {
      engine: 'postgresql',
      port: (front.address() as AddressInfo).port,
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: 'postgres',
    };
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => front.close(done));
  });
  judges(() => login);
});

describe.runIf(hasMariadb)('MariaDB with TLS', () => {
  let server: MariadbServer;
  beforeAll(async () => {
    server = await mariadbServer(certificate);
  }, 60_000);
  afterAll(() => server?.stop());
  judges(() => ({ engine: 'mysql', ...server }));
});

/** Does the TLS that the test PostgreSQL does not: agrees to its SSLRequest, and passes on what is inside. */
function terminate(client: Socket, port: number, sockets: Set<Socket>): void {
  sockets.add(client);
  client.on('error', () => undefined);
  client.once('data', () => {
    client.write('S');
    const inner = new TLSSocket(client, { isServer: true, ...certificate });
    const upstream = connect(port, '127.0.0.1');
    sockets.add(upstream);
    for (const socket of [inner, upstream]) socket.on('error', () => client.destroy());
    inner.pipe(upstream).pipe(inner);
  });
}
