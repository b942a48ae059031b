import { recordStates, waitReasons } from '@raccord/contract';
import Type from 'typebox';
import { storedDocument } from '../../flows/read-document.ts';
import { edgeCounts } from '../../records/edge-counts.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { readProgress } from '../../stores/run-progress.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams, Moment, MomentOrNull } from '../params.ts';

export const getProgress = endpoint({
  method: 'GET',
  url: '/api/runs/:id/progress',
  access: 'viewer',
  summary: 'Where the records of a run are: at which nodes, by which edges, behind which connections',
  params: IdParams,
  answer: Type.Object({
    stops: Type.Array(
      Type.Object({
        node: Type.Union([Type.String(), Type.Null()], { description: 'Null: not begun, or none is known.' }),
        state: Type.Enum([...recordStates]),
        reason: Type.Union([Type.Enum([...waitReasons]), Type.Null()]),
        count: Type.Integer(),
      }),
    ),
    edges: Type.Array(
      Type.Object({
        from: Type.String(),
        port: Type.Optional(Type.String()),
        to: Type.String(),
        count: Type.Integer(),
      }),
      { description: 'Records that went by an edge. Of which it is not known are absent.' },
    ),
    held: Type.Array(Type.Object({ connectionId: Type.String(), count: Type.Integer(), since: Moment })),
    nextDueAt: MomentOrNull,
  }),
  async handle({ deps, principal: { workspaceId }, params }) {
    const run = await getRun(deps.db, workspaceId, params.id);
    const { stops, arrived, children, held, nextDueAt } = await readProgress(deps.pool, workspaceId, run);
    const flow = storedDocument(await getVersionText(deps.db, workspaceId, run.flowId, run.version));
    const trigger = flow.nodes.find(({ kind }) => kind === 'trigger')?.id ?? '';
    const stopped = new Map<string, number>();
    // Who waits for a first turn stands where all begin.
    for (const { node, count } of stops) stopped.set(node ?? trigger, (stopped.get(node ?? trigger) ?? 0) + count);
    const { total, filtered } = run.counters;
    const seen = { roots: total - children, children, filtered, stopped, called: arrived ?? new Map() };
    return { stops, edges: edgeCounts(flow, seen), held, nextDueAt };
  },
});
