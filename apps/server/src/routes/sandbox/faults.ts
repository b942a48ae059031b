import Type from 'typebox';
import { askSandbox } from '../../sandbox/ask-sandbox.ts';
import { readSandboxFaults } from '../../sandbox/sandbox-faults.ts';
import { recordEvent } from '../../stores/events.ts';
import { endpoint } from '../endpoint.ts';
import { SystemName } from './sandbox-body.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Faults = Type.Object({
  faults: Type.Array(
    Type.Object({
      id: orNull(Type.Integer()),
      system: Type.String(),
      fault: Type.String(),
      times: orNull(Type.Integer({ description: 'Calls it meets; null: until it is switched off.' })),
      rate: orNull(Type.Number({ description: 'Share of the calls it meets.' })),
      met: Type.Integer(),
      method: orNull(Type.String()),
      path: orNull(Type.String()),
      over: Type.Boolean({ description: 'It has met all the calls it was to meet.' }),
    }),
  ),
});

export const listFaultsRoute = endpoint({
  method: 'GET',
  url: '/api/sandbox/faults',
  access: 'viewer',
  summary: 'The faults that are switched on at the stand-ins',
  answer: Faults,
  handle: async ({ deps }) => ({ faults: await readSandboxFaults(deps) }),
});

export const addFaultRoute = endpoint({
  method: 'POST',
  url: '/api/sandbox/faults',
  access: 'operator',
  summary: 'Switch on a fault of a stand-in, as its control API knows them (packages/sandbox/README.md)',
  body: Type.Object(
    {
      system: SystemName,
      fault: Type.String({ maxLength: 40 }),
      times: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
      rate: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
      delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 120_000 })),
      retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600 })),
      method: Type.Optional(Type.String({ pattern: '^[A-Z]{3,7}$' })),
      path: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    },
    { additionalProperties: false },
  ),
  answer: Faults,
  async handle({ deps, principal: { workspaceId, label: actor }, body: { system, method, path, ...fault } }) {
    if (system === 'mail') await askSandbox(deps, 'POST', '/mail/faults', fault);
    else {
      const match = { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) };
      await askSandbox(deps, 'POST', '/faults', { vendor: system, ...fault, match });
    }
    const data = { system, fault: fault.fault };
    await recordEvent(deps.db, { workspaceId, type: 'sandbox.fault', subject: 'sandbox', actor, data });
    return { faults: await readSandboxFaults(deps) };
  },
});

export const clearFaultsRoute = endpoint({
  method: 'DELETE',
  url: '/api/sandbox/faults',
  access: 'operator',
  summary: 'Switch off one fault, those of one stand-in, or all',
  query: Type.Object({ system: Type.Optional(SystemName), id: Type.Optional(Type.Integer({ minimum: 1 })) }),
  answer: Faults,
  async handle({ deps, principal: { workspaceId, label: actor }, query: { system, id } }) {
    const query = new URLSearchParams({
      ...(system === undefined ? {} : { vendor: system }),
      ...(id === undefined ? {} : { id: String(id) }),
    });
    if (system !== 'mail') await askSandbox(deps, 'DELETE', `/faults?${query}`);
    if (id === undefined && (system ?? 'mail') === 'mail') await askSandbox(deps, 'DELETE', '/mail/faults');
    const data = system === undefined ? {} : { system };
    await recordEvent(deps.db, { workspaceId, type: 'sandbox.faultsOff', subject: 'sandbox', actor, data });
    return { faults: await readSandboxFaults(deps) };
  },
});
