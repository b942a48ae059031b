import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { getConnection } from '../../stores/connections.ts';
import { recordEvent } from '../../stores/events.ts';
import { getFlow } from '../../stores/flows.ts';
import { getTracing, listTracings, startTracing, stopTracing, type Tracing } from '../../stores/tracings.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Uuid } from '../params.ts';
import { FlowId, TracingAnswer } from './tracing-body.ts';

export const listTracingsRoute = endpoint({
  method: 'GET',
  url: '/api/tracings',
  access: 'viewer',
  summary: 'What was traced, or is: of a flow, of a connection, or all; the newest first, for 7 days',
  query: Type.Object({ flow: Type.Optional(FlowId), connection: Type.Optional(Uuid) }),
  answer: Type.Object({ tracings: Type.Array(TracingAnswer) }),
  async handle({ deps, principal: { workspaceId }, query: { flow: flowId, connection: connectionId } }) {
    return { tracings: await listTracings(deps.pool, workspaceId, { flowId, connectionId }, 20) };
  },
});

export const getTracingRoute = endpoint({
  method: 'GET',
  url: '/api/tracings/:id',
  access: 'viewer',
  summary: 'One tracing: who switched it on, until when, how much it holds',
  params: IdParams,
  answer: TracingAnswer,
  handle: ({ deps, principal, params }) => getTracing(deps.pool, principal.workspaceId, params.id),
});

export const startTracingRoute = endpoint({
  method: 'POST',
  url: '/api/tracings',
  access: 'operator',
  summary: 'Trace a flow or a connection for some minutes: calls in full and evaluated expressions, without secrets',
  body: Type.Object(
    {
      flow: Type.Optional(FlowId),
      connectionId: Type.Optional(Uuid),
      minutes: Type.Integer({ minimum: 1, maximum: 60 }),
    },
    { additionalProperties: false },
  ),
  answer: TracingAnswer,
  async handle({ deps, principal: { workspaceId, label: by }, body: { flow, connectionId, minutes } }) {
    if ((flow === undefined) === (connectionId === undefined)) throw new Failure('input', 'tracing.one');
    if (flow !== undefined) await getFlow(deps.db, workspaceId, flow);
    if (connectionId !== undefined) await getConnection(deps.db, workspaceId, connectionId);
    const subject = flow === undefined ? { connectionId: connectionId! } : { flowId: flow };
    const tracing = await startTracing(deps.pool, workspaceId, subject, { minutes, by });
    await recordEvent(deps.db, {
      ...eventOf(tracing),
      workspaceId,
      type: 'tracing.started',
      actor: by,
      data: { minutes },
    });
    return tracing;
  },
});

export const stopTracingRoute = endpoint({
  method: 'POST',
  url: '/api/tracings/:id/stop',
  access: 'operator',
  summary: 'Trace no longer; what was traced stays for 7 days',
  params: IdParams,
  answer: TracingAnswer,
  async handle({ deps, principal: { workspaceId, label: by }, params }) {
    const tracing = await stopTracing(deps.pool, workspaceId, params.id, by);
    await recordEvent(deps.db, { ...eventOf(tracing), workspaceId, type: 'tracing.stopped', actor: by });
    return tracing;
  },
});

function eventOf({ flowId, connectionId }: Tracing) {
  return flowId === null
    ? { subject: `connection:${connectionId}`, live: { connectionId: connectionId! } }
    : { subject: `flow:${flowId}`, live: { flowId } };
}
