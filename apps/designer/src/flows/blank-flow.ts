import type { FlowDocument } from '@raccord/contract';
import { flowIdOf } from '@raccord/runtime/flow/flow-id';

/** What the start of a blank flow is called in expressions. */
export const blankStart = 'start';

/** A flow with nothing in it but a start. Its id is made of its name, which keeps addresses and files readable. */
export function blankFlow(name: string): FlowDocument {
  return {
    schemaVersion: 1,
    id: flowIdOf(name),
    name: name.trim(),
    nodes: [{ id: blankStart, kind: 'trigger', uses: 'manual/run' }],
    edges: [],
  };
}
