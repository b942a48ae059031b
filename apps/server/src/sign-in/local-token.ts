import { mkdir, rename, writeFile } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { createApiToken, revokeTokensNamed } from '../stores/api-tokens.ts';
import type { Database } from '../stores/schema.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';
import { localTokenPath } from './local-token-path.ts';

export const LOCAL_TOKEN_NAME = 'cli (this machine)';

/** Writes a new token for commands on this machine, and revokes the one of the last start. */
export async function writeLocalToken(db: Kysely<Database>, home: string, host: string): Promise<void> {
  const name = `${LOCAL_TOKEN_NAME} ${host}`;
  await revokeTokensNamed(db, DEFAULT_WORKSPACE, name);
  const { token } = await createApiToken(db, { workspaceId: DEFAULT_WORKSPACE, name, role: 'owner' });
  await mkdir(home, { recursive: true });
  const path = localTokenPath(home);
  // Written apart and renamed: a reader sees the old token or the new one, and the mode is ours from the first byte.
  await writeFile(`${path}.${process.pid}`, `${token}\n`, { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
}
