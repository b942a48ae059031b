import { advance, turnBack } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import { truthy } from '../mapping/truthy.ts';
import type { NodeHandler } from './node-handlers.ts';

/** Lets a record go on when the expression holds. One that is turned back on all its ways ends as filtered. */
export const filterNode: NodeHandler<'filter'> = (at, node) => {
  const when = compileMapping(node.when);
  return (step, arriving) =>
    step.evaluate(at, when, arriving, (traveller, value) => {
      if (truthy(value)) advance(traveller, at, undefined);
      else turnBack(traveller, at);
    });
};
