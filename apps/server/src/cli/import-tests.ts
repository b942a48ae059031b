import { basename } from 'node:path';
import { Failure } from '@raccord/contract';
import type { ApiClient } from './api-client.ts';
import { testsBeside } from './flow-tests.ts';
import { readJsonFile } from './read-file.ts';

/**
 * Brings the tests beside a flow's file (`tests/*.json`) to the server: those it has under their names are replaced, others of its own
 * stay. @returns how many there were
 */
export async function importTests(api: ApiClient, flow: string, flowFile: string): Promise<number> {
  if (basename(flowFile) !== 'flow.json') return 0;
  const places = await testsBeside(flowFile);
  const path = `/api/flows/${encodeURIComponent(flow)}/tests`;
  for (const { file } of places) {
    const [id, document] = [basename(file, '.json'), await readJsonFile(file)];
    const known = await api.get<{ revision: number }>(`${path}/${encodeURIComponent(id)}`).catch(orNone);
    if (known === undefined) await api.send('POST', path, { id, document });
    else await api.send('PUT', `${path}/${encodeURIComponent(id)}`, { revision: known.revision, document });
  }
  return places.length;
}

function orNone(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'server.noFlowTest') return undefined;
  throw error;
}
