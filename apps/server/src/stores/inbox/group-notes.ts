import { uuidv7 } from '@raccord/runtime/uuid';
import type { Db } from '../database.ts';

/** What people do to failures and groups of them. */
export const noteActs = [
  'comment',
  'assign',
  'tag',
  'snooze',
  'wake',
  'ignoreFromNowOn',
  'ignoreNoMore',
  'retry',
  'resolve',
  'ignore',
  'reopen',
  'decide',
] as const;
export type NoteAct = (typeof noteActs)[number];
export type GroupNote = { id: string; act: NoteAct; actor: string; data: unknown; at: string };

const MOST_NOTES = 200;

export async function addNote(
  db: Db,
  note: { workspaceId: string; fingerprint: string; act: NoteAct; actor: string; data?: Record<string, unknown> },
): Promise<void> {
  const { workspaceId, fingerprint, act, actor, data = {} } = note;
  await db
    .insertInto('failure_notes')
    .values({ id: uuidv7(), workspace_id: workspaceId, fingerprint, act, actor, data: JSON.stringify(data) })
    .execute();
}

/** Notes an act on failures with each of their groups, with how many they were. */
export async function noteFailures(
  db: Db,
  note: { workspaceId: string; ids: readonly string[]; act: NoteAct; actor: string; data?: Record<string, unknown> },
): Promise<void> {
  const { workspaceId, ids, act, actor, data = {} } = note;
  if (ids.length === 0) return;
  const rows = await db
    .selectFrom('failures')
    .select((is) => ['fingerprint', is.fn.countAll<string>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .groupBy('fingerprint')
    .execute();
  for (const { fingerprint, count } of rows)
    await addNote(db, { workspaceId, fingerprint, act, actor, data: { ...data, count: Number(count) } });
}

/** The newest first. */
export async function listNotes(db: Db, workspaceId: string, fingerprint: string): Promise<GroupNote[]> {
  const rows = await db
    .selectFrom('failure_notes')
    .select(['id', 'act', 'actor', 'data', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('fingerprint', '=', fingerprint)
    .orderBy('id', 'desc')
    .limit(MOST_NOTES)
    .execute();
  return rows.map((row) => ({
    ...row,
    act: row.act as NoteAct,
    data: JSON.parse(row.data),
    at: row.at.toISOString(),
  }));
}
