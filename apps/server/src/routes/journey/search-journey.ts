import { recordStates } from '@raccord/contract';
import Type from 'typebox';
import { searchedTexts, traceToken } from '../../journey/tokens.ts';
import { behindMs, findTraces, readTouched } from '../../stores/journey.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, MomentOrNull } from '../params.ts';

/** More than anybody reads; who finds as many searches for something that says more. */
const MOST = 200;
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

export const searchJourney = endpoint({
  method: 'GET',
  url: '/api/journey',
  access: 'viewer',
  summary: 'Where an e-mail address, a number or an id came by: every record it was in, across all flows, newest first',
  query: Type.Object({
    q: Type.String({ minLength: 3, maxLength: 200 }),
    from: Type.Optional(Type.String({ format: 'date-time' })),
    to: Type.Optional(Type.String({ format: 'date-time' })),
  }),
  answer: Type.Object({
    records: Type.Array(
      Type.Object({
        recordId: Type.String(),
        rootId: TextOrNull,
        runId: Type.String(),
        flowId: Type.String(),
        version: Type.Integer(),
        environmentId: Type.String(),
        key: TextOrNull,
        state: Type.Enum([...recordStates]),
        node: TextOrNull,
        settledAt: MomentOrNull,
        came: Type.Boolean({ description: 'What the record came with says it.' }),
        calls: Type.Array(Type.Object({ node: Type.String(), at: Moment }), {
          description: 'Calls whose answer says it.',
        }),
      }),
    ),
    more: Type.Boolean({ description: 'There are more; only some of the newest days are here.' }),
    behindMs: Type.Integer({ description: 'By how much the index is behind what is done; 0 when it has all.' }),
  }),
  async handle({ deps, principal: { workspaceId }, query: { q, from, to } }) {
    const texts = [...searchedTexts(q)];
    const span = {
      from: from === undefined ? undefined : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
    };
    const tokens = texts.map(traceToken);
    const found = await findTraces(deps.pool, workspaceId, tokens, { ...span, limit: MOST + 1 });
    const records = await readTouched(deps.pool, workspaceId, found.slice(0, MOST), texts);
    return { records, more: found.length > MOST, behindMs: await behindMs(deps.pool) };
  },
});
