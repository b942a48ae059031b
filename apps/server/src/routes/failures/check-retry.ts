import Type from 'typebox';
import { targeted } from '../../stores/inbox/failure-jobs.ts';
import { readReadiness, verdicts } from '../../stores/inbox/readiness.ts';
import { endpoint } from '../endpoint.ts';
import { sentenceOf, Target } from './failure-body.ts';

/** Looked at one by one; of a larger group the first. */
const MOST_LOOKED_AT = 1_000;
const MOST_TOLD = 200;
const Count = Type.Integer();

export const checkRetry = endpoint({
  method: 'POST',
  url: '/api/failures/readiness',
  access: 'viewer',
  summary: 'What running failures again would do, for each: will run, already done, in doubt, or refused, and why',
  bodyLimit: 2_000_000,
  body: Type.Object({ target: Target }, { additionalProperties: false }),
  answer: Type.Object({
    total: Type.Integer(),
    looked: Type.Integer({ description: 'Of a large group only the first 1,000 are looked at.' }),
    counts: Type.Object({ willRun: Count, alreadyDone: Count, inDoubt: Count, refused: Count }),
    records: Type.Array(
      Type.Object({
        id: Type.String(),
        recordId: Type.String(),
        recordKey: Type.Union([Type.String(), Type.Null()]),
        verdict: Type.Enum([...verdicts]),
        done: Type.Array(Type.String(), { description: 'Nodes whose effects stand and are not repeated.' }),
        looksFirst: Type.Boolean({
          description: 'The call may have been carried out: it is made under the same key, or looked for first.',
        }),
        code: Type.Optional(Type.String()),
        message: Type.Optional(Type.String()),
      }),
      { description: 'At most 200, those first that will not run.' },
    ),
  }),
  async handle({ deps, principal: { workspaceId }, body: { target }, request }) {
    const { total, ids } = await meant(target);
    const all = await readReadiness(deps.pool, workspaceId, ids);
    const counts = { willRun: 0, alreadyDone: 0, inDoubt: 0, refused: 0 };
    for (const { verdict } of all) counts[verdict] += 1;
    const odd = all.toSorted((a, b) => Number(a.verdict === 'willRun') - Number(b.verdict === 'willRun'));
    const records = odd.slice(0, MOST_TOLD).map(({ code, ...each }) => ({
      ...each,
      ...(code === undefined ? {} : { code, message: sentenceOf({ code }, request) }),
    }));
    return { total, looked: all.length, counts, records };

    async function meant(wanted: Type.Static<typeof Target>): Promise<{ total: number; ids: string[] }> {
      if ('ids' in wanted) return { total: wanted.ids.length, ids: wanted.ids.slice(0, MOST_LOOKED_AT) };
      const { flow: flowId, ...rest } = wanted.filter;
      const query = targeted(deps.db, workspaceId, 'retry', { filter: { ...rest, flowId } });
      const [{ count }, first] = await Promise.all([
        query.select((is) => is.fn.countAll<string>().as('count')).executeTakeFirstOrThrow(),
        query.select('id').orderBy('id').limit(MOST_LOOKED_AT).execute(),
      ]);
      return { total: Number(count), ids: first.map(({ id }) => id) };
    }
  },
});
