import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { databaseAnswers } from '../../stores/database.ts';
import { endpoint } from '../endpoint.ts';

export const getReady = endpoint({
  method: 'GET',
  url: '/api/ready',
  access: 'public',
  summary: 'Whether requests can be served: the database answers',
  answer: Type.Object({ ok: Type.Literal(true) }),
  async handle({ deps }) {
    if (!(await databaseAnswers(deps.db)))
      throw new Failure('transient', 'server.notReady', {}, { retryAfterMs: 5_000 });
    return { ok: true as const };
  },
});
