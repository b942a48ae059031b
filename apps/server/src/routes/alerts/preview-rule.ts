import Type from 'typebox';
import { lookBack } from '../../alerts/look-back.ts';
import { ruleSentence } from '../../alerts/sentences.ts';
import { readNames } from '../../stores/alerts/alert-incidents.ts';
import { endpoint } from '../endpoint.ts';
import { Moment } from '../params.ts';
import { languageOf, RuleBody } from './alert-body.ts';
import { readRule } from './read-rule.ts';

const DAYS = 7;
const MOST_SHOWN = 100;

export const previewRule = endpoint({
  method: 'POST',
  url: '/api/alert-rules/preview',
  access: 'builder',
  summary: 'What a rule would have done in the last 7 days, and what it would find now; nothing is kept',
  body: RuleBody,
  answer: Type.Object({
    sentence: Type.String(),
    days: Type.Integer(),
    past: Type.Union(
      [
        Type.Object({ times: Type.Integer(), at: Type.Array(Moment, { description: 'The latest, oldest first.' }) }),
        Type.Null(),
      ],
      { description: 'Null: nothing is kept that could tell.' },
    ),
    now: Type.Integer({ description: 'Incidents it would open now.' }),
  }),
  limit: { max: 60 },
  async handle({ deps, principal: { workspaceId }, body, request }) {
    const rule = await readRule(deps, workspaceId, body);
    const names = await readNames(deps.pool, workspaceId);
    const { past, now } = await lookBack(deps.pool, workspaceId, rule, { days: DAYS, now: deps.now() });
    const at = past?.slice(-MOST_SHOWN).map((time) => new Date(time).toISOString());
    return {
      sentence: ruleSentence(rule, names, languageOf(request)),
      days: DAYS,
      past: past === undefined || at === undefined ? null : { times: past.length, at },
      now,
    };
  },
});
