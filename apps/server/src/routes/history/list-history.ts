import Type from 'typebox';
import { listEvents } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, Next, pageOf, pageQuery } from '../params.ts';

export const listHistory = endpoint({
  method: 'GET',
  url: '/api/history',
  access: 'viewer',
  summary: 'Who did what, newest first; for one thing, or for all',
  query: Type.Object({
    subject: Type.Optional(Type.String({ maxLength: 200, description: 'e.g. `flow:stripe-payment`' })),
    ...pageQuery,
  }),
  answer: Type.Object({
    events: Type.Array(
      Type.Object({
        id: Type.String(),
        type: Type.String(),
        subject: Type.Union([Type.String(), Type.Null()]),
        actor: Type.Union([Type.String(), Type.Null()]),
        data: Type.Unknown(),
        at: Moment,
      }),
    ),
    next: Next,
  }),
  async handle({ deps, principal, query: { subject, after, limit = 50 } }) {
    const events = await listEvents(deps.db, principal.workspaceId, { subject, after, limit });
    return { events, next: pageOf(events, limit) };
  },
});
