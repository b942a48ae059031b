import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../canvas/connect-rules.ts';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Graph } from '../canvas/graph.ts';
import { toGraph } from '../canvas/to-graph.ts';
import { NotThere } from './changes.ts';
import { copy, paste, readPiece } from './clipboard.ts';
import { moveDrawn, removeChosen } from './commands/chosen.ts';
import { connect } from './commands/edges.ts';
import { groupSteps, regroup, renameGroup, ungroup } from './commands/groups.ts';
import { moveStep } from './commands/move-step.ts';
import { addNode, moveNodes, removeNodes, tidyUp } from './commands/nodes.ts';
import { addNote, colourNote, editNote, resizeNote } from './commands/notes.ts';
import { changeFlow, changeNode, nameRefusal, rename } from './commands/settings.ts';
import { type Command, type History, redo, run, startHistory, undo } from './history.ts';

/** An edit as two numbers say it, on whatever the graph holds by then; nothing where the rules refuse it. */
const edits: Record<string, (graph: Graph, a: number, b: number) => Command | undefined> = {
  add: (graph, a, b) => {
    const choices = [
      { kind: 'action', uses: 'shop/find-order', needsConnection: true },
      { kind: 'trigger', uses: 'shop/payment', needsConnection: false },
      { kind: 'branch' },
      { kind: 'split' },
      { kind: 'wait' },
    ] as const;
    const source = graph.nodes[b % Math.max(1, graph.nodes.length)];
    return addNode(graph, choices[a % 5]!, source === undefined ? { at: { x: a, y: b } } : { after: source.key })
      .command;
  },
  insert: (graph, a) => {
    const edge = graph.edges[a % Math.max(1, graph.edges.length)];
    return edge === undefined ? undefined : addNode(graph, { kind: 'map' }, { edge: edge.key }).command;
  },
  remove: (graph, a, b) => {
    const keys = graph.nodes.filter((_, index) => index === a % 7 || index === b % 11).map(({ key }) => key);
    const edge = graph.edges[b % 5];
    return removeNodes(graph, keys, edge === undefined ? [] : [edge.key]);
  },
  move: (graph, a, b) => {
    const node = graph.nodes[a % Math.max(1, graph.nodes.length)];
    const shown = new Map(graph.nodes.map(({ key }, index) => [key, { x: index * 300, y: 0 }]));
    return node === undefined ? undefined : moveNodes(graph, new Map([[node.key, { x: b, y: a }]]), shown);
  },
  tidy: (graph) => tidyUp(graph),
  connect: (graph, a, b) => {
    const [from, to] = [graph.nodes[a % 12]?.node.id ?? 'x', graph.nodes[b % 12]?.node.id ?? 'y'];
    return refusalOf(graph, { from, to }) === undefined ? connect(graph, { from, to }) : undefined;
  },
  moveStep: (graph, a, b) => {
    const [step, behind] = [graph.nodes[a % 12], graph.nodes[b % 12]];
    const fits = step !== undefined && behind !== undefined && step !== behind && step.node.kind !== 'trigger';
    return fits ? moveStep(graph, step.key, behind.key, '') : undefined;
  },
  rename: (graph, a, b) => {
    const node = graph.nodes[a % Math.max(1, graph.nodes.length)];
    const id = `name${b}`;
    return node === undefined || nameRefusal(graph, node.key, id) !== undefined
      ? undefined
      : rename(graph, node.key, id);
  },
  change: (graph, a, b) => {
    const one = graph.nodes[a % Math.max(1, graph.nodes.length)];
    return one === undefined ? undefined : changeNode(graph, one.key, { ...one.node, title: `T${b}` }, 'title');
  },
  ports: (graph, a, b) => {
    const one = graph.nodes.find(({ node }) => node.kind === 'branch');
    if (one?.node.kind !== 'branch') return undefined;
    const cases = [{ port: `p${a % 3}`, when: '' }, ...(b % 2 === 0 ? [{ port: 'second', when: '' }] : [])];
    return changeNode(graph, one.key, { ...one.node, cases }, 'cases');
  },
  flow: (graph, a, b) =>
    changeFlow(graph, b % 2 === 0 ? { name: `Flow ${a}` } : { description: undefined, tags: ['x'] }),
  note: (graph, a) => addNote(graph, new Map(graph.nodes.map(({ key }) => [key, { x: a, y: -a }])))?.command,
  changeNote: (graph, a, b) => {
    const { id = '' } = graph.head.notes?.[a % 3] ?? {};
    const ways = [
      () => editNote(graph, id, `T${b}`),
      () => resizeNote(graph, id, { width: b, height: a * 3 }),
      () => colourNote(graph, id, b % 2 === 0 ? 'pink' : undefined),
      () => moveDrawn(graph, { nodes: new Map(), notes: new Map([[id, { x: a, y: b }]]) }, new Map()),
      () => removeChosen(graph, { nodes: [], edges: [], notes: [id], groups: [] }),
    ];
    return ways[b % ways.length]!();
  },
  group: (graph, a, b) => {
    const keys = graph.nodes.filter((_, index) => index === a % 7 || index === b % 11).map(({ key }) => key);
    return groupSteps(graph, keys, `G${a}`)?.command;
  },
  changeGroup: (graph, a, b) => {
    const { id = '', members = [] } = graph.head.groups?.[a % 2] ?? {};
    const other = graph.nodes[b % 12]?.node.id;
    const keys = graph.nodes.filter(({ node }) => members.includes(node.id)).map(({ key }) => key);
    const places = new Map(keys.map((key, index) => [key, { x: a + index, y: b }]));
    const ways = [
      () => renameGroup(graph, id, `R${b}`),
      () => ungroup(graph, [id]),
      () => regroup(graph, id, other === undefined || members.includes(other) ? [] : [...members, other]),
      () => moveDrawn(graph, { nodes: places, notes: new Map(), group: id }, places),
      () => removeChosen(graph, { nodes: keys, edges: [], notes: [], groups: [id] }),
    ];
    return ways[b % ways.length]!();
  },
  paste: (graph, a) => {
    const text = copy(
      graph,
      graph.nodes.filter((_, index) => index % 3 === a % 3).map(({ key }) => key),
      graph.head.notes?.map(({ id }) => id),
    );
    const read = readPiece(text);
    return 'piece' in read ? paste(graph, read.piece).command : undefined;
  },
};

