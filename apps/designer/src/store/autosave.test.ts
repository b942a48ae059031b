import type { FlowDocument } from '@raccord/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromGraph } from '../canvas/from-graph.ts';
import { resolve, type SaveAnswer, startAutosave } from './autosave.ts';
import { changeFlow } from './commands/settings.ts';
import { createEditor } from './editor-store.ts';

const document: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  nodes: [{ id: 'a', kind: 'map', with: {} }],
  edges: [],
};
const theirs = { document: { ...document, tags: ['theirs'] }, revision: 7, by: 'Bob', at: '2026-01-01T00:00:00.000Z' };

function open(answers: SaveAnswer[], slowness = 0) {
  const editor = createEditor({ id: 'f', revision: 1, document });
  const sent: [number, FlowDocument][] = [];
  const saver = startAutosave(editor, async (revision, sentDocument) => {
    sent.push([revision, sentDocument]);
    if (slowness > 0) await new Promise((done) => setTimeout(done, slowness));
    return answers.shift() ?? { ok: true, revision: revision + 1 };
  });
  const name = (text: string) => editor.run(changeFlow(editor.graph(), { name: text }));
  return { editor, sent, saver, name, saving: () => editor.store.getState().saving };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('autosave', () => {
  test('saves once after a pause, with the revision it started from, and goes on from the next', async () => {
    const { sent, name, saving } = open([]);
    name('G');
    await vi.advanceTimersByTimeAsync(500);
    name('H');
    expect(saving()).toEqual({ state: 'changed' });
    await vi.advanceTimersByTimeAsync(900);
    expect(sent.map(([revision, { name: saved }]) => [revision, saved])).toEqual([[1, 'H']]);
    expect(saving()).toEqual({ state: 'saved' });
    name('I');
    await vi.advanceTimersByTimeAsync(900);
    expect(sent[1]![0]).toBe(2);
  });

  test('a save that failed is tried again; one that was refused waits for an edit', async () => {
    const { sent, name, saving } = open([
      { ok: false, message: 'offline', again: true },
      { ok: true, revision: 2 },
      { ok: false, message: 'no', again: false },
    ]);
    name('G');
    await vi.advanceTimersByTimeAsync(900);
    expect(saving()).toEqual({ state: 'refused', message: 'offline' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saving()).toEqual({ state: 'saved' });
    name('H');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
  });

  test('however slow the server, one save at a time: none is refused because of another of our own', async () => {
    const { sent, name, saving } = open([], 3_000);
    for (const text of ['A', 'B', 'C', 'D', 'E', 'F2']) {
      name(text);
      await vi.advanceTimersByTimeAsync(1_300);
    }
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent.map(([revision]) => revision)).toEqual(sent.map((_, index) => index + 1));
    expect(sent.at(-1)![1].name).toBe('F2');
    expect(saving()).toEqual({ state: 'saved' });
  });

  test('leaving saves what is left', async () => {
    const { sent, name, saver } = open([]);
    name('G');
    saver.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
  });

  const cases = [
    ['both', { name: 'Mine', tags: ['theirs'] }],
    ['mine', { name: 'Mine', tags: undefined }],
    ['theirs', { name: 'F', tags: ['theirs'] }],
  ] as const;
  test.each(cases)(
    'when somebody else saved first nothing is sent until a choice is made: %s',
    async (choice, expected) => {
      const { editor, sent, name, saving } = open([{ ok: false, theirs }]);
      name('Mine');
      await vi.advanceTimersByTimeAsync(900);
      expect(saving()).toEqual({ state: 'conflict', theirs });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sent).toHaveLength(1);
      resolve(editor, choice);
      await vi.advanceTimersByTimeAsync(900);
      const { name: chosen, tags } = fromGraph(editor.graph());
      expect([chosen, tags]).toEqual([expected.name, expected.tags]);
      // What is theirs alone is at the server already.
      expect(sent.slice(1).map(([revision, sentOne]) => [revision, sentOne.name])).toEqual(
        choice === 'theirs' ? [] : [[7, expected.name]],
      );
      expect(saving()).toEqual({ state: 'saved' });
      editor.undo();
      expect(fromGraph(editor.graph())).toMatchObject({ name: 'Mine' });
    },
  );
});
