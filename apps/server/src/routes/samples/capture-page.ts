import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { readDocument } from '../../flows/read-document.ts';
import { keepSome } from '../../samples/keep-samples.ts';
import { triggerPlace } from '../../samples/trigger-place.ts';
import { endpoint } from '../endpoint.ts';
import { Document, FLOW_BODY_LIMIT } from '../flows/flow-body.ts';
import { FlowParams } from '../params.ts';
import { NodeId, SampleAnswer } from './sample-body.ts';

export const capturePageRoute = endpoint({
  method: 'POST',
  url: '/api/flows/:id/samples/page',
  access: 'builder',
  summary: 'Read a page of a trigger’s account and keep it as samples; nothing runs, and the flow reads it again',
  params: FlowParams,
  body: Type.Object(
    {
      document: Document,
      node: NodeId,
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
      cursor: Type.Optional(Type.Unknown({ description: 'Of the page before: reads what has changed since.' })),
    },
    { additionalProperties: false, required: ['document', 'node', 'environment'] },
  ),
  bodyLimit: FLOW_BODY_LIMIT,
  answer: Type.Object({
    samples: Type.Array(SampleAnswer),
    left: Type.Integer({ description: 'What could not be kept: no room, or too large.' }),
    cursor: Type.Unknown(),
  }),
  limit: { max: 30 },
  async handle({ deps, principal: { workspaceId, label: by }, params: { id: flowId }, body }) {
    const { node, environment, cursor } = body;
    const document = { ...readDocument(body.document), id: flowId };
    const place = await triggerPlace(deps, { workspaceId, document, node, environment });
    if (place.definition.poll === undefined) throw new Failure('input', 'sample.cannotPoll');
    const page = await deps.askFlow({
      kind: 'page',
      workspaceId,
      uses: place.node.uses,
      config: place.config,
      connectionId: place.connectionId,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { kept, left } = await keepSome(deps.db, { workspaceId, flowId, node, origin: 'poll', by }, page.items);
    return { samples: kept, left, cursor: page.cursor };
  },
});
