import Type from 'typebox';
import { listEnvironments } from '../../stores/environments.ts';
import { listCleanUps } from '../../stores/keeping/clean-ups.ts';
import { readKept } from '../../stores/keeping/kept-sizes.ts';
import { defaultKeeping, keepingOf, listKeeping } from '../../stores/keeping/policies.ts';
import { endpoint } from '../endpoint.ts';
import { Moment, MomentOrNull } from '../params.ts';
import { KeepingBody, OwnKeepingBody } from './keeping-body.ts';

const MOST_FLOWS = 500;
const held = { own: OwnKeepingBody, effective: KeepingBody };

export const getKeeping = endpoint({
  method: 'GET',
  url: '/api/keeping',
  access: 'viewer',
  summary:
    'How long things are kept, in each environment and for flows of their own; how much there is of each flow; the last clean-ups',
  answer: Type.Object({
    house: KeepingBody,
    environments: Type.Array(Type.Object({ environmentId: Type.String(), name: Type.String(), ...held })),
    flows: Type.Array(
      Type.Object({
        flowId: Type.String(),
        environmentId: Type.String(),
        ...held,
        records: Type.Number(),
        payloadBytes: Type.Number({ description: 'As stored: PostgreSQL compresses.' }),
        failures: Type.Number(),
        failureBytes: Type.Number(),
        oldest: Type.Union([Type.String(), Type.Null()], { description: 'The oldest day of which data is kept.' }),
      }),
      { description: 'The largest 500, and those with times of their own.' },
    ),
    countedAt: MomentOrNull,
    diskBytes: Type.Number({ description: 'The whole database.' }),
    cleanUps: Type.Array(
      Type.Object({
        id: Type.String(),
        startedAt: Moment,
        endedAt: MomentOrNull,
        dropped: Type.Integer({ description: 'Days of a table dropped whole.' }),
        emptied: Type.Integer({ description: 'Days of a table emptied but for what stays.' }),
        deleted: Type.Integer({ description: 'Rows deleted one by one.' }),
        more: Type.Boolean({ description: 'There was more than one go takes; it goes on at once.' }),
        failure: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  async handle({ deps: { db, pool }, principal: { workspaceId } }) {
    const rows = await listKeeping(pool, workspaceId);
    const environments = await listEnvironments(db, workspaceId);
    const { flows, countedAt, diskBytes } = await readKept(pool, workspaceId, MOST_FLOWS);
    const nothing = { records: 0, payloadBytes: 0, failures: 0, failureBytes: 0, oldest: null };
    const uncounted = rows
      .filter((row) => row.flowId !== '' && !flows.some((flow) => sameFlow(flow, row)))
      .map(({ flowId, environmentId }) => ({ flowId, environmentId, ...nothing }));
    return {
      house: defaultKeeping,
      environments: environments.map(({ id, name }) => ({ environmentId: id, name, ...keepingOf(rows, id) })),
      flows: [...flows, ...uncounted].map((flow) => ({ ...flow, ...keepingOf(rows, flow.environmentId, flow.flowId) })),
      countedAt,
      diskBytes,
      cleanUps: await listCleanUps(pool),
    };
  },
});

type OfFlow = { flowId: string; environmentId: string };
const sameFlow = (one: OfFlow, other: OfFlow) =>
  one.flowId === other.flowId && one.environmentId === other.environmentId;
