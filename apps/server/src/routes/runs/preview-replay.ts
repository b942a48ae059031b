import { effectOf } from '@raccord/runtime/flow/check-uses';
import Type from 'typebox';
import { storedDocument } from '../../flows/read-document.ts';
import { getVersionText } from '../../stores/flow-versions.ts';
import { readReplayFacts } from '../../stores/replay-facts.ts';
import { recordedCalls } from '../../stores/run-progress.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

const Calls = Type.Array(
  Type.Object({
    node: Type.String(),
    count: Type.Integer({ description: 'Records for which it was carried out.' }),
    effect: Type.Enum(['read', 'key', 'upsert', 'readback', 'none']),
    single: Type.Boolean({
      description: 'Done again it changes nothing: it reads, or it writes by an id of the other system.',
    }),
  }),
);

export const previewReplay = endpoint({
  method: 'GET',
  url: '/api/runs/:id/replay',
  access: 'viewer',
  summary: 'What running a run again would do, and what of it cannot be run again and why; nothing is started',
  params: IdParams,
  answer: Type.Object({
    version: Type.Integer(),
    versionThere: Type.Boolean(),
    deployedVersion: Type.Union([Type.Integer(), Type.Null()]),
    running: Type.Integer({ description: 'Records that have not ended.' }),
    resumable: Type.Integer({ description: 'Failed records that would go on from where they stopped.' }),
    inDoubt: Type.Integer({ description: 'Records about which a person decides first.' }),
    retrying: Type.Integer(),
    gone: Type.Integer({ description: 'Failures whose record is no longer kept.' }),
    expired: Type.Integer({ description: 'Records whose data is no longer kept.' }),
    startable: Type.Object({ all: Type.Integer(), failed: Type.Integer() }),
    tooLarge: Type.Object({ all: Type.Boolean(), failed: Type.Boolean() }),
    again: Type.Object({ all: Calls, failed: Calls }, { description: 'What was done and a new start would do again.' }),
  }),
  async handle({ deps, principal: { workspaceId }, params }) {
    const run = await getRun(deps.db, workspaceId, params.id);
    const facts = await readReplayFacts(deps.pool, workspaceId, run);
    const flow = facts.versionThere
      ? storedDocument(await getVersionText(deps.db, workspaceId, run.flowId, run.version))
      : { nodes: [] };
    const effectAt = (id: string) => {
      const node = flow.nodes.find((one) => one.id === id);
      return node?.kind === 'action' ? effectOf(deps.registry, node) : undefined;
    };
    const callsOf = async (records: 'all' | 'failed') => {
      if (facts.tooLarge[records]) return [];
      const calls = await recordedCalls(deps.pool, run, records);
      return calls.flatMap(({ node, count }) => {
        const effect = effectAt(node);
        return effect === undefined ? [] : [{ node, count, effect, single: effect === 'read' || effect === 'upsert' }];
      });
    };
    const again = { all: await callsOf('all'), failed: await callsOf('failed') };
    return { ...facts, version: run.version, running: run.counters.waiting, again };
  },
});
