import { type ConnectorContext, Failure, type OpenedDoor } from '@raccord/contract';
import { type SecureLine, secureLine } from '../../shared/sockets/secure-line.ts';
import { sqlFailure } from '../failure.ts';
import { portOf, type SqlSettings } from '../settings.ts';
import { openMysql } from './mysql-session.ts';
import { openPostgres } from './postgres-session.ts';
import type { Session } from './session.ts';

export type Target = {
  door: OpenedDoor;
  database: string;
  /** Undefined: a line without TLS, to a server that an administrator has opened. */
  tls: SecureLine | undefined;
  /** Longest time for one statement. */
  statementMs: number;
};

/** Ports that databases are offered at on the internet; any other needs an administrator's endpoint. */
const databasePorts = [5432, 5433, 6432, 6543, 3306, 3307, 25060, 26257];
const DEFAULT_SECONDS = 30;

/**
 * Opens a line, does the work, and closes it. What goes wrong becomes a failure of the right kind.
 * @param writes whether a line that breaks leaves the outcome open
 */
export async function withSession<T>(
  context: ConnectorContext,
  { writes, seconds = DEFAULT_SECONDS }: { writes: boolean; seconds?: number },
  act: (session: Session) => Promise<T>,
): Promise<T> {
  if (context.sockets === undefined) throw new Failure('config', 'socket.noConnection');
  const settings = context.settings as SqlSettings;
  const host = settings.host ?? '';
  const door = await context.sockets.open('sql', { host, port: portOf(settings), ports: databasePorts });
  const target: Target = {
    door,
    database: settings.database ?? '',
    tls: secureLine(door, { security: settings.tls === 'none' ? 'none' : 'tls', ca: settings.ca }),
    statementMs: seconds * 1_000,
  };
  const open = settings.engine === 'mysql' ? openMysql : openPostgres;
  const session = await open(target).catch((thrown: unknown) => {
    throw sqlFailure(thrown, door.host, false);
  });
  const stop = () => void session.close();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    return await act(session);
  } catch (thrown) {
    throw sqlFailure(thrown, door.host, writes);
  } finally {
    context.signal.removeEventListener('abort', stop);
    await session.close();
  }
}
