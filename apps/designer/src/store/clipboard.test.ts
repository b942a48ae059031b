import type { FlowDocument } from '@raccord/contract';
import { describe, expect, test } from 'vitest';
import { fromGraph } from '../canvas/from-graph.ts';
import { toGraph } from '../canvas/to-graph.ts';
import { applyChanges } from './changes.ts';
import { copy, type Piece, paste, readPiece } from './clipboard.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  connections: { shop: { connector: 'shop' }, books: { connector: 'books' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'shop/order', connection: 'shop' },
    { id: 'sale', kind: 'map', with: { total: '{{order.total}}' } },
    {
      id: 'invoice',
      kind: 'action',
      uses: 'books/create-invoice',
      connection: 'books',
      with: { total: '{{sale.total}}' },
    },
  ],
  edges: [
    { from: 'order', to: 'sale' },
    { from: 'sale', to: 'invoice' },
  ],
  layout: { sale: { x: 10, y: 20 } },
};
const graph = toGraph(flow);
function pieceOf(text: string): Piece {
  const read = readPiece(text);
  if ('refusal' in read) throw new Error(read.refusal.code);
  return read.piece;
}

describe('copy and paste', () => {
  test('beside the original: new names, and the copies read each other', () => {
    const { command, keys } = paste(graph, pieceOf(copy(graph, ['sale', 'invoice'])));
    const made = fromGraph(applyChanges(graph, command.changes).graph);
    expect(keys).toEqual(['sale2', 'invoice2']);
    expect(made.nodes.slice(3)).toEqual([
      { id: 'sale2', kind: 'map', with: { total: '{{order.total}}' } },
      { ...flow.nodes[2], id: 'invoice2', with: { total: '{{sale2.total}}' } },
    ]);
    expect(made.edges.slice(2)).toEqual([{ from: 'sale2', to: 'invoice2' }]);
    expect(made.connections).toEqual(flow.connections);
    expect(made.layout?.sale2).toEqual({ x: 50, y: 60 });
  });

  test('into another flow: the slots come along, one of the same name for another app under a new name', () => {
    const other = toGraph({ ...flow, connections: { books: { connector: 'zoho-books' } }, nodes: [], edges: [] });
    const { command } = paste(other, pieceOf(copy(graph, ['invoice'])));
    const made = fromGraph(applyChanges(other, command.changes).graph);
    expect(made.connections).toEqual({ books: { connector: 'zoho-books' }, books2: { connector: 'books' } });
    expect(made.nodes[0]).toMatchObject({ id: 'invoice', connection: 'books2' });
  });

  test('a whole flow is a piece too; its trigger stays out where one is', () => {
    const { command } = paste(graph, pieceOf(JSON.stringify(flow)));
    const made = fromGraph(applyChanges(graph, command.changes).graph);
    expect(made.nodes.filter(({ kind }) => kind === 'trigger')).toHaveLength(1);
    expect(made.edges.at(-1)).toEqual({ from: 'sale2', to: 'invoice2' });
  });

  test('notes come along, and groups of which every step does, under names of their own', () => {
    const note = { id: 'n', text: 'Why', x: 0, y: 0, width: 200, height: 100 };
    const groups = [
      { id: 'g', title: 'Books', members: ['sale', 'invoice'] },
      { id: 'h', title: 'Start', members: ['order'] },
    ];
    const drawn = toGraph({ ...flow, notes: [note], groups });
    const made = (text: string) => fromGraph(applyChanges(drawn, paste(drawn, pieceOf(text)).command.changes).graph);
    const all = made(copy(drawn, ['sale', 'invoice'], ['n']));
    expect(all.groups).toEqual([...groups, { id: 'g2', title: 'Books', members: ['sale2', 'invoice2'] }]);
    expect(all.notes).toEqual([note, { ...note, id: 'n2', x: 40, y: 40 }]);
    expect(made(copy(drawn, ['sale'])).groups).toEqual(groups);
    expect(made(copy(drawn, [], ['n'])).notes).toHaveLength(2);
    const broken = pieceOf(JSON.stringify({ nodes: [flow.nodes[1]], notes: [{ id: 'x', html: '<b>' }], groups: 'g' }));
    expect(broken).toMatchObject({ notes: [], groups: [] });
  });

  test('names that change places do not meet', () => {
    const piece = pieceOf(
      JSON.stringify({
        nodes: [
          { id: 'sale', kind: 'map', with: {} },
          { id: 'sale2', kind: 'map', with: { a: '{{sale.x}}' } },
        ],
      }),
    );
    const { command } = paste(graph, piece);
    const made = fromGraph(applyChanges(graph, command.changes).graph);
    expect(made.nodes.slice(3)).toEqual([
      { id: 'sale2', kind: 'map', with: {} },
      { id: 'sale22', kind: 'map', with: { a: '{{sale2.x}}' } },
    ]);
  });
});

describe('what is refused', () => {
  const map = { id: 'a', kind: 'map', with: {} };
  test.each([
    ['a text', 'hello', 'notJson'],
    ['a list', '[1]', 'noNodes'],
    ['no nodes', '{"nodes":[]}', 'noNodes'],
    ['a prototype key', '{"nodes":[{"id":"a","kind":"map","with":{"__proto__":{"x":1}}}]}', 'dangerous'],
    ['a constructor key', '{"nodes":[{"id":"a","kind":"map","with":{"constructor":1}}]}', 'dangerous'],
    ['too deep', `{"nodes":${'['.repeat(100)}${']'.repeat(100)}}`, 'dangerous'],
    ['an unknown kind', JSON.stringify({ nodes: [map, { ...map, kind: 'script' }] }), 'unknownKind'],
    ['a kind from the prototype', JSON.stringify({ nodes: [{ ...map, kind: 'toString' }] }), 'unknownKind'],
    ['a node with a foreign field', JSON.stringify({ nodes: [{ ...map, onclick: 'alert(1)' }] }), 'badNode'],
    ['a bad name', JSON.stringify({ nodes: [{ ...map, id: '<b>' }] }), 'badNode'],
    ['too many', JSON.stringify({ nodes: Array.from({ length: 501 }, () => map) }), 'tooMany'],
    ['too large', ' '.repeat(1_000_001), 'tooLarge'],
  ])('%s', (_name, text, code) => {
    expect(readPiece(text)).toMatchObject({ refusal: { code } });
  });

  test('edges, slots and places that are none are left out, those to elsewhere too', () => {
    const piece = pieceOf(
      JSON.stringify({
        nodes: [map],
        edges: [{ from: 'a', to: 'zz' }, { from: 1 }, 'x'],
        connections: { s: 5 },
        layout: { a: 'here' },
      }),
    );
    expect(piece).toMatchObject({ edges: [{ from: 'a', to: 'zz' }], connections: {}, layout: {} });
    const { command } = paste(graph, piece);
    expect(command.changes.map((change) => change.do)).toEqual(['insertNode']);
  });
});
