import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { deleteAlertMute, getAlertRule, putAlertMute } from '../../stores/alerts/alert-rules.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Uuid } from '../params.ts';

export const muteRoute = endpoint({
  method: 'POST',
  url: '/api/alert-mutes',
  access: 'operator',
  summary:
    'Tell nobody of a rule, of a flow, or of a rule for a flow, until a time; what is found is shown all the same',
  body: Type.Object(
    {
      ruleId: Type.Union([Uuid, Type.Null()]),
      flow: Type.Union([Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }), Type.Null()]),
      until: Type.String({ format: 'date-time' }),
    },
    { additionalProperties: false },
  ),
  async handle({ deps, principal: { workspaceId, label: by }, body: { ruleId, flow: flowId, until } }) {
    if (ruleId === null && flowId === null) throw new Failure('input', 'alert.muteWhat');
    if (ruleId !== null) await getAlertRule(deps.pool, workspaceId, ruleId);
    await putAlertMute(deps.pool, { workspaceId, ruleId, flowId, until: new Date(until), by });
    const data = { ruleId, flowId, until };
    await recordEvent(deps.db, { workspaceId, type: 'alert.changed', subject: 'alert-mutes', actor: by, data });
  },
});

export const unmuteRoute = endpoint({
  method: 'DELETE',
  url: '/api/alert-mutes/:id',
  access: 'operator',
  summary: 'Tell people again',
  params: IdParams,
  async handle({ deps, principal: { workspaceId, label: actor }, params }) {
    await deleteAlertMute(deps.pool, workspaceId, params.id);
    await recordEvent(deps.db, { workspaceId, type: 'alert.changed', subject: 'alert-mutes', actor });
  },
});
