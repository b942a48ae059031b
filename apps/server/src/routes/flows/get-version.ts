import Type from 'typebox';
import { getVersionText } from '../../stores/flow-versions.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Document } from './flow-body.ts';

export const getVersion = endpoint({
  method: 'GET',
  url: '/api/flows/:id/versions/:version',
  access: 'viewer',
  summary: 'One version of a flow; it never changes',
  params: Type.Object({ ...FlowParams.properties, version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
  answer: Type.Object({ version: Type.Integer(), document: Document }),
  async handle({ deps, principal, params: { id, version } }) {
    const text = await getVersionText(deps.db, principal.workspaceId, id, version);
    return { version, document: JSON.parse(text) as unknown };
  },
});
