import Type from 'typebox';
import { listHooks } from '../../stores/hooks.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, MomentOrNull } from '../params.ts';

export const listHooksRoute = endpoint({
  method: 'GET',
  url: '/api/hooks',
  access: 'operator',
  summary: 'Who is told what; addresses are never shown whole',
  answer: Type.Object({
    hooks: Type.Array(
      Type.Object({
        id: Type.String(),
        event: Type.String(),
        host: Type.String(),
        createdAt: Moment,
        takenAt: MomentOrNull,
        missed: Type.Integer({ description: 'How often in a row it was not there.' }),
      }),
    ),
  }),
  async handle({ deps, principal }) {
    const rows = await listHooks(deps.pool, principal.workspaceId);
    const hooks = rows.map(({ url, createdAt, takenAt, ...hook }) => ({
      ...hook,
      host: URL.parse(url)?.host ?? '',
      createdAt: createdAt.toISOString(),
      takenAt: takenAt?.toISOString() ?? null,
    }));
    return { hooks };
  },
});
