import type { FlowNode } from '@raccord/contract';
import { expect, test } from 'vitest';
import { readApps } from '../nodes/apps.ts';
import { pathWords } from './path-words.ts';

const text = (en: string) => ({ en, fr: en });
const line = { type: 'object', properties: { price: { type: 'number', title: 'Price' } } };
const input = { type: 'object', properties: { lines: { type: 'array', title: 'Lines', items: line } } };
const apps = readApps([
  {
    id: 'shop',
    title: text('Shop'),
    description: text(''),
    auth: { kind: 'none', credentials: {} },
    objects: [],
    triggers: [],
    actions: [
      { id: 'shop/bill', version: 1, title: text('Bill'), description: text(''), input, output: {}, effect: 'key' },
    ],
  },
]);
const t = ((key: string) => key) as never;
const bill: FlowNode = { id: 'bill', kind: 'action', uses: 'shop/bill' };

test.each([
  ['nodes.bill.with.lines[1].price', 'Bill › Lines › 2 › Price'],
  ['nodes.bill.with.lines[1]["unit price"]', 'Bill › Lines › 2 › unit price'],
  ['nodes.bill.retry.attempts', 'Bill › editor.fields.attempts › editor.fields.attempts'],
  ['nodes.bill', 'Bill'],
])('%s is %s to people', (path, words) => {
  expect(pathWords(path, bill, apps, t)).toBe(words);
});

test('a field of a map is called as it is written', () => {
  const map: FlowNode = { id: 'm', kind: 'map', title: 'Sums', with: {} };
  expect(pathWords('nodes.m.with.total', map, apps, t)).toBe('Sums › editor.fields.with › total');
});
