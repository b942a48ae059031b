import { Failure } from '@raccord/contract';
import { advance, fail } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

/** Replaces a key by what a static table of the flow says; a key that is not in it fails the record unless `otherwise` is given. */
export const lookupNode: NodeHandler<'lookup'> = (at, node, { inPlace }) => {
  const key = compileMapping(node.key);
  const rows = inPlace.document.tables?.[node.table]?.rows ?? {};
  return (step, arriving) =>
    step.evaluate(at, key, arriving, (traveller, value) => {
      const name = typeof value === 'string' ? value : JSON.stringify(value ?? null);
      if (Object.hasOwn(rows, name)) advance(traveller, at, rows[name]);
      else if (Object.hasOwn(node, 'otherwise')) advance(traveller, at, node.otherwise);
      else
        fail(
          traveller,
          at,
          new Failure('missing', 'engine.notInTable', { key: name, table: node.table }, { at: at.node.id }),
        );
    });
};