const anyEdits = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(edits)), fc.nat(1_000), fc.nat(1_000), fc.nat(3_000)),
  {
    maxLength: 25,
  },
);

const textOf = (graph: Graph) => canonicalFlow(fromGraph(graph));

describe('history', () => {
  test('undoing everything gives the flow back byte for byte, redoing everything what was made of it', () => {
    let made = 0;
    fc.assert(
      fc.property(anyFlow, anyEdits, (flow, list) => {
        let now = 0;
        let history: History = startHistory(toGraph(flow));
        for (const [kind, a, b, pause] of list) {
          const command = edits[kind]!(history.graph, a, b);
          now += pause;
          if (command !== undefined) history = run(history, command, now);
        }
        made += history.past.length;
        const after = textOf(history.graph);
        const steps = history.past.length;
        for (let step = 0; step < steps; step++) history = undo(history);
        expect(history.past).toEqual([]);
        expect(textOf(history.graph)).toBe(canonicalFlow(flow));
        for (let step = 0; step < steps; step++) history = redo(history);
        expect(textOf(history.graph)).toBe(after);
      }),
    );
    expect(made).toBeGreaterThan(100);
  });

  const start = () =>
    startHistory(
      toGraph({ schemaVersion: 1, id: 'f', name: 'F', nodes: [{ id: 'a', kind: 'map', with: {} }], edges: [] }),
    );
  const titled = (history: History, title: string, now: number) => {
    const node = { ...history.graph.nodes[0]!.node, title };
    return run(history, changeNode(history.graph, 'a', node, 'title'), now);
  };

  test('what is typed in one go is undone in one go, a pause ends it', () => {
    const typed = titled(titled(titled(start(), 'A', 0), 'Ab', 400), 'Abc', 3_000);
    expect(typed.past).toHaveLength(2);
    expect(undo(typed).graph.nodes[0]!.node.title).toBe('Ab');
    expect(undo(undo(typed)).graph.nodes[0]!.node.title).toBeUndefined();
  });

  test('a new edit ends what could be redone', () => {
    const back = undo(titled(start(), 'A', 0));
    expect(back.future).toHaveLength(1);
    expect(titled(back, 'B', 10).future).toEqual([]);
    expect(redo(titled(back, 'B', 10)).graph.nodes[0]!.node.title).toBe('B');
  });

  test('an edit of what somebody else took away says so', () => {
    const command = changeNode(start().graph, 'a', { id: 'a', kind: 'map', with: { x: 1 } }, 'with');
    const empty = run(start(), removeNodes(start().graph, ['a']), 0);
    expect(() => run(empty, command, 0)).toThrow(NotThere);
  });
});
