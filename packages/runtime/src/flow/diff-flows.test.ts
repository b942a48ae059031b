import type { FlowDocument, FlowNode } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalFlow } from './canonical.ts';
import { diffFlows, isLayoutOnly, renamedSteps } from './diff-flows.ts';
import { anyFlow } from './flow-arbitraries.ts';
import { movedItems } from './moved-items.ts';

const invoice: FlowNode = {
  id: 'invoice',
  kind: 'action',
  uses: 'books/create-invoice',
  connection: 'books',
  with: { date: '{{payment.created}}', lines: [{ rate: '{{payment.amount}}' }] },
};
const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'sale',
  name: 'Sale',
  settings: { timezone: 'Europe/Paris' },
  connections: { books: { connector: 'zoho-books' } },
  tables: { terms: { rows: { de: 30, fr: 45 } } },
  nodes: [
    { id: 'payment', kind: 'trigger', uses: 'stripe/payment-succeeded' },
    {
      id: 'known',
      kind: 'branch',
      cases: [
        { port: 'yes', when: '{{payment.customer}}' },
        { port: 'big', when: '{{payment.amount > 1}}' },
      ],
      otherwise: 'no',
    },
    invoice,
  ],
  edges: [
    { from: 'payment', to: 'known' },
    { from: 'known', port: 'yes', to: 'invoice' },
  ],
  layout: { payment: { x: 0, y: 0 }, invoice: { x: 400, y: 0 } },
};
/** The flow, changed; what is found. */
const diff = (edit: (copy: FlowDocument) => void) => {
  const copy = structuredClone(flow);
  edit(copy);
  return diffFlows(flow, copy);
};
// biome-ignore lint/suspicious/noExplicitAny: each case knows what stands at the place it changes.
const at = (copy: FlowDocument, index: number) => copy.nodes[index] as any;

