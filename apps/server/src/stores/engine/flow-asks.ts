import type { Pool } from 'pg';
import type { StoredAnswer } from './connection-asks.ts';

/** Nobody waits for an answer longer than this. */
const ASK_SECONDS = 60;

/** Puts a question about a flow (JSON); what others left behind goes. */
export async function insertFlowAsk(pool: Pool, id: string, question: string): Promise<void> {
  await pool.query(
    `with gone as (delete from flow_asks where asked_at < now() - interval '${ASK_SECONDS} seconds')
     insert into flow_asks (id, question) values ($1, $2)`,
    [id, question],
  );
}

/** Takes a question to answer it: once, and not when whoever asked has gone. */
export async function takeFlowAsk(pool: Pool, id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ question: string }>(
    `update flow_asks set taken_at = now()
      where id = $1 and taken_at is null and asked_at > now() - interval '${ASK_SECONDS} seconds' returning question`,
    [id],
  );
  return rows[0]?.question;
}

export async function saveFlowAnswer(pool: Pool, id: string, answer: StoredAnswer): Promise<void> {
  await pool.query('update flow_asks set answer = $2 where id = $1', [id, JSON.stringify(answer)]);
}

/** Takes the answer away; undefined while there is none. */
export async function takeFlowAnswer(pool: Pool, id: string): Promise<StoredAnswer | undefined> {
  const { rows } = await pool.query<{ answer: string }>(
    'delete from flow_asks where id = $1 and answer is not null returning answer',
    [id],
  );
  return rows[0] && JSON.parse(rows[0].answer);
}

export async function dropFlowAsk(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from flow_asks where id = $1', [id]);
}
