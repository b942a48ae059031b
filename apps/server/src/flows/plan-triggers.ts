import { type ConnectorRegistry, durationMs, type FlowDocument, type NodeOf } from '@raccord/contract';
import { triggerOf } from '@raccord/runtime/flow/check-uses';
import type { Binding } from '../stores/bindings.ts';
import type { TriggerKind } from '../stores/schema.ts';
import type { PlannedTrigger } from '../stores/triggers.ts';
import { scheduleTimes } from './schedule-times.ts';

const DEFAULT_ZONE = 'UTC';

/** The triggers a flow asks for when it goes into service. The flow has been checked. */
export function planTriggers(
  flow: FlowDocument,
  registry: ConnectorRegistry,
  bindings: Readonly<Record<string, Pick<Binding, 'id'>>>,
  now: number,
): PlannedTrigger[] {
  const responds = flow.nodes.some(({ kind }) => kind === 'respond');
  const ordered = flow.settings?.ordering === 'key';
  const triggers = flow.nodes.filter((node): node is NodeOf<'trigger'> => node.kind === 'trigger');
  return triggers.map((node) => {
    const definition = triggerOf(registry, node.uses);
    const kind = kindOf(node, definition);
    const config: Record<string, unknown> = { ...node.with };
    if (kind === 'schedule') config.timezone ??= flow.settings?.timezone ?? DEFAULT_ZONE;
    const everyMs = kind === 'poll' ? durationMs(node.poll?.every ?? definition?.poll?.every ?? '5m') : null;
    return {
      node: node.id,
      uses: node.uses,
      kind,
      connectionId: node.connection === undefined ? null : (bindings[node.connection]?.id ?? null),
      config,
      responds,
      ordered,
      everyMs,
      nextDueAt: firstDue(kind, config, now),
    };
  });
}

/** A trigger that can do both is a webhook, unless the node says how often to poll or its deliveries say only that there is something to poll. */
function kindOf(node: NodeOf<'trigger'>, definition: ReturnType<typeof triggerOf>): TriggerKind {
  if (definition?.fires !== undefined) return definition.fires;
  const both = definition?.poll !== undefined && (node.poll !== undefined || definition.webhook?.wakesPoll === true);
  if (definition?.webhook !== undefined && !both) return 'webhook';
  return definition?.poll === undefined ? 'manual' : 'poll';
}

function firstDue(kind: TriggerKind, { cron, timezone }: Record<string, unknown>, now: number): Date | null {
  if (kind === 'poll') return new Date(now);
  if (kind !== 'schedule') return null;
  return scheduleTimes(String(cron), String(timezone), now, 1)[0] ?? null;
}
