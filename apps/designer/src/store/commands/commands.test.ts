import type { FlowDocument } from '@raccord/contract';
import { describe, expect, test } from 'vitest';
import { fromGraph } from '../../canvas/from-graph.ts';
import type { Graph } from '../../canvas/graph.ts';
import { toGraph } from '../../canvas/to-graph.ts';
import { applyChanges } from '../changes.ts';
import type { Command } from '../history.ts';
import { groupSteps, regroup, ungroup } from './groups.ts';
import { moveStep } from './move-step.ts';
import { addNode, moveNodes, removeNodes, tidyUp } from './nodes.ts';
import { addNote, resizeNote } from './notes.ts';
import { changeNode, nameRefusal, rename } from './settings.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  settings: { recordKey: '{{order.id}}' },
  connections: { shop: { connector: 'shop' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'shop/order', connection: 'shop' },
    { id: 'big', kind: 'branch', cases: [{ port: 'yes', when: '{{order.total > 9}}' }], otherwise: 'no' },
    { id: 'note', kind: 'map', title: 'about {{order.id}}', with: { total: '{{order.total}}' } },
  ],
  edges: [
    { from: 'order', to: 'big' },
    { from: 'big', port: 'yes', to: 'note' },
  ],
};
const graph = toGraph(flow);
const after = (command: Command, from: Graph = graph) => fromGraph(applyChanges(from, command.changes).graph);

describe('adding', () => {
  test('behind a node takes the way out that leads nowhere yet, and the slot its app has', () => {
    const { command } = addNode(
      graph,
      { kind: 'action', uses: 'shop/find-order', needsConnection: true },
      { after: 'big' },
    );
    const made = after(command);
    expect(made.nodes.at(-1)).toEqual({ id: 'findOrder', kind: 'action', uses: 'shop/find-order', connection: 'shop' });
    expect(made.edges.at(-1)).toEqual({ from: 'big', port: 'no', to: 'findOrder' });
    expect(made.connections).toEqual(flow.connections);
  });

  test('another trigger takes the place of the one there is; a name nobody chose goes with it, and what reads it follows', () => {
    const paid = { kind: 'trigger', uses: 'stripe/payment-paid', needsConnection: true } as const;
    const made = after(addNode(graph, paid, { after: 'note' }).command);
    expect(made.nodes[0]).toEqual({
      id: 'paymentPaid',
      kind: 'trigger',
      uses: 'stripe/payment-paid',
      connection: 'stripe',
    });
    expect(made.edges[0]).toEqual({ from: 'paymentPaid', to: 'big' });
    expect(made.nodes[2]).toMatchObject({ with: { total: '{{paymentPaid.total}}' } });
    expect([made.settings?.recordKey, made.connections]).toEqual([
      '{{paymentPaid.id}}',
      { stripe: { connector: 'stripe' } },
    ]);
    const named = applyChanges(graph, rename(graph, 'order', 'sale').changes).graph;
    expect(after(addNode(named, paid, {}).command, named).nodes[0]).toMatchObject({ id: 'sale', uses: paid.uses });
  });

  test('into an edge puts the node between both ends', () => {
    const { command } = addNode(graph, { kind: 'filter' }, { edge: graph.edges[1]!.key });
    expect(after(command).edges).toEqual([
      { from: 'order', to: 'big' },
      { from: 'big', port: 'yes', to: 'filter' },
      { from: 'filter', to: 'note' },
    ]);
  });

  test('an app that is new gets a slot; removing its last node takes the slot away again', () => {
    const { command, key } = addNode(
      graph,
      { kind: 'action', uses: 'slack/post', needsConnection: true },
      { after: 'note' },
    );
    const with2 = applyChanges(graph, command.changes).graph;
    expect(with2.head.connections).toEqual({ shop: { connector: 'shop' }, slack: { connector: 'slack' } });
    expect(after(removeNodes(with2, [key]), with2).connections).toEqual({ shop: { connector: 'shop' } });
  });

  test('a name that is taken gets a number', () => {
    const first = applyChanges(graph, addNode(graph, { kind: 'map' }, {}).command.changes).graph;
    expect(addNode(first, { kind: 'map' }, {}).command.about).toBe('map2');
  });
});

describe('removing', () => {
  test('a node between two joins them again', () => {
    const { command } = addNode(graph, { kind: 'filter' }, { edge: graph.edges[1]!.key });
    const between = applyChanges(graph, command.changes).graph;
    expect(after(removeNodes(between, ['filter']), between).edges).toEqual(flow.edges);
  });

  test('takes the edges of the node along', () => {
    expect(after(removeNodes(graph, ['big', 'note'])).edges).toEqual([]);
  });
});

