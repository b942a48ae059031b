import { type FlowNote, MOST_NOTES, noteSizes } from '@raccord/contract/flow-drawing';
import { freshName, type Graph, type Point } from '../../canvas/graph.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';

const USUAL = { width: 220, height: 120 };
const GAP = 40;
/** So much of a note's text tells which one is meant. */
const LONGEST_ABOUT = 40;

export function noteOf({ head }: Graph, id: string | undefined): FlowNote | undefined {
  return head.notes?.find((note) => note.id === id);
}

export function noteAbout({ text, id }: FlowNote): string {
  const line = text.trim().split('\n', 1)[0]!;
  if (line === '') return id;
  return line.length <= LONGEST_ABOUT ? line : `${line.slice(0, LONGEST_ABOUT)}…`;
}

/** The change that puts other notes in place of those there are; without notes the document has no list of them. */
export function putNotes(notes: readonly FlowNote[]): Change {
  return { do: 'setHead', head: { notes: notes.length === 0 ? undefined : [...notes] } };
}

/**
 * An empty note where it was dropped, else above the steps, where a drawing that tidies itself puts nothing; undefined when there are as many
 * as there may be.
 */
export function addNote(
  graph: Graph,
  shown: ReadonlyMap<string, Point>,
  at?: Point,
): { command: Command; id: string } | undefined {
  const notes = graph.head.notes ?? [];
  if (notes.length >= MOST_NOTES) return undefined;
  const id = freshName('note', new Set(notes.map((note) => note.id)));
  const places = [...shown.values()];
  const bottom = Math.min(0, ...places.map(({ y }) => y)) - GAP;
  const above = notes.filter(({ y }) => y < bottom);
  const left = places.length === 0 ? 0 : Math.min(...places.map(({ x }) => x));
  const x = Math.max(left, ...above.map((note) => note.x + note.width + GAP / 2));
  const place = at ?? { x, y: bottom - USUAL.height };
  const note: FlowNote = { id, text: '', x: Math.round(place.x), y: Math.round(place.y), ...USUAL };
  return { command: { name: 'addNote', about: id, changes: [putNotes([...notes, note])] }, id };
}

export function removeNotes(graph: Graph, ids: readonly string[]): Command {
  const notes = graph.head.notes ?? [];
  const gone = notes.filter(({ id }) => ids.includes(id));
  const changes = gone.length === 0 ? [] : [putNotes(notes.filter((note) => !gone.includes(note)))];
  return { name: 'removeNotes', about: gone.map(noteAbout).join(', '), count: gone.length, changes };
}

export function moveNotes(graph: Graph, places: ReadonlyMap<string, Point>): Command {
  const notes = graph.head.notes ?? [];
  const moved = notes.filter(({ id, x, y }) => {
    const to = places.get(id);
    return to !== undefined && (to.x !== x || to.y !== y);
  });
  const next = notes.map((note) => (moved.includes(note) ? { ...note, ...places.get(note.id)! } : note));
  const changes = moved.length === 0 ? [] : [putNotes(next)];
  const series = `moveNotes ${[...places.keys()].join()}`;
  return { name: 'moveNotes', about: moved.map(noteAbout).join(', '), count: moved.length, changes, series };
}

/** Never smaller or larger than a note may be. */
export function resizeNote(graph: Graph, id: string, size: { width: number; height: number }): Command {
  const within = (side: 'width' | 'height') =>
    Math.round(Math.min(noteSizes[side].most, Math.max(noteSizes[side].least, size[side])));
  return { ...putNote(graph, id, { width: within('width'), height: within('height') }), name: 'resizeNote' };
}

export function editNote(graph: Graph, id: string, text: string): Command {
  return { ...putNote(graph, id, { text }), name: 'editNote' };
}

export function colourNote(graph: Graph, id: string, colour: FlowNote['colour']): Command {
  return { ...putNote(graph, id, { colour }), name: 'colourNote' };
}

function putNote(graph: Graph, id: string, part: { [K in keyof FlowNote]?: FlowNote[K] | undefined }) {
  const note = noteOf(graph, id);
  if (note === undefined) return { about: id, changes: [] };
  const entries = Object.entries({ ...note, ...part }).filter(([, value]) => value !== undefined);
  const next = Object.fromEntries(entries) as FlowNote;
  const isSame = JSON.stringify(next) === JSON.stringify(note);
  const changes = isSame ? [] : [putNotes(graph.head.notes!.map((one) => (one === note ? next : one)))];
  return { about: noteAbout(note), changes, series: `note ${id} ${Object.keys(part).join()}` };
}
