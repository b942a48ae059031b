import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import Type from 'typebox';
import { checkAlone } from '../../flows/check-draft.ts';
import { readDocument } from '../../flows/read-document.ts';
import { recordEvent } from '../../stores/events.ts';
import { createFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { Document, FLOW_BODY_LIMIT } from './flow-body.ts';
import { Problems, withMessages } from './problems.ts';

export const createFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows',
  access: 'builder',
  summary: 'Create a flow, or import one that was exported',
  body: Type.Object({ document: Document }, { additionalProperties: false }),
  bodyLimit: FLOW_BODY_LIMIT,
  answer: Type.Object({ id: Type.String(), revision: Type.Integer(), problems: Problems }),
  async handle({ deps, principal, body, request }) {
    const { workspaceId, label: by } = principal;
    const document = readDocument(body.document);
    const { id, name } = document;
    await deps.db.transaction().execute(async (tx) => {
      await createFlow(tx, workspaceId, { id, name, draft: canonicalFlow(document), by });
      await recordEvent(tx, {
        workspaceId,
        type: 'flow.created',
        subject: `flow:${id}`,
        actor: by,
        live: { flowId: id },
      });
    });
    return { id, revision: 1, problems: withMessages(checkAlone(deps.registry, document), request) };
  },
});
