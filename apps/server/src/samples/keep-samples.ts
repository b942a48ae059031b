import type { Kysely } from 'kysely';
import { getFlow } from '../stores/flows.ts';
import { insertSamples, type NewSamples, roomForSamples, type SampleSummary } from '../stores/samples.ts';
import type { Database, SampleOrigin } from '../stores/schema.ts';
import { cleanSample, sampleName } from './clean-sample.ts';

export type Keep = {
  workspaceId: string;
  flowId: string;
  node: string;
  origin: SampleOrigin;
  by: string;
  /** Absent: what it is known by. */
  name?: string | undefined;
  /** Values that must not be kept; fields of secret names are left out anyway. */
  secrets?: readonly string[];
};

/**
 * Keeps one sample.
 * @throws Failure `missing` / `server.noFlow`; what `cleanSample` and `insertSamples` refuse
 */
export async function keepSample(db: Kysely<Database>, keep: Keep, data: unknown): Promise<SampleSummary> {
  const items = [{ name: keep.name ?? sampleName(data), data: cleanSample(data, keep.secrets) }];
  const [kept] = await insert(db, keep, items);
  return kept!;
}

/** Keeps those of several that can be: a page may hold more than there is room for, or a record that is too large. */
export async function keepSome(
  db: Kysely<Database>,
  keep: Keep,
  found: readonly unknown[],
): Promise<{ kept: SampleSummary[]; left: number }> {
  const items = found.flatMap((data) => {
    try {
      return [{ name: sampleName(data), data: cleanSample(data, keep.secrets) }];
    } catch {
      return [];
    }
  });
  const room = await roomForSamples(db, keep.workspaceId, keep.flowId, keep.node);
  const kept = await insert(db, keep, items.slice(0, room));
  return { kept, left: found.length - kept.length };
}

function insert(
  db: Kysely<Database>,
  { workspaceId, flowId, node, origin, by }: Keep,
  items: NewSamples['items'],
): Promise<SampleSummary[]> {
  return db.transaction().execute(async (tx) => {
    await getFlow(tx, workspaceId, flowId, true);
    return insertSamples(tx, workspaceId, { flowId, node, origin, by, items });
  });
}
