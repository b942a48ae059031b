import { Failure } from '@raccord/contract';
import { advance, fail, isOwn, park } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import { uuidv7 } from '../uuid.ts';
import type { NodeHandler } from './node-handlers.ts';

/** Calls the version of another flow that is deployed in the same environment, and goes on with the body of its `respond` node. */
export const subflowNode: NodeHandler<'subflow'> = (at, node) => {
  const input = compileMapping(node.with ?? {});
  return (step, arriving) => {
    const fresh = arriving.filter((traveller) => {
      const entry = traveller.record.carried[at.node.id];
      if (entry?.s === 'done') advance(traveller, at, entry.v);
      else if (entry?.s === 'failed') fail(traveller, at, Failure.fromData(entry.f).within(at.node.id));
      else if (entry?.s === 'called') park(traveller, at, { reason: 'subflow' });
      else if (!isOwn(traveller, at)) advance(traveller, at, undefined);
      else return true;
      return false;
    });
    return step.evaluate(at, input, fresh, (traveller, value) => {
      const id = uuidv7();
      traveller.record.carried[at.node.id] = { s: 'called', run: id };
      step.subRuns.push({ id, parentRecordId: traveller.record.id, flowId: node.flow, input: value, node: at.node.id });
      park(traveller, at, { reason: 'subflow' });
    });
  };
};
