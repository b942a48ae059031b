import Type from 'typebox';
import { VERSION } from '../../version.ts';
import { endpoint } from '../endpoint.ts';

export const getHealthz = endpoint({
  method: 'GET',
  url: '/healthz',
  access: 'public',
  summary: 'Whether the process is alive',
  answer: Type.Object({ ok: Type.Literal(true), version: Type.String() }),
  handle: async () => ({ ok: true as const, version: VERSION }),
});
