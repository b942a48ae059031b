import Type from 'typebox';
import { listDeliveries } from '../../stores/alerts/alert-deliveries.ts';
import { getIncident, listIncidents, readNames } from '../../stores/alerts/alert-incidents.ts';
import { listAlertMutes } from '../../stores/alerts/alert-rules.ts';
import { endpoint } from '../endpoint.ts';
import { Next, pageOf, pageQuery, Uuid } from '../params.ts';
import { IncidentAnswer, languageOf, toldIncident } from './alert-body.ts';

/** Messages shown with one page of incidents. */
const MOST_DELIVERIES = 1_000;

export const listIncidentsRoute = endpoint({
  method: 'GET',
  url: '/api/alert-incidents',
  access: 'viewer',
  summary: 'What rules of alerts have found, newest first, and who was told of it',
  query: Type.Object({
    state: Type.Optional(Type.Enum(['open', 'closed'])),
    id: Type.Optional(Uuid),
    ...pageQuery,
  }),
  answer: Type.Object({ incidents: Type.Array(IncidentAnswer), next: Next }),
  async handle({ deps: { pool, now }, principal: { workspaceId }, query, request }) {
    const { state, id, after, limit = 50 } = query;
    const incidents =
      id === undefined
        ? await listIncidents(pool, workspaceId, { state, after, limit })
        : [await getIncident(pool, workspaceId, id)];
    const incidentIds = incidents.map((one) => one.id);
    const deliveries = await listDeliveries(pool, workspaceId, { incidentIds, limit: MOST_DELIVERIES });
    const mutes = await listAlertMutes(pool, now(), workspaceId);
    const around = { names: await readNames(pool, workspaceId), language: languageOf(request) };
    return {
      incidents: incidents.map((incident) => toldIncident(incident, around, { mutes, deliveries })),
      next: id === undefined ? pageOf(incidents, limit) : null,
    };
  },
});
