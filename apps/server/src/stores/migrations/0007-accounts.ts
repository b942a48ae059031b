import { type Kysely, sql } from 'kysely';

/** Accounts connected by consent: consents under way, the clients they are asked for with, and what a connection was granted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Each works once. Only hashes of what the browser must show again are kept; the verifier is sealed.
  await sql`
create table oauth_states (
  state_hash bytea primary key,
  connection_id uuid not null references connections on delete cascade,
  workspace_id uuid not null references workspaces,
  -- Set when a browser begins; only that one may end it.
  browser_hash bytea,
  user_id text,
  actor text not null,
  verifier text,
  client_id text not null,
  redirect_uri text not null,
  scopes text[] not null,
  expires_at timestamptz not null
)`.execute(db);
  await sql`
create table oauth_clients (
  workspace_id uuid not null references workspaces,
  connector text not null,
  client_id text not null,
  -- Vault envelope of the secret, where the client has one.
  secret text,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (workspace_id, connector)
)`.execute(db);
  // granted_scopes null: the vendor does not say. wanted_scopes: what flows in service needed when they were deployed. connect_result: JSON, how the last consent went.
  await sql`
alter table connections add column account text, add column granted_scopes text[],
  add column wanted_scopes text[] not null default '{}', add column token_expires_at timestamptz,
  add column connected_at timestamptz, add column connect_result text`.execute(db);
}
