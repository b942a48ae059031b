import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { createEditCheck } from '../../failures/edit-check.ts';
import { fieldSteps, replaceField } from '../../failures/replace-field.ts';
import { readFailureData } from '../../stores/inbox/failure-data.ts';
import { targeted } from '../../stores/inbox/failure-jobs.ts';
import { endpoint } from '../endpoint.ts';
import { ReplacementBody, sentenceOf, Target } from './failure-body.ts';

const MOST_LOOKED_AT = 1_000;
const MOST_TOLD = 20;

export const previewReplacement = endpoint({
  method: 'POST',
  url: '/api/failures/preview-replacement',
  access: 'viewer',
  summary: 'What a change to many records would do, before it is done: the first of them, before and after',
  bodyLimit: 2_000_000,
  body: Type.Object({ target: Target, replacement: ReplacementBody }, { additionalProperties: false }),
  answer: Type.Object({
    looked: Type.Integer({ description: 'Of a large group only the first 1,000 are looked at.' }),
    changed: Type.Integer(),
    unfit: Type.Integer({ description: 'Would no longer be what the trigger brings: they are not run.' }),
    changes: Type.Array(
      Type.Object({
        id: Type.String(),
        recordKey: Type.Union([Type.String(), Type.Null()]),
        before: Type.Unknown(),
        after: Type.Unknown(),
        problem: Type.Optional(Type.String()),
      }),
    ),
  }),
  async handle({ deps, principal: { workspaceId }, body: { target, replacement }, request }) {
    if (fieldSteps(replacement.field) === undefined)
      throw new Failure('input', 'inbox.badField', { field: replacement.field }, { at: 'replacement.field' });
    const { flow: flowId, ...rest } = 'filter' in target ? target.filter : {};
    const wanted = 'ids' in target ? target : { filter: { ...rest, flowId } };
    const query = targeted(deps.db, workspaceId, 'retry', wanted);
    const ids = (await query.select('id').orderBy('id').limit(MOST_LOOKED_AT).execute()).map(({ id }) => id);
    const check = createEditCheck(deps.registry);
    const all = (await readFailureData(deps.pool, workspaceId, ids)).flatMap(({ id, recordKey, data, uses }) => {
      const after = replaceField(data, replacement);
      if (after === undefined) return [];
      const wrong = check(uses, data, after);
      const problem = wrong === undefined ? {} : { problem: sentenceOf(wrong, request) };
      return [
        {
          id,
          recordKey,
          before: fieldValue(data, replacement.field),
          after: fieldValue(after, replacement.field),
          ...problem,
        },
      ];
    });
    return {
      looked: ids.length,
      changed: all.length,
      unfit: all.filter((each) => 'problem' in each).length,
      changes: all.slice(0, MOST_TOLD),
    };
  },
});

/** What stands in a field; for `lines[].sku` the whole list. */
function fieldValue(data: unknown, field: string): unknown {
  let value = data;
  for (const step of fieldSteps(field) ?? []) {
    if (step === '[]') break;
    const key = step.startsWith('[') ? step.slice(1, -1) : step;
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value ?? null;
}
