import { Failure } from '@raccord/contract';
import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Db } from '../database.ts';

/** What is kept each for a time of its own. */
export const keptKinds = ['payloads', 'metadata', 'failures'] as const;
export type KeptKind = (typeof keptKinds)[number];
/** Days, or for ever. */
export type Days = number | 'forever';
/** How long things are kept; null: as one step above. */
export type OwnKeeping = Record<KeptKind, Days | null>;
export type Keeping = Record<KeptKind, Days>;

/** Where nothing else is said: data a month, counters and closed failures a quarter. */
export const defaultKeeping: Keeping = { payloads: 30, metadata: 90, failures: 90 };
export const MOST_DAYS = 3_650;
/** Receipts of what was taken outlive the data they belong to by this many days. */
export const RECEIPTS_LONGER = 30;

/** Days by which for ever is reckoned. */
const FOREVER = 1_000_000;
const reckoned = (days: Days) => (days === 'forever' ? FOREVER : days);
const told = (days: number | null): Days | null => (days === null ? null : days === 0 ? 'forever' : days);
const stored = (days: Days | null) => (days === 'forever' ? 0 : days);

export type KeepingRow = OwnKeeping & { workspaceId: string; environmentId: string; flowId: string };

export async function listKeeping(db: Pool | PoolClient, workspaceId?: string): Promise<KeepingRow[]> {
  const { rows } = await db.query<Record<'workspace_id' | 'environment_id' | 'flow_id', string> & Stored>(
    `select workspace_id, environment_id, flow_id, payload_days, metadata_days, failure_days from keeping
      where $1::uuid is null or workspace_id = $1 order by environment_id, flow_id`,
    [workspaceId ?? null],
  );
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    environmentId: row.environment_id,
    flowId: row.flow_id,
    payloads: told(row.payload_days),
    metadata: told(row.metadata_days),
    failures: told(row.failure_days),
  }));
}
type Stored = Record<'payload_days' | 'metadata_days' | 'failure_days', number | null>;

/** What holds for a flow in an environment (or, without a flow, for the environment), and of it what is said there itself. */
export function keepingOf(
  rows: readonly KeepingRow[],
  environmentId: string,
  flowId = '',
): { own: OwnKeeping; effective: Keeping } {
  const at = (flow: string) => rows.find((row) => row.environmentId === environmentId && row.flowId === flow);
  const [own, above] = [at(flowId), at('')];
  const one = (kind: KeptKind): Days => own?.[kind] ?? above?.[kind] ?? defaultKeeping[kind];
  const payloads = one('payloads');
  const metadata = one('metadata');
  return {
    own: { payloads: own?.payloads ?? null, metadata: own?.metadata ?? null, failures: own?.failures ?? null },
    effective: {
      payloads,
      // A run stays as long as anything of it.
      metadata: reckoned(metadata) < reckoned(payloads) ? payloads : metadata,
      failures: one('failures'),
    },
  };
}

/**
 * Says how long things are kept; a row of which all is as above goes.
 * @throws Failure `input` / `keeping.metadataShorter` when a run would go before its data
 */
export async function saveKeeping(
  db: Db,
  where: { workspaceId: string; environmentId: string; flowId: string; by: string },
  own: OwnKeeping,
): Promise<void> {
  const { workspaceId: workspace_id, environmentId: environment_id, flowId: flow_id, by: updated_by } = where;
  if (own.payloads !== null && own.metadata !== null && reckoned(own.metadata) < reckoned(own.payloads))
    throw new Failure('input', 'keeping.metadataShorter', {}, { at: 'metadata' });
  const set = {
    payload_days: stored(own.payloads),
    metadata_days: stored(own.metadata),
    failure_days: stored(own.failures),
    updated_by,
  };
  if (own.payloads === null && own.metadata === null && own.failures === null)
    await db
      .deleteFrom('keeping')
      .where('workspace_id', '=', workspace_id)
      .where('environment_id', '=', environment_id)
      .where('flow_id', '=', flow_id)
      .execute();
  else
    await db
      .insertInto('keeping')
      .values({ workspace_id, environment_id, flow_id, ...set })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'environment_id', 'flow_id'])
          .doUpdateSet({ ...set, updated_at: sql<Date>`now()` }),
      )
      .execute();
}

/** All times that are said anywhere, the house's own with them: the shortest and the longest decide which days are looked at. */
export type Times = Record<KeptKind, number[]> & { digest: string };

export async function readTimes(db: PoolClient, house: Keeping): Promise<Times> {
  const rows = await listKeeping(db);
  const all = (kind: KeptKind) =>
    [...new Set([reckoned(house[kind]), ...rows.flatMap((row) => row[kind] ?? []).map(reckoned)])].sort(
      (a, b) => a - b,
    );
  const payloads = all('payloads');
  return {
    payloads,
    // A run stays as long as its data.
    metadata: [...new Set([...all('metadata'), ...payloads])].sort((a, b) => a - b),
    failures: all('failures'),
    digest: JSON.stringify([house, rows.map(({ workspaceId: _, ...row }) => Object.values(row))]),
  };
}
export const isForever = (days: number) => days >= FOREVER;

const columns = { payloads: 'payload_days', metadata: 'metadata_days', failures: 'failure_days' } as const;

/** SQL: the days that hold, for ever as a very large number; `flow` and `environment` are names of joined rows of `keeping`. */
export function joinedDays(kind: KeptKind, house: Keeping, flow = 'kf', environment = 'ke'): string {
  const one = (each: KeptKind) =>
    `coalesce(nullif(coalesce(${flow}.${columns[each]}, ${environment}.${columns[each]}, ${stored(house[each])}), 0), ${FOREVER})`;
  return kind === 'metadata' ? `greatest(${one('metadata')}, ${one('payloads')})` : one(kind);
}

/** SQL: joins what is said of the flow and the environment of a row `of` to it, as `kf` and `ke`. */
export const joinKeeping = (of: string) => `
  left join keeping kf on kf.workspace_id = ${of}.workspace_id and kf.environment_id = ${of}.environment_id and kf.flow_id = ${of}.flow_id
  left join keeping ke on ke.workspace_id = ${of}.workspace_id and ke.environment_id = ${of}.environment_id and ke.flow_id = ''`;

/** SQL: the same for one row `of`, on its own. */
export const daysFor = (kind: KeptKind, of: string, house: Keeping) =>
  `(select ${joinedDays(kind, house)} from (select ${of}.workspace_id, ${of}.environment_id, ${of}.flow_id) o ${joinKeeping('o')})`;
