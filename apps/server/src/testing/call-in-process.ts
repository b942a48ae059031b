import pino from 'pino';
import { readSettings } from '../env.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';
import { buildWorkerDeps } from '../worker-deps.ts';
import { vendorRegistry } from './test-accounts.ts';

// A process of its own that makes calls through a connection of the test vendor all at once, and prints their statuses.
// Arguments: database, home, connection id, number of calls. It says `ready` and begins when something comes on its standard input.

const [databaseUrl = '', home = '', connectionId = '', calls = '1'] = process.argv.slice(2);
const settings = { ...readSettings({ RACCORD_HOME: home }), databaseUrl };
const { ports, close } = await buildWorkerDeps(settings, pino({ level: 'silent' }), vendorRegistry());

async function call(): Promise<number> {
  const wanted = { connectorId: 'vendor', connectionId, workspaceId: DEFAULT_WORKSPACE, queue: 'live' as const };
  const opened = await ports.connections.open(wanted, new AbortController().signal);
  if (opened.held) return 0;
  return (await opened.context.http.request({ method: 'GET', url: '/me' })).status;
}

process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  const statuses = await Promise.all(Array.from({ length: Number(calls) }, call));
  process.stdout.write(`${JSON.stringify(statuses)}\n`);
  await close();
  process.exit(0);
});
