import type { AttemptEntry } from '@raccord/runtime/ports';
import type { RecordedAnswer } from '@raccord/runtime/testing/recorded-answers';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { spanOfRun } from './spans.ts';

/** A record that came in, with what its calls were answered. */
export type StoredPastRecord = {
  id: string;
  runId: string;
  key: string | null;
  startedAt: string;
  input: unknown;
  answers: RecordedAnswer[];
};
type RecordRow = {
  id: string;
  run_id: string;
  key: string | null;
  input: string;
  started_at: Date;
  ended_at: Date | null;
};

const RUNS_SEARCHED = 200;
const MOST_INPUT_BYTES = 262_144;
/** Of the records that splits made of one. */
const MOST_MADE = 200;
const MOST_ATTEMPTS = 2_000;

/**
 * The newest records that came into a flow in an environment, newest first, with the answers that were recorded for them.
 * @returns also how many were left out since their data is too large to be replayed
 */
export async function pastRecords(
  db: Db,
  workspaceId: string,
  place: { flowId: string; environmentId: string },
  limit: number,
): Promise<{ records: StoredPastRecord[]; tooLarge: number }> {
  const { rows } = await sql<RecordRow & { bytes: number }>`
    select r.*, t.started_at, t.ended_at
      from (select id, started_at, ended_at from runs
             where workspace_id = ${workspaceId} and flow_id = ${place.flowId} and environment_id = ${place.environmentId}
             order by id desc limit ${RUNS_SEARCHED}) t
     cross join lateral (
       select id, run_id, key, octet_length(input) as bytes, case when octet_length(input) <= ${MOST_INPUT_BYTES} then input end as input
         from records where run_id = t.id and parent_id is null and input <> 'null'
        order by id desc limit ${limit}) r
     order by r.id desc limit ${limit}`.execute(db);
  const small = rows.filter(({ bytes }) => bytes <= MOST_INPUT_BYTES);
  const records: StoredPastRecord[] = [];
  for (const group of Map.groupBy(small, ({ run_id: runId }) => runId).values())
    records.push(...(await withAnswers(db, workspaceId, group)));
  return { records, tooLarge: rows.length - small.length };
}

/** One record that came in, with its answers. @returns undefined when there is none of this id, or it was made by the flow */
export async function pastRecord(db: Db, workspaceId: string, id: string): Promise<StoredPastRecord | undefined> {
  const { rows } = await sql<RecordRow>`
    select r.id, r.run_id, r.key, r.input, t.started_at, t.ended_at from records r join runs t on t.id = r.run_id
     where r.workspace_id = ${workspaceId} and r.id = ${id} and r.parent_id is null`.execute(db);
  return (await withAnswers(db, workspaceId, rows))[0];
}

/** Those are of one run. */
async function withAnswers(db: Db, workspaceId: string, rows: readonly RecordRow[]): Promise<StoredPastRecord[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const places = await placesIn(
    db,
    first,
    rows.map(({ id }) => id),
  );
  const { from, to } = spanOfRun(first.run_id, first.ended_at);
  const attempts = await sql<{ node: string; entries: string }>`
    select node, entries from attempts
     where workspace_id = ${workspaceId} and run_id = ${first.run_id} and batch_id >= ${from} and batch_id <= ${to} and kind = 'result'
       and exists (select 1 from unnest(${[...places.keys()]}::text[]) as u(id) where strpos(entries, u.id) > 0)
     order by at desc, batch_id desc, seq desc limit ${MOST_ATTEMPTS}`.execute(db);
  const answers = new Map<string, RecordedAnswer[]>();
  for (const { node, entries } of attempts.rows.reverse())
    for (const { r, v, f } of JSON.parse(entries) as AttemptEntry[]) {
      const at = places.get(r);
      if (at === undefined) continue;
      const answer = { place: at.place, node, ...(f === undefined ? { output: v } : { failure: f }) };
      answers.set(at.root, [...(answers.get(at.root) ?? []), answer]);
    }
  return rows.map(({ id, run_id: runId, key, input, started_at: startedAt }) => ({
    id,
    runId,
    key,
    startedAt: startedAt.toISOString(),
    input: JSON.parse(input),
    answers: answers.get(id) ?? [],
  }));
}

/** Where the records, and those that splits made of them, stand when each of them comes in alone: see `RecordedAnswer`. */
async function placesIn(
  db: Db,
  { run_id: runId, ended_at: endedAt }: RecordRow,
  roots: readonly string[],
): Promise<Map<string, { root: string; place: string }>> {
  const { from, to } = spanOfRun(runId, endedAt);
  const { rows: made } = await sql<{ id: string; parent_id: string }>`
    select id, parent_id from records
     where run_id = ${runId} and root_id = any(${[...roots]}::uuid[]) and id >= ${from} and id <= ${to}
     order by id limit ${roots.length * MOST_MADE}`.execute(db);
  const places = new Map(roots.map((id) => [id, { root: id, place: '0' }]));
  const turns = new Map<string, number>();
  for (const { id, parent_id: parent } of made) {
    const above = places.get(parent);
    const turn = turns.get(parent) ?? 0;
    turns.set(parent, turn + 1);
    if (above !== undefined) places.set(id, { root: above.root, place: `${above.place}.${turn}` });
  }
  return places;
}
