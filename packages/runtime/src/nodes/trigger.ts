import { advance } from '../engine/traveller.ts';
import type { NodeHandler } from './node-handlers.ts';

/** What the trigger brought stands in the context from the start. */
export const triggerNode: NodeHandler<'trigger'> = (at) => (_step, arriving) => {
  for (const traveller of arriving) advance(traveller, at, undefined);
};
