import Type from 'typebox';
import { getVersionText } from '../../stores/flow-versions.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Document } from './flow-body.ts';

export const exportFlow = endpoint({
  method: 'GET',
  url: '/api/flows/:id/export',
  access: 'viewer',
  summary: 'A flow as a file: canonical JSON, the same bytes for the same flow',
  params: FlowParams,
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: the draft.' })) }),
  answer: Document,
  async handle({ deps, principal, params, query, reply }) {
    const { workspaceId } = principal;
    const text =
      query.version === undefined
        ? (await getFlow(deps.db, workspaceId, params.id)).draft
        : await getVersionText(deps.db, workspaceId, params.id, query.version);
    // Sent as it is stored: serialising it again would lose the canonical form.
    reply
      .header('content-disposition', `attachment; filename="${params.id}.json"`)
      .type('application/json; charset=utf-8')
      .serializer((payload) => String(payload));
    return text;
  },
});
