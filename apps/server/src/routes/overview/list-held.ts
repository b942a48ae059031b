import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';
import { listHeldWork } from '../../stores/held-work.ts';
import { endpoint } from '../endpoint.ts';
import { Uuid } from '../params.ts';
import { HeldAnswer } from './held-body.ts';

export const listHeld = endpoint({
  method: 'GET',
  url: '/api/held',
  access: 'viewer',
  summary: 'Connections that are broken or throttled, and the work that waits behind them; it goes on by itself',
  query: Type.Object({ connection: Type.Optional(Uuid) }),
  answer: Type.Object({ held: Type.Array(HeldAnswer) }),
  async handle({ deps, principal: { workspaceId }, query: { connection: connectionId }, request }) {
    const language = preferredLanguage(request.headers['accept-language']);
    return { held: await listHeldWork(deps.pool, workspaceId, language, { connectionId }) };
  },
});
