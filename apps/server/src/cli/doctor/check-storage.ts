import { toFailure } from '@raccord/contract';
import pg from 'pg';
import { embeddedPostgresUrl } from '../../database/embedded-postgres.ts';
import { checkPostgresVersion } from '../../database/postgres-version.ts';
import { checkRedis } from '../../database/redis-check.ts';
import type { Settings } from '../../env.ts';
import { type Diagnosis, diagnose } from '../../stores/diagnosis.ts';
import type { Finding, FindingStatus } from './finding.ts';

/** More than this harms schedules and the queue; see `start-worker.ts`. */
const MOST_SKEW_MS = 2_000;
const MUCH_SKEW_MS = 500;
const CONNECT_MS = 5_000;

/** @param runs whether a server runs: then workers are to be there, and migrations done */
export async function checkStorage(settings: Settings, runs: boolean): Promise<Finding[]> {
  const findings = [...(await checkDatabase(settings, runs)), await checkQueue(settings)];
  return findings;
}

async function checkDatabase(settings: Settings, runs: boolean): Promise<Finding[]> {
  try {
    const url = settings.databaseUrl ?? (await embeddedPostgresUrl(settings.home));
    if (url === undefined)
      return [{ check: 'database', status: runs ? 'fail' : 'warn', code: 'cli.doctor.databaseStopped' }];
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await checkPostgresVersion(client);
      return judge(await diagnose(client), new URL(url).host, runs);
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    const failure = toFailure(error);
    if (failure.kind === 'config') return [{ check: 'database', status: 'fail', failure: failure.toData() }];
    const message = error instanceof Error ? error.message || error.name : String(error);
    return [{ check: 'database', status: 'fail', code: 'cli.doctor.databaseUnreachable', params: { message } }];
  }
}

/** What the database's answers mean. */
export function judge({ version, pending, unknown, skewMs, work }: Diagnosis, where: string, runs: boolean): Finding[] {
  const findings: Finding[] = [
    { check: 'database', status: 'ok', code: 'cli.doctor.database', params: { version, where } },
  ];
  if (unknown.length > 0)
    findings.push({
      check: 'migrations',
      status: 'fail',
      code: 'cli.doctor.migrationsNewer',
      params: { names: unknown.join(', ') },
    });
  else if (pending.length > 0)
    findings.push({
      check: 'migrations',
      status: runs ? 'fail' : 'warn',
      code: 'cli.doctor.migrationsPending',
      params: { names: pending.join(', ') },
    });
  else findings.push({ check: 'migrations', status: 'ok', code: 'cli.doctor.migrations' });

  const off = Math.abs(skewMs);
  const status: FindingStatus = off > MOST_SKEW_MS ? 'fail' : off > MUCH_SKEW_MS ? 'warn' : 'ok';
  findings.push({
    check: 'clock',
    status,
    code: status === 'ok' ? 'cli.doctor.clock' : 'cli.doctor.clockOff',
    params: { ms: skewMs },
  });
  if (work === undefined) return findings;

  const { aliveWorkers, stuckBatches, crashedBatches, openFailures } = work;
  if (aliveWorkers > 0)
    findings.push({ check: 'workers', status: 'ok', code: 'cli.doctor.workers', params: { count: aliveWorkers } });
  else findings.push({ check: 'workers', status: runs ? 'fail' : 'warn', code: 'cli.doctor.noWorkers' });
  // Without a worker it is no wonder that batches stand.
  if (stuckBatches > 0)
    findings.push({
      check: 'batches',
      status: 'warn',
      code: 'cli.doctor.batchesStuck',
      params: { count: stuckBatches },
    });
  if (crashedBatches > 0)
    findings.push({
      check: 'batches',
      status: 'warn',
      code: 'cli.doctor.batchesCrashed',
      params: { count: crashedBatches },
    });
  if (stuckBatches + crashedBatches === 0)
    findings.push({ check: 'batches', status: 'ok', code: 'cli.doctor.batches' });
  findings.push(
    openFailures === 0
      ? { check: 'inbox', status: 'ok', code: 'cli.doctor.inboxEmpty' }
      : { check: 'inbox', status: 'warn', code: 'cli.doctor.inbox', params: { count: openFailures } },
  );
  return findings;
}

async function checkQueue({ redisUrl }: Settings): Promise<Finding> {
  if (redisUrl === undefined) return { check: 'queue', status: 'ok', code: 'cli.doctor.queuePostgres' };
  try {
    await checkRedis(redisUrl);
    return { check: 'queue', status: 'ok', code: 'cli.doctor.queueRedis', params: { where: new URL(redisUrl).host } };
  } catch (error) {
    return { check: 'queue', status: 'fail', failure: toFailure(error).toData() };
  }
}