describe('groups', () => {
  const grouped = applyChanges(graph, groupSteps(graph, ['order', 'big'], 'Start')!.command.changes).graph;
  const groups = (command: Command, from = grouped) => after(command, from).groups;

  test('a renamed step stays in its group, one that is removed leaves it, and an empty group goes', () => {
    expect(after(rename(grouped, 'order', 'sale'), grouped).groups?.[0]?.members).toEqual(['sale', 'big']);
    expect(groups(removeNodes(grouped, ['big']))).toEqual([{ id: 'group', title: 'Start', members: ['order'] }]);
    expect(after(removeNodes(grouped, ['order', 'big']), grouped)).not.toHaveProperty('groups');
  });

  test('a step is in one group: grouped again, or taken into another one, it leaves the first', () => {
    const second = groupSteps(grouped, ['big', 'note'], 'Rest')!;
    expect(groups(second.command)).toEqual([
      { id: 'group', title: 'Start', members: ['order'] },
      { id: 'group2', title: 'Rest', members: ['big', 'note'] },
    ]);
    const two = applyChanges(grouped, second.command.changes).graph;
    expect(groups(regroup(two, 'group2', ['order', 'big', 'note']), two)).toEqual([
      { id: 'group2', title: 'Rest', members: ['order', 'big', 'note'] },
    ]);
    expect(groups(ungroup(two, ['group', 'group2']), two)).toBeUndefined();
  });
});

describe('notes', () => {
  test('a new one stands above the steps, the next one beside it; a size outside the bounds is brought within them', () => {
    const shown = new Map([['order', { x: 0, y: 0 }]]);
    const first = applyChanges(graph, addNote(graph, shown)!.command.changes).graph;
    const both = applyChanges(first, addNote(first, shown)!.command.changes).graph;
    const [one, two] = both.head.notes!;
    expect([one!.y + one!.height < 0, two!.x >= one!.x + one!.width]).toEqual([true, true]);
    expect(after(resizeNote(both, 'note', { width: 5, height: 9_999 }), both).notes?.[0]).toMatchObject({
      width: 120,
      height: 1_200,
    });
  });
});

describe('moving', () => {
  const shown = new Map([
    ['order', { x: 0, y: 0 }],
    ['big', { x: 300, y: 0 }],
    ['note', { x: 600, y: 0 }],
  ]);
  test('the first node that is moved pins all the others where they are shown; tidying up forgets all places', () => {
    const moved = applyChanges(graph, moveNodes(graph, new Map([['big', { x: 310, y: 50 }]]), shown).changes).graph;
    expect(fromGraph(moved).layout).toEqual({ order: { x: 0, y: 0 }, big: { x: 310, y: 50 }, note: { x: 600, y: 0 } });
    expect(after(tidyUp(moved), moved)).toEqual(flow);
  });
});

describe('moving a step to another place of the flow', () => {
  test('what came before it goes on where it led, what followed there follows it', () => {
    const { command } = addNode(graph, { kind: 'map' }, { after: 'note' });
    const longer = applyChanges(graph, command.changes).graph;
    expect(after(moveStep(longer, 'map', 'order', ''), longer).edges).toEqual([
      { from: 'big', port: 'yes', to: 'note' },
      { from: 'order', to: 'map' },
      { from: 'map', to: 'big' },
    ]);
  });

  test('the way out is kept', () => {
    const made = after(moveStep(graph, 'note', 'big', 'no'));
    expect(made.edges).toEqual([
      { from: 'order', to: 'big' },
      { from: 'big', port: 'no', to: 'note' },
    ]);
  });
});

describe('renaming', () => {
  test('edges, expressions and the record key follow; words for people stay', () => {
    const made = after(rename(graph, 'order', 'sale'));
    expect(made.edges[0]).toEqual({ from: 'sale', to: 'big' });
    expect(made.nodes.slice(1)).toEqual([
      { ...flow.nodes[1], cases: [{ port: 'yes', when: '{{sale.total > 9}}' }] },
      { ...flow.nodes[2], with: { total: '{{sale.total}}' } },
    ]);
    expect(made.settings?.recordKey).toBe('{{sale.id}}');
  });

  test.each([
    ['big', 'nameTaken'],
    ['env', 'nameTaken'],
    ['constructor', 'badName'],
    ['1st', 'badName'],
    ['', 'badName'],
    ['order', undefined],
    ['sale', undefined],
  ] as const)('to “%s”: %s', (id, refusal) => {
    expect(nameRefusal(graph, 'order', id)).toBe(refusal);
  });
});

test('edges follow a way out of a branch that is called differently, and go with one that is gone', () => {
  const branch = flow.nodes[1]!;
  const renamed = { ...branch, cases: [{ port: 'large', when: '' }] } as typeof branch;
  expect(after(changeNode(graph, 'big', renamed, 'cases')).edges[1]).toEqual({
    from: 'big',
    port: 'large',
    to: 'note',
  });
  const { otherwise: _no, ...rest } = branch as Extract<typeof branch, { kind: 'branch' }>;
  const alone = { ...rest, cases: [{ port: 'no', when: '' }] };
  expect(after(changeNode(graph, 'big', alone, 'cases')).edges).toEqual([{ from: 'order', to: 'big' }]);
});
