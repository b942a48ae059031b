import type { Endpoints } from '@raccord/contract';
import type { Pool } from 'pg';

export type ConnectionRow = {
  id: string;
  workspaceId: string;
  connector: string;
  settings: Record<string, unknown>;
  endpoints: Partial<Endpoints>;
  /** Sealed. */
  credentials?: string;
  signingSecrets?: string;
  /** Scopes that the flows in service need. */
  wantedScopes: string[];
  /** `waiting` until it is over: nothing may be sent. Afterwards the next call is a probe. */
  /** Ids of the tracings that are on for it. */
  tracings?: string[];
  hold?: { reason: string; waiting: boolean };
};

type Row = {
  id: string;
  workspace_id: string;
  connector: string;
  settings: string;
  endpoints: string;
  credentials: string | null;
  signing_secrets: string | null;
  wanted_scopes: string[];
  reason: string | null;
  waiting: boolean | null;
  tracings: string[] | null;
};

export async function readConnection(pool: Pool, id: string): Promise<ConnectionRow | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'read-connection',
    text: `select c.id, c.workspace_id, c.connector, c.settings, c.endpoints, c.credentials, c.signing_secrets, c.wanted_scopes, h.reason,
                  (h.until is null or h.until > now()) as waiting,
                  (select array_agg(t.id) from tracings t where t.connection_id = c.id and t.ended_at is null and t.until > now()) as tracings
             from connections c left join connection_holds h on h.connection_id = c.id where c.id = $1`,
    values: [id],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    connector: row.connector,
    settings: JSON.parse(row.settings),
    endpoints: JSON.parse(row.endpoints),
    wantedScopes: row.wanted_scopes,
    ...(row.credentials === null ? {} : { credentials: row.credentials }),
    ...(row.signing_secrets === null ? {} : { signingSecrets: row.signing_secrets }),
    ...(row.tracings === null ? {} : { tracings: row.tracings }),
    ...(row.reason === null ? {} : { hold: { reason: row.reason, waiting: row.waiting === true } }),
  };
}
