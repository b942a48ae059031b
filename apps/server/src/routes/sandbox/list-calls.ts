import Type from 'typebox';
import { readSandboxCalls } from '../../sandbox/sandbox-calls.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, Uuid } from '../params.ts';
import { SystemName } from './sandbox-body.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Ref = (id: Type.TSchema) => orNull(Type.Object({ id, name: Type.String() }));

export const listSandboxCalls = endpoint({
  method: 'GET',
  url: '/api/sandbox/calls',
  access: 'viewer',
  summary: 'The last calls to the stand-ins and the last events from them, newest first; secrets are taken out',
  query: Type.Object({
    system: Type.Optional(SystemName),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: Type.Object({
    calls: Type.Array(
      Type.Object({
        id: Type.String(),
        direction: Type.Union([Type.Literal('out'), Type.Literal('in')], {
          description: '`out`: we called the stand-in. `in`: it sent us an event.',
        }),
        system: Type.String(),
        at: Moment,
        method: Type.String(),
        url: Type.String(),
        body: Type.String(),
        status: orNull(Type.Integer()),
        durationMs: orNull(Type.Integer()),
        answer: orNull(Type.String()),
        fault: orNull(Type.String()),
        event: orNull(Type.String()),
        tries: Type.Integer(),
        trouble: orNull(Type.String()),
        flow: Ref(Type.String()),
        runId: orNull(Uuid),
        recordId: orNull(Uuid),
        connection: Ref(Uuid),
      }),
    ),
  }),
  async handle({ deps, principal, query: { system, limit = 100 } }) {
    return { calls: await readSandboxCalls(deps, principal.workspaceId, { system, limit }) };
  },
});
