import Type from 'typebox';
import { connectorNamed } from '../../connections/check-connection.ts';
import { readGauges } from '../../rate/gauge.ts';
import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, MomentOrNull } from '../params.ts';

export const getRateRoute = endpoint({
  method: 'GET',
  url: '/api/connections/:id/rate',
  access: 'viewer',
  summary: 'How much of what its vendor allows a connection uses at the moment, and who waits for a turn',
  params: IdParams,
  answer: Type.Object({
    gauges: Type.Array(
      Type.Object({
        rule: Type.Union([Type.String(), Type.Null()], {
          description: 'Which calls it counts; null: all that have no rule of their own.',
        }),
        limit: Type.Number({ description: 'Calls allowed in `perMs`, as declared or as learned since.' }),
        declared: Type.Number(),
        perMs: Type.Integer(),
        atOnce: Type.Union([Type.Integer(), Type.Null()]),
        used: Type.Integer({ description: 'Calls of the last `perMs`, by all flows and processes.' }),
        usedLive: Type.Integer({ description: 'Of these, for webhooks and what was started by hand.' }),
        waitingLive: Type.Integer(),
        waitingBulk: Type.Integer(),
        heldUntil: MomentOrNull,
      }),
      { description: 'One for each rule; empty when the connector declares none.' },
    ),
  }),
  async handle({ deps, principal, params }) {
    const connection = await getConnection(deps.db, principal.workspaceId, params.id);
    return { gauges: await readGauges(deps.pool, connectorNamed(deps.registry, connection.connector), connection) };
  },
});
