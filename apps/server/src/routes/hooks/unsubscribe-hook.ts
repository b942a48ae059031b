import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { removeHook } from '../../stores/hooks.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const unsubscribeHook = endpoint({
  method: 'DELETE',
  url: '/api/hooks/:id',
  access: 'operator',
  summary: 'Be told no more; asked twice it is the same',
  params: IdParams,
  answer: Type.Object({ id: Type.String() }),
  async handle({ deps, principal, params: { id } }) {
    const { workspaceId, label } = principal;
    await removeHook(deps.pool, workspaceId, id);
    await recordEvent(deps.db, {
      workspaceId,
      type: 'hook.unsubscribed',
      subject: `hook:${id}`,
      actor: label,
      data: {},
    });
    return { id };
  },
});
