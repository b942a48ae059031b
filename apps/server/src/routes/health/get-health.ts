import Type from 'typebox';
import { VERSION } from '../../version.ts';
import { endpoint } from '../endpoint.ts';

export const getHealth = endpoint({
  method: 'GET',
  url: '/api/health',
  access: 'public',
  summary: 'Whether the process is alive',
  answer: Type.Object({ ok: Type.Literal(true), version: Type.String() }),
  handle: async () => ({ ok: true as const, version: VERSION }),
});
