import { Client, type ClientConfig, types } from 'pg';
import { postgresql } from './dialects.ts';
import type { Target } from './open-session.ts';
import type { Row, Session } from './session.ts';

const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

/** By type: the day stays a day, a time without zone stays without one, and no driver reads either in the server's own zone. */
function parserOf(oid: number): (text: string) => unknown {
  if (oid === DATE) return (text) => text;
  if (oid === TIMESTAMP) return (text) => text.replace(' ', 'T');
  if (oid === TIMESTAMPTZ) return (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z');
  return types.getTypeParser(oid, 'text');
}

export async function openPostgres(target: Target): Promise<Session> {
  const { door, database, tls, statementMs } = target;
  const config: ClientConfig = {
    host: door.address,
    port: door.port,
    database,
    user: door.credentials.username ?? '',
    password: door.credentials.password ?? '',
    ssl: tls ?? false,
    connectionTimeoutMillis: 10_000,
    // The server's own limit, set below, comes first; this is for a server that has gone silent.
    query_timeout: statementMs + 5_000,
    application_name: 'raccord',
    types: { getTypeParser: (oid: number) => parserOf(oid) as never },
  };
  const client = new Client(config);
  // A line that breaks between two statements is noticed by the next one.
  client.on('error', () => undefined);
  await client.connect();
  // Not as options of the connection: poolers refuse those.
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = ${Math.round(statementMs)}`);
  const run: Session['run'] = async (text, values = []) => {
    // Extended also without values: then there is exactly one statement, whatever the text holds.
    const asked = { text, values: [...values], queryMode: 'extended' as const };
    const { rows, rowCount } = await client.query<Row>(asked);
    return { rows: rows.map(plain), count: rowCount ?? rows.length };
  };
  return {
    dialect: postgresql,
    run,
    async transaction(kind, act) {
      await run(kind === 'read' ? 'begin read only' : 'begin');
      try {
        const result = await act();
        await run('commit');
        return result;
      } catch (thrown) {
        await run('rollback').catch(() => undefined);
        throw thrown;
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}

function plain(row: Row): Row {
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof Uint8Array) row[name] = Buffer.from(value).toString('base64');
    else if (value instanceof Date) row[name] = value.toISOString();
  }
  return row;
}
