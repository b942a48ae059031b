import { Counters, runStatuses } from '@raccord/contract';
import Type from 'typebox';
import { Moment, MomentOrNull } from '../params.ts';

/** Why a run began. */
export const runCauses = ['webhook', 'schedule', 'poll', 'manual', 'subflow', 'replay', 'trial'] as const;

export const RunAnswer = Type.Object({
  id: Type.String(),
  flowId: Type.String(),
  version: Type.Integer(),
  environmentId: Type.String(),
  triggerId: Type.Union([Type.String(), Type.Null()]),
  cause: Type.String(),
  parentRecordId: Type.Union([Type.String(), Type.Null()], { description: 'The record whose subflow this is.' }),
  replayOf: Type.Union([Type.String(), Type.Null()], { description: 'The run that this one repeats.' }),
  status: Type.Enum([...runStatuses]),
  counters: Counters,
  startedAt: Moment,
  endedAt: MomentOrNull,
  cancelledAt: MomentOrNull,
});
