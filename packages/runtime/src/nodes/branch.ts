import { advance, turnBack } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import { truthy } from '../mapping/truthy.ts';
import type { NodeHandler } from './node-handlers.ts';

/** Sends a record out by the port of the first case that holds (or of each, with `match: all`), else by `otherwise`. */
export const branchNode: NodeHandler<'branch'> = (at, node) => {
  const cases = compileMapping(node.cases.map((entry) => entry.when));
  return (step, arriving) =>
    step.evaluate(at, cases, arriving, (traveller, value) => {
      const holds = (_: unknown, index: number) => truthy((value as unknown[])[index]);
      const matching = node.cases.filter(holds).map((entry) => entry.port);
      const ports = node.match === 'all' ? matching : matching.slice(0, 1);
      if (ports.length > 0) advance(traveller, at, undefined, ports);
      else if (node.otherwise !== undefined) advance(traveller, at, undefined, [node.otherwise]);
      else turnBack(traveller, at);
    });
};
