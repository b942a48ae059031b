import Type from 'typebox';
import { checkAlone, checkForEnvironment } from '../../flows/check-draft.ts';
import { readDocument, storedDocument } from '../../flows/read-document.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { getFlow } from '../../stores/flows.ts';
import { endpoint } from '../endpoint.ts';
import { FlowParams } from '../params.ts';
import { Document, FLOW_BODY_LIMIT } from './flow-body.ts';
import { Problems, withMessages } from './problems.ts';

export const checkFlowRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/check',
  access: 'viewer',
  summary: 'What is wrong with a flow; with an environment, also with its connections there',
  params: FlowParams,
  body: Type.Object(
    { environment: Type.Optional(Type.String({ maxLength: 100 })), document: Type.Optional(Document) },
    { additionalProperties: false },
  ),
  bodyLimit: FLOW_BODY_LIMIT,
  answer: Type.Object({ problems: Problems }),
  async handle({ deps, principal, params, body, request }) {
    const { workspaceId } = principal;
    const document =
      body.document === undefined
        ? storedDocument((await getFlow(deps.db, workspaceId, params.id)).draft)
        : readDocument(body.document);
    if (body.environment === undefined) return { problems: withMessages(checkAlone(deps.registry, document), request) };
    const { id: environmentId } = await getEnvironment(deps.db, workspaceId, body.environment);
    const place = { workspaceId, flowId: params.id, environmentId };
    const { problems } = await checkForEnvironment(deps.db, deps.registry, place, document);
    return { problems: withMessages(problems, request) };
  },
});
