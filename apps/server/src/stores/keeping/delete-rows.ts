import type { PoolClient } from 'pg';
import { uuidBound } from '../partitions.ts';
import { daysFor, isForever, type Keeping, RECEIPTS_LONGER, type Times } from './policies.ts';

/** Rows deleted by one statement: few enough that nobody waits for it. */
const AT_ONCE = 20_000;
/** Statements for one table in one go; more rows than that wait for the next. */
const MOST_DELETES = 200;

/** Of tables that are not partitioned: they are small, or what they hold is open for as long as people leave it so. */
export async function deleteOldRows(
  db: PoolClient,
  house: Keeping,
  times: Times,
  now: number,
): Promise<{ deleted: number; more: boolean }> {
  const done = { deleted: 0, more: false };
  const go = async (table: string, condition: string) => {
    const { deleted, more } = await deleteRows(db, table, condition);
    done.deleted += deleted;
    done.more ||= more;
  };
  const [payloads, metadata, failures] = [times.payloads.at(-1)!, times.metadata.at(-1)!, times.failures.at(-1)!];
  const before = (days: number | string) => `now() - ${days} * interval '1 day'`;

  // A receipt forgotten while its data is still kept would let the same delivery in twice, and its invoice be written twice.
  if (!isForever(payloads)) await go('taken', `at < ${before(payloads + RECEIPTS_LONGER)}`);
  if (!isForever(payloads)) await go('traces_default', `record_id < '${uuidBound(now - payloads * 86_400_000)}'`);

  await go('run_counts', `at < ${before(daysFor('metadata', 'run_counts', house))}`);
  await go('run_counts_made', `at < ${before(metadata)}`);
  await go('alert_incidents', `closed_at < ${before(daysFor('metadata', 'alert_incidents', house))}`);
  await go('alert_deliveries', `incident_id is null and created_at < ${before(metadata)}`);
  await go('occurrences', `scheduled_at < ${before(metadata)} and outcome <> 'queued'`);

  // They show what records brought; the record itself has long been told.
  const answered = `coalesce(decided_at, created_at) < ${before(daysFor('payloads', 'approvals', house))}`;
  await go('approvals', `state <> 'open' and ${answered}`);

  const resolved = `resolved_at < ${before(daysFor('failures', 'failures', house))}`;
  await go('failures', `status in ('resolved', 'ignored') and ${resolved}`);
  await go('failure_jobs', `ended_at < ${before(failures)}`);
  // What was said of a group stays as long as anything of the group does; that it is ignored, for good.
  const gone = (table: string, at: string) =>
    `${at} < ${before(failures)} and not exists (
       select 1 from failures f where f.workspace_id = ${table}.workspace_id and f.fingerprint = ${table}.fingerprint)`;
  await go('failure_notes', gone('failure_notes', 'at'));
  await go('failure_groups', `ignored_at is null and ${gone('failure_groups', 'updated_at')}`);

  await go('connection_asks', `asked_at < now() - interval '5 minutes'`);
  await go('tracings', `until < now() - interval '7 days'`);
  await go('oauth_states', 'expires_at < now()');
  const unused =
    'not exists (select 1 from runs r where r.workspace_id = v.workspace_id and r.flow_id = v.flow_id and r.version = v.version)';
  await go('flow_versions v', `version < 0 and created_at < now() - interval '1 day' and ${unused}`);
  await go('clean_ups', `started_at < now() - interval '30 days'`);
  return done;
}

async function deleteRows(db: PoolClient, table: string, condition: string) {
  const some = `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${AT_ONCE}))`;
  let deleted = 0;
  for (let times = 0; times < MOST_DELETES; times += 1) {
    const { rowCount } = await db.query(some);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < AT_ONCE) return { deleted, more: false };
  }
  return { deleted, more: true };
}
