import pg from 'pg';

/**
 * How a PostgreSQL that is being started answers: `ready`; `ended` before it was; `refused` our password; `silent` for too long.
 */
export type PostgresAnswer = 'ready' | 'ended' | 'refused' | 'silent';

/** How long a live PostgreSQL may leave connections unanswered. One that says it is recovering may take as long as it needs. */
const patienceMs = 30_000;
const reportEveryMs = 10_000;

const sqlStates = { starting: '57P03', noDatabase: '3D000', wrongPassword: '28P01' };

/** Waits until PostgreSQL takes connections to the database of `url`, which is created if it is not there yet. */
export async function waitForPostgres(
  url: string,
  isAlive: () => boolean | Promise<boolean>,
  log: (line: string) => void,
): Promise<PostgresAnswer> {
  let giveUpAt = Date.now() + patienceMs;
  let reportAt = Date.now() + reportEveryMs;
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 500)) {
    const code = await tryToConnect(url);
    if (code === undefined) return 'ready';
    if (code === sqlStates.wrongPassword) return 'refused';
    if (code === sqlStates.noDatabase) {
      await createDatabase(url);
      continue;
    }
    if (!(await isAlive())) return 'ended';
    if (code === sqlStates.starting) giveUpAt = Date.now() + patienceMs;
    if (Date.now() > giveUpAt) return 'silent';
    if (Date.now() > reportAt) {
      log('PostgreSQL is still getting ready (it may be recovering from a crash)');
      reportAt = Date.now() + reportEveryMs;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The error code of a try to connect, `undefined` when it succeeded. */
async function tryToConnect(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code ?? 'unknown');
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const maintenanceUrl = new URL(url);
  maintenanceUrl.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenanceUrl.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
