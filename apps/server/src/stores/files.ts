import { Failure, type Files } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { persistently } from './engine/persistently.ts';

/** Largest file, in bytes. It is held in memory while it is sent, so it bounds a worker's memory too. */
export const MOST_FILE_BYTES = 25 * 1_048_576;
const MOST_NAME = 255;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The files of a workspace; they are kept as long as the records of the day they came. */
export function createFiles(pool: Pool, workspaceId: string): Files {
  return {
    async put({ name, type, content }) {
      const size = content.byteLength;
      if (size > MOST_FILE_BYTES)
        throw new Failure('tooLarge', 'files.tooLarge', { name, size, limit: MOST_FILE_BYTES });
      const id = uuidv7();
      const told = { name: printable(name) || 'file', type: printable(type) || 'application/octet-stream' };
      await persistently(() =>
        pool.query(
          'insert into files (id, workspace_id, name, type, content) values ($1, $2, $3, $4, $5) on conflict do nothing',
          [id, workspaceId, told.name, told.type, content],
        ),
      );
      return { file: id, ...told, size };
    },
    async get({ file, name }) {
      const found = uuid.test(file)
        ? await persistently(() =>
            pool.query<{ content: Buffer }>('select content from files where id = $1 and workspace_id = $2', [
              file,
              workspaceId,
            ]),
          )
        : undefined;
      const row = found?.rows[0];
      if (row === undefined) throw new Failure('missing', 'files.gone', { name });
      return row.content;
    },
  };
}

/** Names come from strangers: no line breaks, no NUL (which PostgreSQL refuses), and an end. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '').slice(0, MOST_NAME);
}
