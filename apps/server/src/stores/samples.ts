import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { SampleOrigin } from './schema.ts';

/** Samples that one step can have. */
export const MOST_SAMPLES = 50;

export type SampleSummary = {
  id: string;
  node: string;
  /** Empty: it has no name. */
  name: string;
  origin: SampleOrigin;
  pinned: boolean;
  /** Bytes of its JSON. */
  size: number;
  takenAt: string;
  takenBy: string;
};
export type Sample = SampleSummary & { flowId: string; data: unknown };

const columns = ['id', 'node', 'name', 'origin', 'pinned', 'taken_at', 'taken_by'] as const;
const size = sql<number>`octet_length(data)`.as('size');
type Row = Omit<SampleSummary, 'takenAt' | 'takenBy'> & { taken_at: Date; taken_by: string };

function fromRow({ taken_at: takenAt, taken_by: takenBy, ...row }: Row): SampleSummary {
  return { ...row, takenAt: takenAt.toISOString(), takenBy };
}

/** All of a flow's, the newest first. */
export async function listSamples(db: Db, workspaceId: string, flowId: string): Promise<SampleSummary[]> {
  const rows = await db
    .selectFrom('samples')
    .select([...columns, size])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .orderBy('id', 'desc')
    .limit(2_000)
    .execute();
  return rows.map(fromRow);
}

/** @throws Failure `missing` / `sample.gone` */
export async function getSample(db: Db, workspaceId: string, id: string): Promise<Sample> {
  const row = await db
    .selectFrom('samples')
    .select([...columns, size, 'flow_id', 'data'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'sample.gone');
  const { flow_id: flowId, data, ...summary } = row;
  return { ...fromRow(summary), flowId, data: JSON.parse(data) };
}

/** What these samples of a flow hold, in the order asked for. @throws Failure `missing` / `sample.gone` */
export async function samplesOf(
  db: Db,
  workspaceId: string,
  flowId: string,
  ids: readonly string[],
): Promise<unknown[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('samples')
    .select(['id', 'data'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('id', 'in', [...ids])
    .execute();
  const byId = new Map(rows.map(({ id, data }) => [id, data]));
  return ids.map((id) => {
    const data = byId.get(id);
    if (data === undefined) throw new Failure('missing', 'sample.gone');
    return JSON.parse(data);
  });
}

/** What is kept of each step, by step, either pinned or not; of several the newest. */
export async function keptOutputs(
  db: Db,
  workspaceId: string,
  flowId: string,
  pinned: boolean,
): Promise<Record<string, unknown>> {
  const rows = await db
    .selectFrom('samples')
    .select(['node', 'data'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('pinned', '=', pinned)
    .orderBy('id')
    .execute();
  return Object.fromEntries(rows.map(({ node, data }) => [node, JSON.parse(data)]));
}

export type NewSamples = {
  flowId: string;
  node: string;
  origin: SampleOrigin;
  by: string;
  /** `data`: JSON without secrets, see `cleanSample`. */
  items: readonly { name: string; data: string }[];
};

/**
 * Keeps samples, all of them or none. Within a transaction that has locked the flow.
 * @throws Failure `tooLarge` / `sample.tooMany`
 */
export async function insertSamples(db: Db, workspaceId: string, samples: NewSamples): Promise<SampleSummary[]> {
  const { flowId, node, origin, by, items } = samples;
  if (items.length === 0) return [];
  const room = await roomForSamples(db, workspaceId, flowId, node);
  if (items.length > room) throw new Failure('tooLarge', 'sample.tooMany', { step: node, most: MOST_SAMPLES });
  const rows = await db
    .insertInto('samples')
    .values(
      items.map(({ name, data }) => ({
        id: uuidv7(),
        workspace_id: workspaceId,
        flow_id: flowId,
        node,
        name,
        origin,
        data,
        taken_by: by,
      })),
    )
    .returning([...columns, size])
    .execute();
  return rows.map(fromRow);
}

/** How many more samples a step can have. */
export async function roomForSamples(db: Db, workspaceId: string, flowId: string, node: string): Promise<number> {
  const { count } = await db
    .selectFrom('samples')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('node', '=', node)
    .executeTakeFirstOrThrow();
  return Math.max(0, MOST_SAMPLES - count);
}

/**
 * @param changes `pinned: 'alone'`: the others of its step are not any more, since a step gives one thing
 * @throws Failure `missing` / `sample.gone`
 */
export async function changeSample(
  db: Db,
  workspaceId: string,
  id: string,
  { name, pinned }: { name?: string | undefined; pinned?: boolean | 'alone' | undefined },
): Promise<void> {
  const changed = await db
    .updateTable('samples')
    .set({ ...(name === undefined ? {} : { name }), ...(pinned === undefined ? { id } : { pinned: pinned !== false }) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(['flow_id', 'node'])
    .executeTakeFirst();
  if (changed === undefined) throw new Failure('missing', 'sample.gone');
  if (pinned !== 'alone') return;
  await db
    .updateTable('samples')
    .set({ pinned: false })
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', changed.flow_id)
    .where('node', '=', changed.node)
    .where('id', '!=', id)
    .execute();
}

/** @throws Failure `missing` / `sample.gone` */
export async function deleteSample(db: Db, workspaceId: string, id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('samples')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new Failure('missing', 'sample.gone');
}
