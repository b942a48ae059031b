import { Failure } from '@raccord/contract';
import { advance, fail, park } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

/**
 * Gathers what the records of one split, or of a whole run, contribute. Each contributor leaves its share with its record; when
 * the last is in, the store puts the shares together and the record that was split (or a new one, for a run) goes on from here.
 */
export const aggregateNode: NodeHandler<'aggregate'> = (at, node) => {
  const collect = node.collect === undefined ? undefined : compileMapping(node.collect);
  return (step, arriving) => {
    const contributors = arriving.filter((traveller) => {
      const entry = traveller.record.carried[at.node.id];
      if (entry?.s === 'done')
        advance(traveller, at, { items: entry.v, count: Array.isArray(entry.v) ? entry.v.length : 0 });
      else if (entry?.s === 'failed') fail(traveller, at, Failure.fromData(entry.f));
      else return true;
      return false;
    });
    const give = (traveller: (typeof arriving)[number], value: unknown) => {
      const ofRun = node.of === 'run';
      traveller.record.carried[at.node.id] = { s: 'gave', v: value, ...(ofRun ? { run: true } : {}) };
      traveller.keepCarried = true;
      if (ofRun) park(traveller, at, { reason: 'group', groupId: step.batch.runId });
      else traveller.arrived = true;
    };
    if (collect !== undefined) return step.evaluate(at, collect, contributors, give);
    for (const traveller of contributors) {
      const { env: _env, run: _run, ...values } = traveller.context;
      give(traveller, values);
    }
  };
};
