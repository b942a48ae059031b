import { Failure } from '@raccord/contract';
import type { Carried } from '@raccord/runtime/engine/carried';
import Type from 'typebox';
import { unseenEffect } from '../../failures/unseen-effect.ts';
import { getFailure } from '../../stores/failures.ts';
import { getRecord } from '../../stores/records.ts';
import { getRun } from '../../stores/runs.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';

export const lookForEffectRoute = endpoint({
  method: 'POST',
  url: '/api/failures/:id/look',
  access: 'operator',
  summary:
    'Ask the other system whether the effect is there whose answer never came; nothing is changed and nothing decided',
  params: IdParams,
  answer: Type.Object({
    found: Type.Boolean(),
    output: Type.Optional(Type.Unknown({ description: 'Where it was found: the receipt.' })),
  }),
  async handle({ deps, principal: { workspaceId }, params }) {
    const failure = await getFailure(deps.db, workspaceId, params.id);
    const { mayHaveRun, canLook } = await unseenEffect(deps, workspaceId, failure);
    if (!mayHaveRun) throw new Failure('duplicate', 'inbox.otherState');
    if (!canLook) throw new Failure('config', 'inbox.cannotLook');
    const { flowId, version, environmentId, runId, recordId, node } = failure;
    const { parentId, rootId, input, carried, edition } = await getRecord(deps.db, workspaceId, recordId);
    const { startedAt } = await getRun(deps.db, workspaceId, runId);
    return deps.askFlow<'look'>({
      kind: 'look',
      ...{ workspaceId, flowId, version, environmentId, runId, node },
      startedAt: Date.parse(startedAt),
      record: {
        id: recordId,
        input,
        carried: carried as Carried,
        edition,
        ...(parentId === null ? {} : { parentId }),
        ...(rootId === null ? {} : { rootId }),
      },
    });
  },
});
