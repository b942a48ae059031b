import type { Pool } from 'pg';

export type WebhookRow = {
  triggerId: string;
  workspaceId: string;
  flowId: string;
  version: number;
  environmentId: string;
  uses: string;
  config: Record<string, unknown>;
  responds: boolean;
  lane?: string;
  connectionId?: string;
  /** Sealed. */
  signingSecrets?: string;
  /** Sealed, one for each of its subscriptions: also one just asked for, whose vendor may try the address before it agrees. */
  subscriptionSecrets: { id: string; secret: string }[];
};

type Row = {
  id: string;
  workspace_id: string;
  flow_id: string;
  version: number;
  environment_id: string;
  uses: string;
  config: string;
  responds: boolean;
  ordered: boolean;
  connection_id: string | null;
  signing_secrets: string | null;
  subscription_secrets: { id: string; secret: string }[];
};

/** A connection's own address, whether or not a trigger listens through it. */
export type SharedRow = { connectionId: string; workspaceId: string; connector: string; signingSecrets?: string };

/** Before every token of a connection's own address, so that it is looked for in one place only. */
export const SHARED_PREFIX = 'account_';

/** The webhook with this address, if it is in service. One that is polled may be told of changes too. */
export async function findWebhook(pool: Pool, token: string): Promise<WebhookRow | undefined> {
  return (await readWebhooks(pool, 't.token = $1', token))[0];
}

/** The connection with this address, and the webhooks in service that listen through it. */
export async function findShared(
  pool: Pool,
  token: string,
): Promise<{ connection: SharedRow; webhooks: WebhookRow[] } | undefined> {
  const { rows } = await pool.query<{
    id: string;
    workspace_id: string;
    connector: string;
    signing_secrets: string | null;
  }>('select id, workspace_id, connector, signing_secrets from connections where hook_token = $1', [token]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { id: connectionId, workspace_id: workspaceId, connector, signing_secrets: secrets } = row;
  const connection = { connectionId, workspaceId, connector, ...(secrets === null ? {} : { signingSecrets: secrets }) };
  return { connection, webhooks: await readWebhooks(pool, 't.connection_id = $1', connectionId) };
}

async function readWebhooks(pool: Pool, condition: string, value: string): Promise<WebhookRow[]> {
  const { rows } = await pool.query<Row>(
    `select t.id, t.workspace_id, t.flow_id, d.version, t.environment_id, t.uses, t.config, t.responds, t.ordered, t.connection_id, c.signing_secrets,
            (select coalesce(json_agg(json_build_object('id', s.id, 'secret', s.secret) order by s.id desc), '[]') from subscriptions s where s.trigger_id = t.id) as subscription_secrets
       from triggers t
       join deployments d on d.workspace_id = t.workspace_id and d.flow_id = t.flow_id and d.environment_id = t.environment_id and d.active
       left join connections c on c.id = t.connection_id
      where ${condition} and t.kind in ('webhook', 'poll') and t.active order by t.id`,
    [value],
  );
  return rows.map((row) => ({
    triggerId: row.id,
    workspaceId: row.workspace_id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    uses: row.uses,
    config: JSON.parse(row.config),
    responds: row.responds,
    ...(row.ordered ? { lane: `${row.flow_id}:${row.environment_id}` } : {}),
    ...(row.connection_id === null ? {} : { connectionId: row.connection_id }),
    subscriptionSecrets: row.subscription_secrets,
    ...(row.signing_secrets === null ? {} : { signingSecrets: row.signing_secrets }),
  }));
}
