import type { FailureData } from '@raccord/contract';
import type { Pool } from 'pg';

/** An answer is JSON; a failure stands under `failure`, what was asked for under `answer`. */
export type StoredAnswer = { answer: unknown } | { failure: FailureData };

/** Nobody waits for an answer longer than this. */
export const ASK_SECONDS = 60;

/** Puts a question; what others left behind goes. `question` is sealed. */
export async function insertAsk(pool: Pool, id: string, connectionId: string, question: string): Promise<void> {
  await pool.query(
    `with gone as (delete from connection_asks where asked_at < now() - interval '${ASK_SECONDS} seconds')
     insert into connection_asks (id, connection_id, question) values ($1, $2, $3)`,
    [id, connectionId, question],
  );
}

/** Takes a question to answer it: once, and not when whoever asked has gone. A ring may be heard twice, a code works once. */
export async function takeAsk(
  pool: Pool,
  id: string,
): Promise<{ connectionId: string; workspaceId: string; question: string } | undefined> {
  const { rows } = await pool.query<{ connection_id: string; workspace_id: string; question: string }>(
    `update connection_asks a set taken_at = now() from connections c
      where a.id = $1 and c.id = a.connection_id and a.taken_at is null and a.asked_at > now() - interval '${ASK_SECONDS} seconds'
      returning a.connection_id, c.workspace_id, a.question`,
    [id],
  );
  const row = rows[0];
  return row && { connectionId: row.connection_id, workspaceId: row.workspace_id, question: row.question };
}

export async function saveAnswer(pool: Pool, id: string, answer: StoredAnswer): Promise<void> {
  await pool.query('update connection_asks set answer = $2 where id = $1', [id, JSON.stringify(answer)]);
}

/** Takes the answer away; undefined while there is none. */
export async function takeAnswer(pool: Pool, id: string): Promise<StoredAnswer | undefined> {
  const { rows } = await pool.query<{ answer: string }>(
    'delete from connection_asks where id = $1 and answer is not null returning answer',
    [id],
  );
  return rows[0] && JSON.parse(rows[0].answer);
}

export async function dropAsk(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from connection_asks where id = $1', [id]);
}
