import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { readDocument } from '../../flows/read-document.ts';
import { LISTENER_PREFIX } from '../../samples/catch-delivery.ts';
import { triggerPlace } from '../../samples/trigger-place.ts';
import { randomToken, tokenHash } from '../../sign-in/random-token.ts';
import { getFlow } from '../../stores/flows.ts';
import { insertListener } from '../../stores/sample-listeners.ts';
import { endpoint } from '../endpoint.ts';
import { Document, FLOW_BODY_LIMIT } from '../flows/flow-body.ts';
import { FlowParams, Moment } from '../params.ts';
import { NodeId } from './sample-body.ts';

const LISTEN_MINUTES = 15;

export const listenRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/samples/listen',
  access: 'builder',
  summary:
    'Wait for one delivery at an address of its own: it is judged as the flow’s would be, kept as a sample, and not run',
  params: FlowParams,
  body: Type.Object(
    {
      document: Document,
      node: NodeId,
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
    },
    { additionalProperties: false, required: ['document', 'node', 'environment'] },
  ),
  bodyLimit: FLOW_BODY_LIMIT,
  answer: Type.Object({ id: Type.String(), url: Type.String(), until: Moment }),
  limit: { max: 30 },
  async handle({ deps, principal: { workspaceId, label: by }, params: { id: flowId }, body }) {
    const { node, environment } = body;
    const document = { ...readDocument(body.document), id: flowId };
    const {
      node: trigger,
      definition,
      ...place
    } = await triggerPlace(deps, { workspaceId, document, node, environment });
    // What only says that something changed is no sample.
    if (definition.webhook === undefined || definition.webhook.wakesPoll)
      throw new Failure('input', 'sample.cannotListen');
    const token = randomToken(LISTENER_PREFIX);
    const expiresAt = new Date(deps.now() + LISTEN_MINUTES * 60_000);
    const listener = { workspaceId, flowId, node, uses: trigger.uses, ...place, expiresAt, by };
    const id = await deps.db.transaction().execute(async (tx) => {
      await getFlow(tx, workspaceId, flowId, true);
      return insertListener(tx, { ...listener, tokenHash: tokenHash(token) });
    });
    return { id, url: `${deps.publicUrl}/hooks/${token}`, until: expiresAt.toISOString() };
  },
});