describe('what changed is told once, with its place and its values', () => {
  it.each<[string, (copy: FlowDocument) => void, object[]]>([
    [
      'name',
      (c) => Object.assign(c, { name: 'Sales' }),
      [{ code: 'flow', path: 'name', params: { field: 'name', before: 'Sale', after: 'Sales' } }],
    ],
    [
      'tags',
      (c) => Object.assign(c, { tags: ['a'] }),
      [{ code: 'flow', path: 'tags', params: { field: 'tags', after: ['a'] } }],
    ],
    [
      'setting',
      (c) => Object.assign(c.settings!, { timezone: 'UTC' }),
      [
        {
          code: 'setting',
          path: 'settings.timezone',
          params: { setting: 'timezone', before: 'Europe/Paris', after: 'UTC' },
        },
      ],
    ],
    [
      'slot',
      (c) => Object.assign(c.connections!, { shop: { connector: 'shop' } }),
      [{ code: 'connection', path: 'connections.shop', params: { slot: 'shop', after: 'shop' } }],
    ],
    [
      'table',
      (c) => Object.assign(c, { tables: {} }),
      [{ code: 'tableRemoved', path: 'tables.terms', params: { table: 'terms', rows: 2 } }],
    ],
    [
      'row',
      (c) => Object.assign(c.tables!.terms!.rows, { fr: 60, 'a.b': 1 }),
      [
        { code: 'row', path: 'tables.terms.rows.fr', params: { table: 'terms', key: 'fr', before: 45, after: 60 } },
        { code: 'row', path: 'tables.terms.rows["a.b"]', params: { table: 'terms', key: 'a.b', after: 1 } },
      ],
    ],
    [
      'field',
      (c) => {
        at(c, 2).with.lines[0].rate = 1;
      },
      [
        {
          code: 'field',
          path: 'nodes.invoice.with.lines[0].rate',
          node: 'invoice',
          params: { steps: ['with', 'lines', 0, 'rate'], before: '{{payment.amount}}', after: 1 },
        },
      ],
    ],
    [
      'a field that came, whole',
      (c) => {
        at(c, 2).with.customer = { id: 1, name: 'x' };
      },
      [{ code: 'field', path: 'nodes.invoice.with.customer', params: { after: { id: 1, name: 'x' } } }],
    ],
    [
      'order of fields',
      (c) => {
        at(c, 2).with = { lines: at(c, 2).with.lines, date: at(c, 2).with.date };
      },
      [{ code: 'fieldsReordered', path: 'nodes.invoice.with' }],
    ],
    [
      'property',
      (c) => {
        at(c, 2).retry = { attempts: 3 };
        at(c, 2).title = 'T';
      },
      [
        { code: 'property', path: 'nodes.invoice.retry' },
        { code: 'property', path: 'nodes.invoice.title', params: { steps: ['title'], after: 'T' } },
      ],
    ],
    [
      'case',
      (c) => {
        at(c, 1).cases.unshift({ port: 'new', when: '{{true}}' });
      },
      [{ code: 'property', path: 'nodes.known.cases.new', params: { after: { when: '{{true}}' } } }],
    ],
    [
      'order of cases',
      (c) => {
        at(c, 1).cases.reverse();
      },
      [{ code: 'casesReordered', params: { ports: ['big', 'yes'] } }],
    ],
    [
      'step added',
      (c) => {
        c.nodes.push({ id: 'x', kind: 'map', with: {} });
      },
      [{ code: 'stepAdded', node: 'x', params: { step: { id: 'x', kind: 'map', with: {} } } }],
    ],
    [
      'step removed',
      (c) => {
        c.nodes.pop();
      },
      [{ code: 'stepRemoved', node: 'invoice', params: { step: invoice } }],
    ],
    [
      'step moved',
      (c) => {
        c.nodes = [c.nodes[0]!, c.nodes[2]!, c.nodes[1]!];
      },
      [{ code: 'stepMoved', node: 'invoice', params: { follows: 'payment' } }],
    ],
    [
      'another kind',
      (c) => {
        c.nodes[2] = { id: 'invoice', kind: 'map', with: {} };
      },
      [{ code: 'stepReplaced', node: 'invoice', params: { before: 'action', after: 'map' } }],
    ],
    [
      'edge',
      (c) => {
        c.edges[1] = { from: 'known', port: 'big', to: 'invoice' };
      },
      [
        { code: 'edgeAdded', node: 'known', params: { from: 'known', port: 'big', to: 'invoice' } },
        { code: 'edgeRemoved', node: 'known', params: { from: 'known', port: 'yes', to: 'invoice' } },
      ],
    ],
    [
      'drawing',
      (c) => {
        c.layout!.invoice = { x: 1, y: 1 };
      },
      [{ code: 'layout', path: 'layout', params: { nodes: ['invoice'] } }],
    ],
  ])('%s', (_, edit, expected) => {
    const found = diff(edit);
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
    expect(isLayoutOnly(found)).toBe(found[0]?.code === 'layout');
  });

  it('a step that only goes by another id is renamed: its edges and its place are the same', () => {
    const found = diff((c) => {
      c.nodes[2] = { ...invoice, id: 'bill' };
      c.edges[1]!.to = 'bill';
      c.layout = { payment: { x: 0, y: 0 }, bill: { x: 400, y: 0 } };
    });
    expect(found).toEqual([
      { code: 'stepRenamed', path: 'nodes.bill', node: 'bill', params: { before: 'invoice', after: 'bill' } },
    ]);
    // Something else of it changed as well: its place on the drawing tells.
    const both = structuredClone(flow);
    both.nodes[2] = { ...invoice, id: 'bill', title: 'Bill' } as FlowNode;
    both.layout = { bill: { x: 400, y: 0 } };
    expect(renamedSteps(flow, both)).toEqual(new Map([['invoice', 'bill']]));
  });
});

