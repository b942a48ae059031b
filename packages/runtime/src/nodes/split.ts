import { Failure } from '@raccord/contract';
import { nameBy } from '../engine/lanes.ts';
import { advance, fail, isOwn, park, turnBack } from '../engine/traveller.ts';
import type { PlanNode } from '../flow/plan-flow.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

/** More would make one record's children outgrow what a transaction should write. */
const MOST_ITEMS = 10_000;

/**
 * Makes one record of each item; each of them then fails, waits and is corrected on its own. The record that was split waits at the
 * aggregate that closes the split, or has succeeded where there is none.
 */
export const splitNode: NodeHandler<'split'> = (at, node, { plan }) => {
  const items = compileMapping(node.items);
  const closing = plan.order.find(
    (other: PlanNode) => other.node.kind === 'aggregate' && other.node.of !== 'run' && other.split === at.node.id,
  );
  const key = node.key === undefined ? undefined : compileMapping(node.key);
  return async (step, arriving) => {
    const fresh = arriving.filter((traveller) => {
      const entry = traveller.record.carried[at.node.id];
      if (entry?.s === 'done') advance(traveller, at, entry.v);
      // What another split made does not split again on its way down: its parent did.
      else if (entry?.s !== 'split') return isOwn(traveller, at);
      else if (closing === undefined) traveller.arrived = true;
      // Else it goes on at the aggregate, and may yet be filtered.
      else if (traveller.record.carried[closing.node.id]?.s !== 'done')
        park(traveller, closing, { reason: 'group', groupId: traveller.record.id });
      return false;
    });
    const made = arriving.filter((traveller) => traveller.madeBy === at);
    if (key !== undefined) await step.evaluate(at, key, made, nameBy);
    await step.evaluate(at, items, fresh, (traveller, value) => {
      const list = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
      if (list.length > MOST_ITEMS) {
        const params = { count: list.length, most: MOST_ITEMS };
        return fail(traveller, at, new Failure('tooLarge', 'engine.splitTooLarge', params, { at: at.node.id }));
      }
      if (list.length > 0) {
        traveller.splitting.add(at.node.id);
        step.splits.push({ traveller, at, items: list, closing });
      } else if (closing !== undefined) {
        traveller.record.carried[closing.node.id] = { s: 'done', v: [] };
        traveller.live.add(closing.node.id);
      } else {
        turnBack(traveller, at);
      }
    });
  };
};
