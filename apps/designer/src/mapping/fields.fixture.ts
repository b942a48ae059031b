import type { FlowDocument, FlowNode } from '@raccord/contract';
import { toGraph } from '../canvas/to-graph.ts';
import { type Apps, readApps } from '../nodes/apps.ts';
import { flatSources, type Source, sourceTree } from './source-tree.ts';

// A shop's order on its way to an invoice: the fields that the tests of this folder map.

const text = { type: 'string' };
const order = {
  type: 'object',
  properties: {
    id: text,
    number: { type: 'integer', title: 'Order number', fr: { title: 'Numéro de commande' } },
    total: { type: ['number', 'null'] },
    paid: { type: 'boolean' },
    customer: { type: 'object', properties: { email: { ...text, format: 'email' }, first_name: text } },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { sku: text, quantity: { type: 'integer' }, price: { type: 'number' } } },
    },
    tags: { type: 'array', items: text },
    'E-mail `pro`': text,
    and: text,
  },
};
const app = {
  id: 'shop',
  title: { en: 'Shop', fr: 'Boutique' },
  triggers: [{ id: 'shop/order', title: { en: 'An order', fr: 'Une commande' }, output: order }],
  actions: [],
};
export const apps: Apps = readApps([app as never]);

export const flowWith = (node: FlowNode, more: FlowNode[] = []): FlowDocument => {
  const between = more.map(({ id }) => id);
  const way = ['order', ...between, node.id];
  return {
    schemaVersion: 1,
    id: 'f',
    name: 'F',
    tables: { codes: { rows: { a: 1, b: 2.5 } } },
    nodes: [{ id: 'order', kind: 'trigger', uses: 'shop/order' }, ...more, node],
    edges: way.slice(1).map((to, index) => ({ from: way[index]!, to })),
  };
};

const target: FlowNode = { id: 'out', kind: 'map', with: {} };

export function treeOf(
  more: FlowNode[] = [],
  sample?: Record<string, unknown>,
  language: 'en' | 'fr' = 'en',
): Source[] {
  return sourceTree(toGraph(flowWith(target, more)), 'out', apps, language, ({ id }) => id, sample);
}

export function sourceAt(path: string, tree = treeOf()): Source {
  const found = flatSources(tree).find((source) => source.path === path);
  if (found === undefined) throw new Error(`no source ${path}`);
  return found;
}
