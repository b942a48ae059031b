import { type ConnectorRegistry, Failure, type FlowDocument, type FlowNode } from '@raccord/contract';
import { readGraph } from '../flow/graph.ts';
import { exampleOf } from './example-output.ts';

export type FlowPart = {
  /** The last step that is wanted; absent: the whole flow. */
  node?: string;
  /** Of the steps before it, those that would change something outside are not done: what they give is pinned or an example. */
  only?: boolean;
};

export type CutOptions = {
  /** What steps give instead of being done, by node id; see `canBePinned`. */
  pinned: Readonly<Record<string, unknown>>;
  /** What steps that are left out give instead of a made-up example, by node id. */
  examples?: Readonly<Record<string, unknown>>;
  registry: ConnectorRegistry;
  /** Waits are over at once, approvals say yes, and records keep no order: the run is a person's who waits for it. */
  hurried?: boolean;
};

export type CutFlow = {
  document: FlowDocument;
  /** Steps that are not done, and where what they give comes from. */
  replaced: Record<string, 'pinned' | 'example'>;
};

/** Everything else is computed anew from what these give, at no cost. */
export const canBePinned = ({ kind }: FlowNode) => kind === 'action' || kind === 'subflow';

/**
 * The part of a flow that leads to a step, with what is pinned in the place of the steps that would have given it. The rest of the
 * drawing may be broken.
 * @throws Failure `missing` / `trial.noStep`, `input` / `trial.notReached`
 */
export function cutFlow(document: FlowDocument, { node, only = false }: FlowPart, options: CutOptions): CutFlow {
  const { pinned, examples = {}, registry, hurried = false } = options;
  const replaced: CutFlow['replaced'] = {};
  const table = freeTable(document);
  const rows: Record<string, unknown> = {};
  // What stands in a table comes out of it as it is, braces and all.
  const standIn = (each: FlowNode, by: 'pinned' | 'example', value: unknown): FlowNode => {
    const { id, title } = each;
    replaced[id] = by;
    rows[id] = value;
    return { id, ...(title === undefined ? {} : { title }), kind: 'lookup', table, key: id };
  };
  const changed = (each: FlowNode): FlowNode => {
    const wanted = only && each.id === node;
    if (canBePinned(each) && !wanted && Object.hasOwn(pinned, each.id))
      return standIn(each, 'pinned', pinned[each.id] ?? null);
    if (only && !wanted && changesSomething(each, registry))
      return standIn(each, 'example', Object.hasOwn(examples, each.id) ? examples[each.id] : madeUp(each, registry));
    if (hurried && each.kind === 'wait') return { ...withoutWait(each), for: '0s' };
    // Whoever tries it out is not asked in the midst of it.
    if (hurried && each.kind === 'approval') return { ...each, within: '0s', otherwise: 'approve' };
    return each;
  };
  const kept = partOf(document, node);
  const nodes = document.nodes.filter(({ id }) => kept === undefined || kept.has(id)).map(changed);
  const ids = new Set(nodes.map(({ id }) => id));
  // What is not done does not fail.
  const edges = document.edges.filter(
    ({ from, port, to }) => ids.has(from) && ids.has(to) && !(port === 'failed' && Object.hasOwn(replaced, from)),
  );
  const { ordering: _ordering, ...unordered } = document.settings ?? {};
  const settings = hurried && document.settings !== undefined ? { settings: unordered } : {};
  const tables = Object.keys(rows).length === 0 ? {} : { tables: { ...document.tables, [table]: { rows } } };
  return { document: { ...document, nodes, edges, ...settings, ...usedSlots(document, nodes), ...tables }, replaced };
}

function usedSlots({ connections }: FlowDocument, nodes: readonly FlowNode[]): Pick<FlowDocument, 'connections'> {
  if (connections === undefined) return {};
  const used = new Set(nodes.map((node) => ('connection' in node ? node.connection : undefined)));
  return { connections: Object.fromEntries(Object.entries(connections).filter(([slot]) => used.has(slot))) };
}

function partOf(document: FlowDocument, node: string | undefined): Set<string> | undefined {
  if (node === undefined) return undefined;
  const { byId, upstream } = readGraph(document);
  const found = byId.get(node)?.node;
  if (found === undefined) throw new Failure('missing', 'trial.noStep', { step: node });
  const before = upstream.get(node) ?? new Set<string>();
  if (found.kind !== 'trigger' && ![...before].some((id) => byId.get(id)?.node.kind === 'trigger'))
    throw new Failure('input', 'trial.notReached', { step: node });
  return new Set([...before, node]);
}

function changesSomething(node: FlowNode, registry: ConnectorRegistry): boolean {
  if (node.kind === 'subflow') return true;
  if (node.kind !== 'action') return false;
  const effect = actionOf(node.uses, registry)?.effect;
  return (typeof effect === 'function' ? effect(node.with ?? {}) : effect) !== 'read';
}

const madeUp = (node: FlowNode, registry: ConnectorRegistry) =>
  node.kind === 'action' ? exampleOf(actionOf(node.uses, registry)?.output) : null;

function actionOf(uses: string, registry: ConnectorRegistry) {
  const [connector = '', action = ''] = uses.split('/');
  const actions = Object.hasOwn(registry, connector) ? registry[connector]!.actions : {};
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}

function withoutWait({ until: _until, ...node }: Extract<FlowNode, { kind: 'wait' }>) {
  return node;
}

function freeTable({ tables = {} }: FlowDocument): string {
  let name = 'pinned';
  while (Object.hasOwn(tables, name)) name += '-';
  return name;
}
