import Type from 'typebox';
import { listAlertChannels } from '../../stores/alerts/alert-channels.ts';
import { openIncidents, readNames } from '../../stores/alerts/alert-incidents.ts';
import { listAlertMutes, listAlertRules } from '../../stores/alerts/alert-rules.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, Uuid } from '../params.ts';
import { languageOf, RuleAnswer, toldRule } from './alert-body.ts';

const Mute = Type.Object({
  id: Uuid,
  ruleId: Type.Union([Uuid, Type.Null()]),
  flowId: Type.Union([Type.String(), Type.Null()]),
  until: Moment,
  by: Type.String(),
});

export const listRulesRoute = endpoint({
  method: 'GET',
  url: '/api/alert-rules',
  access: 'viewer',
  summary: 'The rules of alerts, as sentences, and what is muted',
  answer: Type.Object({ rules: Type.Array(RuleAnswer), mutes: Type.Array(Mute) }),
  async handle({ deps: { pool, now }, principal: { workspaceId }, request }) {
    const names = await readNames(pool, workspaceId);
    const around = { names, language: languageOf(request) };
    const mutes = await listAlertMutes(pool, now(), workspaceId);
    const channels = await listAlertChannels(pool, workspaceId);
    const open = await openIncidents(pool, workspaceId);
    const rules = await listAlertRules(pool, workspaceId);
    return {
      rules: rules.map((rule) =>
        toldRule(rule, around, { mutes, channels, open: open.filter(({ ruleId }) => ruleId === rule.id).length }),
      ),
      mutes: mutes.map(({ until, workspaceId: _, ...mute }) => ({ ...mute, until: until.toISOString() })),
    };
  },
});
