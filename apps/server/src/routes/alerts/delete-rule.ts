import { Failure } from '@raccord/contract';
import { deleteAlertRule, getAlertRule } from '../../stores/alerts/alert-rules.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const deleteRuleRoute = endpoint({
  method: 'DELETE',
  url: '/api/alert-rules/:id',
  access: 'builder',
  summary: 'Delete a rule; what it found stays in the history',
  params: IdParams,
  async handle({ deps, principal: { workspaceId, label: actor }, params: { id } }) {
    const rule = await getAlertRule(deps.pool, workspaceId, id);
    if (rule.builtin !== null) throw new Failure('config', 'alert.builtinRule');
    await deleteAlertRule(deps.pool, workspaceId, id);
    const data = { condition: rule.condition, deleted: true };
    await recordEvent(deps.db, { workspaceId, type: 'alert.rule', subject: `alert-rule:${id}`, actor, data });
  },
});
