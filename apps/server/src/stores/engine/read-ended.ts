import type { Answer } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { span } from './claim-batch.ts';

export type EndedRecord = { id: string; state: string; answer?: Answer };

/** Of these records, those that have an answer or have ended. */
export async function readEnded(pool: Pool, ids: readonly string[]): Promise<EndedRecord[]> {
  if (ids.length === 0) return [];
  const { min, max } = span(ids);
  const { rows } = await pool.query<{ id: string; state: string; answer: string | null }>({
    name: 'read-ended',
    text: `select id, state, answer from records where id = any($1) and id >= $2 and id <= $3 and (answer is not null or state <> 'waiting')`,
    values: [ids, min, max],
  });
  return rows.map(({ id, state, answer }) => ({
    id,
    state,
    ...(answer === null ? {} : { answer: JSON.parse(answer) }),
  }));
}
