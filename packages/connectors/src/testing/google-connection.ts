import type { OpenedConnection } from '../open-connection.ts';
import type { SandboxBench } from './sandbox-attempts.ts';

/** A connection to one of Google's stand-ins with a fresh access token, as the server keeps it. */
export function googleConnection(
  bench: SandboxBench,
  vendor: 'google-sheets' | 'gmail',
  { user = 'camille@raccord.example', scopes = ['spreadsheets', 'drive.metadata.readonly', 'gmail.modify'] } = {},
): OpenedConnection {
  const granted = scopes.map((name) => `https://www.googleapis.com/auth/${name}`);
  const accessToken = bench.sandbox.world.googleAccounts.issue({ user, scopes: granted });
  return { ...bench.connection(vendor), credentials: { accessToken } };
}
