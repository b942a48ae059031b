import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { recordEvent } from '../../stores/events.ts';
import { putHook } from '../../stores/hooks.ts';
import { endpoint } from '../endpoint.ts';

const Address = Type.String({ minLength: 10, maxLength: 2_000 });

export const subscribeHook = endpoint({
  method: 'POST',
  url: '/api/hooks',
  access: 'operator',
  summary: 'Be told when flows publish an event (REST hooks: Zapier, Make, n8n)',
  body: Type.Object(
    {
      event: Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$', description: 'As the flow names it.' }),
      // Each of those who subscribe has its own name for it.
      hookUrl: Type.Optional(Address),
      targetUrl: Type.Optional(Address),
      target_url: Type.Optional(Address),
    },
    { description: 'The address by one of its usual names. Whatever else is sent is left unread.' },
  ),
  answer: Type.Object({ id: Type.String(), event: Type.String() }),
  async handle({ deps, principal, body }) {
    const { event } = body;
    const url = URL.parse(body.hookUrl ?? body.targetUrl ?? body.target_url ?? '');
    // Where it leads is judged when something is sent, inside the socket.
    if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
      throw new Failure('input', 'server.badHookAddress');
    const { workspaceId, label } = principal;
    const id = await putHook(deps.pool, workspaceId, { event, url: url.href });
    if (id === undefined) throw new Failure('config', 'server.tooManyHooks', { event });
    const data = { event, host: url.host };
    await recordEvent(deps.db, { workspaceId, type: 'hook.subscribed', subject: `hook:${id}`, actor: label, data });
    return { id, event };
  },
});
