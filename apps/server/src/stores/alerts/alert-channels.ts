import { Failure, type FailureData, type Language } from '@raccord/contract';
import type { ChannelTarget } from '../../alerts/channel-target.ts';
import type { Queryable } from '../engine/claim-batch.ts';

export type AlertChannel = {
  id: string;
  name: string;
  connectionId: string | null;
  target: ChannelTarget;
  language: Language;
  digestMinutes: number;
  /** When somebody was told last. */
  toldAt: string | null;
  /** Why the last try did not work; null after one that did. */
  trouble: { at: string; failure: FailureData } | null;
};
export type ChannelFields = Pick<AlertChannel, 'name' | 'connectionId' | 'target' | 'language' | 'digestMinutes'>;

export const MOST_CHANNELS = 50;

type Row = {
  id: string;
  name: string;
  connection_id: string | null;
  target: string;
  language: Language;
  digest_minutes: number;
  told_at: Date | null;
  failure: string | null;
  failed_at: Date | null;
};
const fromRow = (row: Row): AlertChannel => ({
  id: row.id,
  name: row.name,
  connectionId: row.connection_id,
  target: JSON.parse(row.target),
  language: row.language,
  digestMinutes: row.digest_minutes,
  toldAt: row.told_at?.toISOString() ?? null,
  trouble:
    row.failure === null || row.failed_at === null
      ? null
      : { at: row.failed_at.toISOString(), failure: JSON.parse(row.failure) },
});

export async function listAlertChannels(db: Queryable, workspaceId: string): Promise<AlertChannel[]> {
  const { rows } = await db.query<Row>('select * from alert_channels where workspace_id = $1 order by name', [
    workspaceId,
  ]);
  return rows.map(fromRow);
}

/** @throws Failure `missing` / `alert.noChannel` */
export async function getAlertChannel(db: Queryable, workspaceId: string, id: string): Promise<AlertChannel> {
  const { rows } = await db.query<Row>('select * from alert_channels where workspace_id = $1 and id = $2', [
    workspaceId,
    id,
  ]);
  if (rows[0] === undefined) throw new Failure('missing', 'alert.noChannel');
  return fromRow(rows[0]);
}

/**
 * Makes it, or puts it in the place of the one that is there, whose secret stays.
 * @throws Failure duplicate `alert.channelExists`, config `alert.tooManyChannels`
 */
export async function putAlertChannel(
  db: Queryable,
  { workspaceId, id, secret }: { workspaceId: string; id: string; secret: string | null },
  fields: ChannelFields,
): Promise<AlertChannel> {
  const { name, connectionId, target, language, digestMinutes } = fields;
  const taken = await db.query('select 1 from alert_channels where workspace_id = $1 and name = $2 and id <> $3', [
    workspaceId,
    name,
    id,
  ]);
  if (taken.rowCount !== 0) throw new Failure('duplicate', 'alert.channelExists', { name });
  const { rows } = await db.query<Row>(
    `insert into alert_channels (id, workspace_id, name, kind, connection_id, target, secret, language, digest_minutes)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9
      where exists (select 1 from alert_channels where id = $1) or (select count(*) from alert_channels where workspace_id = $2) < ${MOST_CHANNELS}
     on conflict (id) do update set name = excluded.name, kind = excluded.kind, connection_id = excluded.connection_id, target = excluded.target,
       secret = coalesce(alert_channels.secret, excluded.secret), language = excluded.language, digest_minutes = excluded.digest_minutes, failure = null
     returning *`,
    [id, workspaceId, name, target.kind, connectionId, JSON.stringify(target), secret, language, digestMinutes],
  );
  if (rows[0] === undefined) throw new Failure('config', 'alert.tooManyChannels', { most: MOST_CHANNELS });
  return fromRow(rows[0]);
}

/** Nobody is told through it any more: rules that named it name it no longer. */
export async function deleteAlertChannel(db: Queryable, workspaceId: string, id: string): Promise<void> {
  await db.query(
    `update alert_rules set channel_ids = array_remove(channel_ids, $2),
            escalate_after_minutes = case when escalate_channel_id = $2 then null else escalate_after_minutes end,
            escalate_channel_id = nullif(escalate_channel_id, $2)
      where workspace_id = $1 and ($2 = any(channel_ids) or escalate_channel_id = $2)`,
    [workspaceId, id],
  );
  await db.query('delete from alert_channels where workspace_id = $1 and id = $2', [workspaceId, id]);
}