it('notes and groups are told, and change nothing of what a flow does', () => {
  const note = { id: 'n', text: 'Why', x: 0, y: 0, width: 200, height: 100 };
  const group = { id: 'g', title: 'Books', members: ['known', 'invoice'] };
  const drawn = { ...flow, notes: [note], groups: [group] };
  const codes = (a: FlowDocument, b: FlowDocument) => diffFlows(a, b).map(({ code }) => code);
  expect(codes(flow, drawn)).toEqual(['groupAdded', 'noteAdded']);
  expect(codes(drawn, flow)).toEqual(['groupRemoved', 'noteRemoved']);
  const other = {
    ...drawn,
    notes: [{ ...note, text: 'Because', x: 9 }],
    groups: [{ ...group, title: 'Book', members: ['payment', 'invoice'] }],
  };
  expect(codes(drawn, other)).toEqual(['groupRenamed', 'groupMembers', 'noteText', 'noteLook']);
  expect(diffFlows(drawn, other)[1]?.params).toEqual({ group: 'Book', added: ['payment'], removed: ['known'] });
  expect(isLayoutOnly(diffFlows(drawn, other))).toBe(true);
});

describe('for any flows', () => {
  it('a flow is as itself, however its edges are ordered', () => {
    fc.assert(
      fc.property(anyFlow, (any) => {
        expect(diffFlows(any, any)).toEqual([]);
        expect(diffFlows(any, { ...any, edges: [...any.edges].reverse() })).toEqual([]);
      }),
    );
  });

  it('nothing is found exactly where both are written the same', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, (a, b) => {
        expect(diffFlows(a, b).length === 0).toBe(canonicalFlow(a) === canonicalFlow(b));
      }),
    );
  });

  it('one changed place is one change, with that path', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), (any, choice) => {
        const flow: FlowDocument = JSON.parse(JSON.stringify(any));
        const places = leaves(flow);
        fc.pre(places.length > 0);
        const { path, holder, key } = places[choice % places.length]!;
        Reflect.set(holder, key, 'something that was not there');
        expect(diffFlows(JSON.parse(JSON.stringify(any)), flow).map((found) => found.path)).toEqual([path]);
      }),
    );
  });

  it('every step that came, went or was connected otherwise is named', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), (any, choice) => {
        const gone = any.nodes[choice % any.nodes.length]!;
        const without = {
          ...any,
          nodes: any.nodes.filter(({ id }) => id !== gone.id),
          edges: any.edges.filter(({ from, to }) => from !== gone.id && to !== gone.id),
        };
        const edges = any.edges.length - without.edges.length;
        const codes = (found: ReturnType<typeof diffFlows>) => found.map(({ code }) => code).sort();
        expect(codes(diffFlows(any, without))).toEqual([...Array(edges).fill('edgeRemoved'), 'stepRemoved']);
        expect(codes(diffFlows(without, any))).toEqual([...Array(edges).fill('edgeAdded'), 'stepAdded']);
      }),
    );
  });

  it('as few steps as possible are said to have moved', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]$/), { minLength: 2 }),
        fc.nat(),
        fc.nat(),
        (items, from, to) => {
          const after = [...items];
          const [one] = after.splice(from % items.length, 1);
          after.splice(to % items.length, 0, one!);
          const moved = movedItems(items, after);
          expect(moved.size).toBeLessThanOrEqual(1);
          expect(moved.size === 0).toBe(after.join() === items.join());
        },
      ),
    );
  });
});

type Leaf = { path: string; holder: object; key: string | number };

/** Where a mapping of a step holds a plain value, with the path a person reads. */
function leaves(flow: FlowDocument): Leaf[] {
  return flow.nodes.flatMap((node) => ('with' in node ? walk(node.with, `nodes.${node.id}.with`) : []));
}

function walk(value: unknown, path: string): Leaf[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = Array.isArray(value) ? Number(name) : name;
    const plain = /^[\w$-]{1,100}$/.test(name);
    const here =
      typeof key === 'number' ? `${path}[${key}]` : plain ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
    return typeof inner === 'object' && inner !== null ? walk(inner, here) : [{ path: here, holder: value, key }];
  });
}
