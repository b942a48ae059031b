import { advance } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

export const mapNode: NodeHandler<'map'> = (at, node) => {
  const mapping = compileMapping(node.with);
  return (step, arriving) => step.evaluate(at, mapping, arriving, (traveller, value) => advance(traveller, at, value));
};
