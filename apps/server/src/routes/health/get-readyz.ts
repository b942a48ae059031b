import Type from 'typebox';
import { endpoint } from '../endpoint.ts';

export const getReadyz = endpoint({
  method: 'GET',
  url: '/readyz',
  access: 'public',
  summary:
    'Whether everything that work needs is there: the database, its migrations, the queue, a worker. What is missing is said; `for=requests` asks only for what answering needs, since accepted work can wait',
  query: Type.Object({ for: Type.Optional(Type.Union([Type.Literal('work'), Type.Literal('requests')])) }),
  answer: Type.Object({ ok: Type.Literal(true) }),
  async handle({ deps, query }) {
    await deps.readiness(query.for ?? 'work');
    return { ok: true as const };
  },
});
