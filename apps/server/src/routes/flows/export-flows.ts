import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { type ZipEntry, zipFile } from '../../flows/zip-file.ts';
import { flowFiles } from '../../stores/beside-flows.ts';
import { endpoint } from '../endpoint.ts';

const MOST_BYTES = 64 * 1_024 * 1_024;

export const exportFlows = endpoint({
  method: 'GET',
  url: '/api/flows.zip',
  access: 'viewer',
  summary: 'Several drafts with their tests as one archive, laid out as the folder `flows/`',
  query: Type.Object({
    ids: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,63}(,[a-z][a-z0-9-]{0,63}){0,199}$',
      description: 'Up to 200, with commas between.',
    }),
  }),
  answer: Type.Unknown(),
  async handle({ deps, principal, query, reply }) {
    const entries: ZipEntry[] = [];
    let size = 0;
    // One after the other, so that no more than the limit is ever in memory.
    for (const id of new Set(query.ids.split(','))) {
      for (const { path, text } of await flowFiles(deps.db, principal.workspaceId, id)) {
        size += text.length;
        if (size > MOST_BYTES) throw new Failure('tooLarge', 'server.exportTooLarge', { limit: MOST_BYTES });
        entries.push({ path: `${id}/${path}`, text });
      }
    }
    return reply
      .header('content-disposition', 'attachment; filename="flows.zip"')
      .type('application/zip')
      .send(zipFile(entries));
  },
});
