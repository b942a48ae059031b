import { connect, isIP } from 'node:net';
import { Failure } from '@raccord/contract';
import type { Connection, ResultSetHeader } from 'mysql2/promise';
import { mysql } from './dialects.ts';
import type { Target } from './open-session.ts';
import type { Row, Session } from './session.ts';

/** MySQL, and MariaDB with it. */
export async function openMysql({ door, database, tls, statementMs }: Target): Promise<Session> {
  // The driver checks a certificate's name, and takes any certificate for an address.
  if (tls !== undefined && isIP(door.host) !== 0)
    throw new Failure('config', 'http.tls', { host: door.host, reason: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  // A hundred files that only those need who have such a database.
  const { createConnection } = await import('mysql2/promise');
  const socket = connect({ host: door.address, port: door.port });
  const connection = await createConnection({
    stream: socket,
    // Only a name, for the certificate: the socket above is the one used.
    host: door.host,
    port: door.port,
    database,
    user: door.credentials.username ?? '',
    password: door.credentials.password ?? '',
    ...(tls === undefined
      ? {}
      : { ssl: { ...(tls.ca === undefined ? {} : { ca: tls.ca }), rejectUnauthorized: true, verifyIdentity: true } }),
    connectTimeout: 10_000,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    multipleStatements: false,
    // A server must not ask for files of ours.
    infileStreamFactory: () => {
      throw new Error('refused');
    },
  }).catch((thrown: unknown) => {
    socket.destroy();
    throw thrown;
  });
  connection.on('error', () => undefined);
  const run: Session['run'] = async (text, values = []) => {
    // Prepared: values apart, and exactly one statement, whatever the text holds.
    const [result] = await connection.execute({ sql: text, timeout: statementMs + 5_000 }, values as never);
    if (Array.isArray(result)) return { rows: (result as Row[]).map(plain), count: result.length };
    const { affectedRows, insertId } = result as ResultSetHeader;
    return { rows: [], count: affectedRows, insertId };
  };
  await prepare(connection, statementMs);
  return {
    dialect: mysql,
    run,
    async transaction(kind, act) {
      await connection.query(kind === 'read' ? 'start transaction read only' : 'start transaction');
      try {
        const result = await act();
        await connection.query('commit');
        return result;
      } catch (thrown) {
        await connection.query('rollback').catch(() => undefined);
        throw thrown;
      }
    },
    close: () => connection.end().catch(() => socket.destroy()) as Promise<void>,
  };
}

/** Times in UTC, bad values refused instead of bent, and an end to every statement: each of the two servers has its own word for that. */
async function prepare(connection: Connection, statementMs: number): Promise<void> {
  await connection.query("set time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE'");
  const seconds = statementMs / 1_000;
  await connection
    .query(`set session max_statement_time = ${seconds}`)
    .catch(() => connection.query(`set session max_execution_time = ${statementMs}`));
}

function plain(row: Row): Row {
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array) row[name] = Buffer.from(value).toString('base64');
    else if (typeof value === 'bigint') row[name] = String(value);
    else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(value))
      row[name] = value.replace(' ', 'T');
  }
  return row;
}
