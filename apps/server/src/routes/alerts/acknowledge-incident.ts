import Type from 'typebox';
import { acknowledgeIncident } from '../../stores/alerts/alert-incidents.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const acknowledgeIncidentRoute = endpoint({
  method: 'POST',
  url: '/api/alert-incidents/:id/acknowledge',
  access: 'operator',
  summary: 'Say that somebody looks after it: it goes to nobody else',
  params: IdParams,
  body: Type.Object({}, { additionalProperties: false }),
  async handle({ deps, principal: { workspaceId, label: actor }, params: { id } }) {
    await acknowledgeIncident(deps.pool, workspaceId, { id, by: actor, now: deps.now() });
    await recordEvent(deps.db, { workspaceId, type: 'alert.changed', subject: `incident:${id}`, actor });
  },
});
