import Type, { type Static } from 'typebox';
import { getAlertRule, putAlertRule } from '../../stores/alerts/alert-rules.ts';
import { recordEvent } from '../../stores/events.ts';
import type { Call } from '../endpoint.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Uuid } from '../params.ts';
import { RuleBody } from './alert-body.ts';
import { readRule } from './read-rule.ts';

const Saved = Type.Object({ id: Uuid });
type Saving = Pick<Call<undefined, undefined, typeof RuleBody, 'builder'>, 'deps' | 'principal' | 'body'>;

export const createRuleRoute = endpoint({
  method: 'POST',
  url: '/api/alert-rules',
  access: 'builder',
  summary: 'Make a rule of alerts',
  body: RuleBody,
  answer: Saved,
  handle: (call) => save(call),
});

export const updateRuleRoute = endpoint({
  method: 'PUT',
  url: '/api/alert-rules/:id',
  access: 'builder',
  summary: 'Put another rule in the place of this one',
  params: IdParams,
  body: RuleBody,
  answer: Saved,
  async handle(call) {
    const { id } = await getAlertRule(call.deps.pool, call.principal.workspaceId, call.params.id);
    return save(call, id);
  },
});

async function save({ deps, principal, body }: Saving, known?: string): Promise<Static<typeof Saved>> {
  const { workspaceId, label: by } = principal;
  const fields = await readRule(deps, workspaceId, body);
  const { id } = await putAlertRule(
    deps.pool,
    { workspaceId, by, ...(known === undefined ? {} : { id: known }) },
    fields,
  );
  const data = { condition: fields.condition, enabled: fields.enabled };
  await recordEvent(deps.db, { workspaceId, type: 'alert.rule', subject: `alert-rule:${id}`, actor: by, data });
  return { id };
}
