import type { FlowDocument } from '@raccord/contract';
import { createStore } from 'zustand/vanilla';
import type { Graph, Point } from '../canvas/graph.ts';
import { toGraph } from '../canvas/to-graph.ts';
import type { Tried } from '../samples/tried.ts';
import type { ShownState } from '../ui/record-state.tsx';
import { type Command, type History, redo, run, startHistory, undo } from './history.ts';

export type Problem = {
  code: string;
  path: string;
  severity: 'error' | 'warning';
  node?: string;
  message: string;
};

/** Somebody else saved first: what they made of it, until the person has chosen. */
export type Theirs = { document: FlowDocument; revision: number; by: string | null; at: string };
export type Saving =
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'changed' }
  | { state: 'refused'; message: string }
  | { state: 'conflict'; theirs: Theirs };

/** Steps and edges by their keys, notes and groups by their ids. */
export type Selection = Record<'nodes' | 'edges' | 'notes' | 'groups', readonly string[]>;
export const nothing: Selection = { nodes: [], edges: [], notes: [], groups: [] };

/** What became of the records that were tried at a step, drawn on it: the worst state, and how many records it got. */
export type NodeMark = { state: ShownState; count: number };

export type EditorState = {
  flowId: string;
  history: History;
  /** What the server has, under which revision. */
  saved: { revision: number; graph: Graph; document: FlowDocument };
  saving: Saving;
  /** What somebody else has saved since, as long as nothing was made of it. */
  theirs: Theirs | undefined;
  selection: Selection;
  problems: readonly Problem[];
  /** Where the layout has the nodes that nobody has put anywhere; undefined before the first layout. */
  arranged: ReadonlyMap<string, Point> | undefined;
  /** By the id of the node; empty as long as nothing was tried. */
  nodeMarks: ReadonlyMap<string, NodeMark>;
  /** What was said last to whoever cannot see the drawing. */
  said: string;
  /** A place of the inspector that wants the focus: a problem's path, or empty for its first field. */
  wantsFocus: string | undefined;
  /** What came of the last try. */
  tried: Tried | undefined;
  /** Which of the samples is looked at, in previews as in the results of a try. */
  chosenSample: number;
  /** Which of the records that were made of it. */
  chosenPart: number;
};

export type Draft = { id: string; revision: number; document: FlowDocument };

/** The state of one open editor. */
export function createEditor({ id, revision, document }: Draft) {
  const graph = toGraph(document);
  const store = createStore<EditorState>(() => ({
    flowId: id,
    history: startHistory(graph),
    saved: { revision, graph, document },
    saving: { state: 'saved' },
    theirs: undefined,
    selection: nothing,
    problems: [],
    arranged: undefined,
    nodeMarks: new Map(),
    said: '',
    wantsFocus: undefined,
    tried: undefined,
    chosenSample: 0,
    chosenPart: 0,
  }));

  const setHistory = (history: History) =>
    store.setState(({ selection, saving }) => {
      const keys = new Set([...history.graph.nodes, ...history.graph.edges].map(({ key }) => key));
      const there = (list: readonly string[], among = keys) =>
        list.every((key) => among.has(key)) ? list : list.filter((key) => among.has(key));
      const { notes = [], groups = [] } = history.graph.head;
      const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
      const left: Selection = {
        nodes: there(selection.nodes),
        edges: there(selection.edges),
        notes: there(selection.notes, ids(notes)),
        groups: there(selection.groups, ids(groups)),
      };
      const same = (Object.keys(left) as (keyof Selection)[]).every((part) => left[part] === selection[part]);
      return {
        history,
        // The same object as long as it says the same: most edits leave the choice alone.
        selection: same ? selection : left,
        saving: saving.state === 'conflict' ? saving : { state: 'changed' },
      };
    });

  return {
    store,
    graph: () => store.getState().history.graph,
    /** Makes an edit; one that changes nothing leaves no trace. */
    run: (command: Command) => {
      const { history } = store.getState();
      const next = run(history, command, Date.now());
      if (next !== history) setHistory(next);
    },
    /** @returns the command that was undone */
    undo: (): Command | undefined => {
      const { history } = store.getState();
      setHistory(undo(history));
      return history.past.at(-1)?.command;
    },
    /** @returns the command that was done again */
    redo: (): Command | undefined => {
      const { history } = store.getState();
      setHistory(redo(history));
      return history.future[0]?.command;
    },
    select: (nodes: readonly string[], beside: Partial<Selection> = {}) =>
      store.setState({ selection: { ...nothing, ...beside, nodes } }),
    say: (said: string) => store.setState({ said }),
    focus: (path: string | undefined) => store.setState({ wantsFocus: path }),
    chooseSample: (index: number, part = 0) => store.setState({ chosenSample: index, chosenPart: part }),
  };
}
export type Editor = ReturnType<typeof createEditor>;
