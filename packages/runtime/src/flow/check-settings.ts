import type { ConnectorRegistry, FlowDocument, Problem, TriggerDefinition } from '@raccord/contract';
import { Cron } from 'croner';
import { checkFields, type FieldRules } from './check-fields.ts';
import { actionOf, triggerOf } from './check-uses.ts';
import { problemAt } from './problem-path.ts';
import { shorten, suggestion } from './schema-problems.ts';

export type SettingsOptions = {
  registry: ConnectorRegistry;
  /** Lookup tables of the environment, beside the flow's own. */
  tables?: readonly string[];
  /** Flows a subflow node may name; unchecked when absent. */
  flows?: readonly string[];
};
type TextKind = FieldRules['textKind'];

/** What each node is set to do: the fields of actions and triggers, times, tables, subflows. */
export function checkSettings(flow: FlowDocument, options: SettingsOptions, textKind: TextKind): Problem[] {
  const problems = checkZone(flow, flow.settings?.timezone, ['settings', 'timezone']);
  const tables = [...Object.keys(flow.tables ?? {}), ...(options.tables ?? [])];
  for (const [index, node] of flow.nodes.entries()) {
    const at = (field: string, code: string, params: Record<string, unknown> = {}) =>
      problems.push(problemAt(flow, ['nodes', index, ...(field === '' ? [] : [field])], code, params));
    switch (node.kind) {
      case 'trigger':
        problems.push(...checkTrigger(flow, index, triggerOf(options.registry, node.uses), textKind));
        break;
      case 'action':
        problems.push(...checkAction(flow, index, options.registry, textKind));
        break;
      case 'lookup':
        if (tables.includes(node.table)) break;
        at('table', 'flow.unknownTable', { table: node.table, ...suggestion(node.table, tables) });
        break;
      case 'wait':
        if (node.for === undefined && node.until === undefined) at('', 'flow.waitForNothing', { name: node.id });
        if (node.for !== undefined && node.until !== undefined) at('', 'flow.waitForBoth', { name: node.id });
        break;
      case 'approval':
        if (node.otherwise !== undefined && node.otherwise !== 'stay' && node.within === undefined)
          at('otherwise', 'flow.approvalNoTime', { name: node.id });
        break;
      case 'subflow':
        if (node.flow === flow.id) at('flow', 'flow.subflowItself', { name: node.id });
        else if (options.flows !== undefined && !options.flows.includes(node.flow)) {
          at('flow', 'flow.unknownSubflow', { flow: node.flow, ...suggestion(node.flow, options.flows) });
        }
        break;
    }
  }
  return problems;
}

function checkTrigger(
  flow: FlowDocument,
  index: number,
  definition: TriggerDefinition | undefined,
  textKind: TextKind,
): Problem[] {
  const node = flow.nodes[index];
  if (node?.kind !== 'trigger' || definition === undefined) return [];
  const steps = ['nodes', index, 'with'];
  const configured = node.with ?? {};
  const rules = { document: flow, textKind, literalsOnly: true };
  const problems = checkFields(rules, definition.config, configured, steps);
  if (node.poll !== undefined && definition.poll === undefined) {
    problems.push(problemAt(flow, ['nodes', index, 'poll'], 'flow.cannotPoll', { uses: node.uses }));
  }
  if (definition.fires !== 'schedule') return problems;
  const { cron, timezone } = configured;
  problems.push(...checkZone(flow, timezone, [...steps, 'timezone']));
  if (typeof cron === 'string') problems.push(...checkCron(flow, cron, [...steps, 'cron']));
  return problems;
}

function checkAction(flow: FlowDocument, index: number, registry: ConnectorRegistry, textKind: TextKind): Problem[] {
  const node = flow.nodes[index];
  const action = node?.kind === 'action' ? actionOf(registry, node.uses) : undefined;
  if (node?.kind !== 'action' || action === undefined) return [];
  const version = node.version ?? action.version;
  if (version > action.version) return [];
  let configured = node.with ?? {};
  if (version < action.version) {
    const params = { uses: node.uses, version, newest: action.version };
    const old = [problemAt(flow, ['nodes', index, 'version'], 'flow.oldActionVersion', params)];
    // A connector migrates from the version before; what is older has to be set up anew.
    if (version < action.version - 1 || action.migrate === undefined) return old;
    try {
      configured = action.migrate(structuredClone(configured));
    } catch {
      return old;
    }
  }
  const rules = { document: flow, textKind, literalsOnly: false };
  return checkFields(rules, action.input, configured, ['nodes', index, 'with']);
}

function checkCron(flow: FlowDocument, cron: string, steps: (string | number)[]): Problem[] {
  try {
    if (new Cron(cron, { paused: true }).nextRun() !== null) return [];
    return [problemAt(flow, steps, 'flow.cronNever', { value: shorten(cron) })];
  } catch {
    return [problemAt(flow, steps, 'flow.badCron', { value: shorten(cron) })];
  }
}

function checkZone(flow: FlowDocument, zone: unknown, steps: (string | number)[]): Problem[] {
  if (typeof zone !== 'string' || isZone(zone)) return [];
  const params = { value: shorten(zone), ...suggestion(zone, Intl.supportedValuesOf('timeZone')) };
  return [problemAt(flow, steps, 'flow.badTimezone', params)];
}

/** A name of the IANA database; offsets such as `+02:00`, which `Intl` takes too, do not know summer time. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
