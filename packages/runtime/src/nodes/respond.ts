import { advance } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

/** Sets the answer to a synchronous webhook, or of a flow called by another. The first one wins; the record goes on. */
export const respondNode: NodeHandler<'respond'> = (at, node) => {
  const answer = compileMapping({ headers: node.headers ?? {}, body: node.body ?? null });
  return (step, arriving) =>
    step.evaluate(at, answer, arriving, (traveller, value) => {
      const { headers, body } = value as { headers: Record<string, string>; body?: unknown };
      traveller.answer ??= { status: node.status ?? 200, headers, body };
      advance(traveller, at, undefined);
    });
};
