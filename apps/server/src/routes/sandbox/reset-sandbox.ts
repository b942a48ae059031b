import Type from 'typebox';
import { askSandbox } from '../../sandbox/ask-sandbox.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { SystemName } from './sandbox-body.ts';

export const resetSandbox = endpoint({
  method: 'POST',
  url: '/api/sandbox/reset',
  access: 'operator',
  summary: 'Put one stand-in, or all of them, back to the state after the start',
  body: Type.Object({ system: Type.Optional(SystemName) }, { additionalProperties: false }),
  async handle({ deps, principal: { workspaceId, label: actor }, body: { system } }) {
    await askSandbox(deps, 'POST', '/reset', { seed: 'demo', ...(system === undefined ? {} : { vendor: system }) });
    // The addresses that events go to were forgotten with the rest.
    await deps.sandbox.register?.();
    const data = system === undefined ? {} : { system };
    await recordEvent(deps.db, { workspaceId, type: 'sandbox.reset', subject: 'sandbox', actor, data });
  },
});
