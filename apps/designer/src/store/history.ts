import type { Graph } from '../canvas/graph.ts';
import { applyChanges, type Change } from './changes.ts';

/** Every kind of edit; each has a sentence in the catalogues (`editor.command.*`). */
export type CommandName =
  | 'addNode'
  | 'replaceTrigger'
  | 'removeNodes'
  | 'moveNodes'
  | 'connect'
  | 'disconnect'
  | 'rename'
  | 'retitle'
  | 'changeSettings'
  | 'changeNote'
  | 'changeFlow'
  | 'paste'
  | 'tidyUp'
  | 'moveStep'
  | 'mapField'
  | 'mapFields'
  | 'unmapField'
  | 'changeTable'
  | 'addNote'
  | 'removeNotes'
  | 'moveNotes'
  | 'resizeNote'
  | 'editNote'
  | 'colourNote'
  | 'group'
  | 'ungroup'
  | 'renameGroup'
  | 'regroup'
  | 'moveGroup'
  | 'merge'
  | 'takeTheirs';

/** Edits of several things at once; these have a sentence with their number besides (`editor.commands.*`). */
const ofMany = ['removeNodes', 'moveNodes', 'paste', 'removeNotes', 'moveNotes', 'ungroup'] as const;
export const isOfMany = (name: CommandName): name is (typeof ofMany)[number] => ofMany.some((one) => one === name);

/** One edit as a person sees it: its name, what it is about, and what it changes. */
export type Command = {
  name: CommandName;
  /** The node or the flow it is about, in words. */
  about: string;
  /** How many things it is about, where it can be several. */
  count?: number;
  changes: readonly Change[];
  /** Edits of the same place in quick succession are one: typing a word is undone as a word. */
  series?: string;
};

type Done = { command: Command; inverse: readonly Change[]; at: number };
export type History = { readonly graph: Graph; readonly past: readonly Done[]; readonly future: readonly Done[] };

/** Milliseconds within which edits of one series become one. */
const SERIES_MS = 1_000;
/** So many edits can be undone. */
const MOST = 500;

export const startHistory = (graph: Graph): History => ({ graph, past: [], future: [] });

/** @param now milliseconds since 1970 @throws NotThere */
export function run(history: History, command: Command, now: number): History {
  if (command.changes.length === 0) return history;
  const { graph, inverse } = applyChanges(history.graph, command.changes);
  const last = history.past.at(-1);
  if (last !== undefined && command.series !== undefined && last.command.series === command.series) {
    if (now - last.at < SERIES_MS && history.future.length === 0) {
      const changes = [...last.command.changes, ...command.changes];
      const joined = { command: { ...command, changes }, inverse: [...inverse, ...last.inverse], at: now };
      return { graph, past: history.past.with(-1, joined), future: [] };
    }
  }
  return { graph, past: [...history.past, { command, inverse, at: now }].slice(-MOST), future: [] };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  const { graph } = applyChanges(history.graph, last.inverse);
  return { graph, past: history.past.slice(0, -1), future: [last, ...history.future] };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  const { graph } = applyChanges(history.graph, next.command.changes);
  // An edit that comes now is never joined to one that was redone.
  return { graph, past: [...history.past, { ...next, at: 0 }], future };
}
