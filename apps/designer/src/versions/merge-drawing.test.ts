import type { FlowDocument } from '@raccord/contract';
import { diffFlows } from '@raccord/runtime/flow/diff-flows';
import { expect, test } from 'vitest';
import { mergeDrawing } from './merge-drawing.ts';

const map = (id: string) => ({ id, kind: 'map' as const, with: { of: id } });
const note = (id: string, text: string, x = 0) => ({ id, text, x, y: 0, width: 220, height: 120 });
const group = (id: string, title: string, members: string[]) => ({ id, title, members });
const flow = (more: Partial<FlowDocument>): FlowDocument => ({
  ...{ schemaVersion: 1, id: 'f', name: 'F', edges: [{ from: 'a', to: 'b' }] },
  nodes: [map('a'), map('b')],
  ...more,
});

test('what came, what went and what changed is on one drawing, notes and groups too', () => {
  const before = flow({
    notes: [note('moved', 'Stays'), note('text', 'Old'), note('gone', 'Gone')],
    groups: [group('g', 'One', ['a', 'b']), group('apart', 'Apart', ['a'])],
  });
  const after = flow({
    nodes: [map('a'), map('c')],
    edges: [{ from: 'a', to: 'c' }],
    notes: [note('moved', 'Stays', 80), note('text', 'New'), note('made', 'Made')],
    groups: [group('g', 'One', ['a'])],
  });
  const { document, steps, edges, notes, groups } = mergeDrawing(before, after, diffFlows(before, after));
  expect(document.nodes.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  expect(Object.fromEntries(steps)).toEqual({ b: 'removed', c: 'added' });
  expect(Object.fromEntries(edges)).toEqual({ 'a:>b': 'removed', 'a:>c': 'added' });
  expect(document.notes?.map(({ text }) => text)).toEqual(['Stays', 'New', 'Made', 'Gone']);
  expect(Object.fromEntries(notes)).toEqual({ moved: 'same', text: 'changed', made: 'added', gone: 'removed' });
  expect(document.groups?.map(({ id }) => id)).toEqual(['g', 'apart']);
  expect(Object.fromEntries(groups)).toEqual({ g: 'changed', apart: 'removed' });
});
