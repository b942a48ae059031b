import { durationMs, Failure } from '@raccord/contract';
import { advance, fail, isOwn, park, type Traveller } from '../engine/traveller.ts';
import { compileMapping } from '../mapping/mapping.ts';
import type { NodeHandler } from './node-handlers.ts';

/** What a date can say (milliseconds since 1970); the database cannot wait for later either. */
const LATEST = 8.64e15;

/** Holds a record for a time, or until one. The time is fixed when the record arrives, and kept with it. */
export const waitNode: NodeHandler<'wait'> = (at, node) => {
  const until = node.until === undefined ? undefined : compileMapping(node.until);
  const waitUntil = (traveller: Traveller, time: number) => {
    const left = time - Date.now();
    if (left <= 0) return advance(traveller, at, undefined);
    traveller.record.carried[at.node.id] = { s: 'until', at: time };
    park(traveller, at, { reason: 'time', delayMs: left });
  };
  return (step, arriving) => {
    const fresh = arriving.filter((traveller) => {
      const entry = traveller.record.carried[at.node.id];
      if (entry?.s === 'until') waitUntil(traveller, entry.at);
      else if (!isOwn(traveller, at)) advance(traveller, at, undefined);
      else return true;
      return false;
    });
    if (until === undefined) {
      for (const traveller of fresh) waitUntil(traveller, Date.now() + durationMs(node.for ?? '0s'));
      return;
    }
    return step.evaluate(at, until, fresh, (traveller, value) => {
      const time = typeof value === 'number' ? value : Date.parse(String(value));
      if (Math.abs(time) <= LATEST) waitUntil(traveller, time);
      else fail(traveller, at, new Failure('input', 'engine.notATime', { value }, { at: at.node.id }));
    });
  };
};
