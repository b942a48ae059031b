import { Failure } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import Type from 'typebox';
import { checkAlone } from '../../flows/check-draft.ts';
import { readDocument } from '../../flows/read-document.ts';
import { saveDraft } from '../../stores/flows.ts';
import { notifyEvent } from '../../stores/notify.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Document, FLOW_BODY_LIMIT } from './flow-body.ts';
import { Problems, withMessages } from './problems.ts';

export const saveFlow = endpoint({
  method: 'PUT',
  url: '/api/flows/:id',
  access: 'builder',
  summary: 'Save a flow’s draft; refused with 409 when somebody saved a newer one',
  params: FlowParams,
  body: Type.Object(
    { revision: Type.Integer({ minimum: 1, description: 'The revision you started from.' }), document: Document },
    { additionalProperties: false },
  ),
  bodyLimit: FLOW_BODY_LIMIT,
  answer: Type.Object({ revision: Type.Integer(), problems: Problems }),
  async handle({ deps, principal, params, body, request }) {
    const { workspaceId, label: by } = principal;
    const document = readDocument(body.document);
    if (document.id !== params.id)
      throw new Failure('input', 'server.otherFlowId', { flow: params.id, found: document.id });
    const draft = { id: params.id, name: document.name, draft: canonicalFlow(document), revision: body.revision, by };
    const revision = await deps.db.transaction().execute(async (tx) => {
      const saved = await saveDraft(tx, workspaceId, draft);
      await notifyEvent(tx, { workspaceId, type: 'flow.saved', flowId: params.id });
      return saved;
    });
    return { revision, problems: withMessages(checkAlone(deps.registry, document), request) };
  },
});
