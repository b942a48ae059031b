import { recordStates } from '@raccord/contract';
import Type from 'typebox';
import { listRecords } from '../../stores/records.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Next, pageOf, pageQuery } from '../params.ts';
import { recordFields } from './record-body.ts';

export const listRecordsRoute = endpoint({
  method: 'GET',
  url: '/api/runs/:id/records',
  access: 'viewer',
  summary: 'The records of a run, in the order they came',
  params: IdParams,
  query: Type.Object({ state: Type.Optional(Type.Enum([...recordStates])), ...pageQuery }),
  answer: Type.Object({ records: Type.Array(Type.Object(recordFields)), next: Next }),
  async handle({ deps, principal, params, query }) {
    const { workspaceId } = principal;
    const { limit = 50, state, after } = query;
    const run = await getRun(deps.db, workspaceId, params.id);
    const records = await listRecords(deps.db, workspaceId, run, { state, after, limit });
    return { records, next: pageOf(records, limit) };
  },
});
