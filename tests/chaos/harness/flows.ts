import type { FlowDocument, FlowNode } from '@raccord/contract';
import { flow } from '@raccord/server/engine-tests/flow';

export const manual: FlowNode = { id: 'start', kind: 'trigger', uses: 'manual/run' };
export const hook: FlowNode = { id: 'start', kind: 'trigger', uses: 'webhook/received', connection: 'up' };

/** Tries of an action that come soon, so that a scenario does not wait for them. */
export const quickRetry = { attempts: 20, base: '50ms', max: '500ms' };

export const act = (id: string, action: string, item: string, more: Partial<FlowNode> = {}): FlowNode =>
  ({
    id,
    kind: 'action',
    uses: `chaos/${action}`,
    connection: 'up',
    with: { item },
    retry: quickRetry,
    ...more,
  }) as FlowNode;

/** The journey most scenarios send their records on: three effects, each staying single in its own way. */
export function threeSteps(
  id: string,
  trigger: FlowNode,
  item: string,
  settings: FlowDocument['settings'] = {},
): FlowDocument {
  return flow(
    id,
    [
      trigger,
      { id: 'name', kind: 'map', with: { item } },
      act('first', 'keyed', '{{name.item}}'),
      act('second', 'upserted', '{{name.item}}'),
      act('third', 'marked', '{{name.item}}'),
    ],
    ['start > name', 'name > first', 'first > second', 'second > third'],
    { settings, connections: { up: { connector: 'chaos' } } },
  );
}

export const stepEffects = (items: readonly string[]): string[] =>
  items.flatMap((item) => [`keyed ${item}`, `upserted ${item}`, `marked ${item}`]);

export { flow };
