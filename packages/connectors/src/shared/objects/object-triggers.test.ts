import type { ObjectChange, ObjectDefinition, TriggerDefinition } from '@raccord/contract';
import Type from 'typebox';
import { expect, it } from 'vitest';
import { memoryFiles } from '../../testing/memory-files.ts';
import { triggersOf } from './object-triggers.ts';

const switchedOn = Date.parse('2026-11-20T10:00:00Z');
const text = Type.Optional(Type.String());
const Invoice = Type.Object({ id: Type.String(), created: text, changed: text });
const at = (minutes: number) => new Date(switchedOn + minutes * 60_000).toISOString();

let changes: ObjectChange[] = [];
let asked: unknown[] = [];
const invoice: ObjectDefinition = {
  id: 'invoice',
  title: { en: 'Invoice', fr: 'Facture' },
  one: { en: 'an invoice', fr: 'une facture' },
  schema: Invoice,
  sample: { id: '1' },
  identity: { id: 'id', createdAt: 'created', modifiedAt: 'changed', match: [] },
  operations: {
    list: {
      reports: ['created', 'updated', 'deleted'],
      async page(_context, place, cursor, options) {
        asked.push({ place, cursor, ...options });
        return { changes, cursor: 'next', more: false };
      },
    },
  },
};
const triggers = triggersOf(invoice);

const context = {
  http: { request: () => Promise.reject(new Error('nothing is called')) },
  files: memoryFiles(),
  settings: {},
  endpoints: { api: '' },
  signal: new AbortController().signal,
};
async function poll(trigger: TriggerDefinition | undefined, cursor: unknown = null) {
  return trigger!.poll!.page(context, {}, cursor, { overlapMs: 0, now: switchedOn });
}

it('an object has a trigger for each change its system reports, titled in both languages', () => {
  expect(Object.entries(triggers).map(([id, { title }]) => [id, title.en, title.fr])).toEqual([
    ['invoice-created', 'Invoice created', 'Facture créée'],
    ['invoice-updated', 'Invoice changed', 'Facture modifiée'],
    ['invoice-deleted', 'Invoice deleted', 'Facture supprimée'],
  ]);
});

it('what was saved is new to one trigger and changed to the other, by its own times', async () => {
  changes = [
    { change: 'saved', record: { id: 'old', created: at(-900), changed: at(5) } },
    { change: 'saved', record: { id: 'new', created: at(5), changed: at(5) } },
    { change: 'saved', record: { id: 'new and changed', created: at(5), changed: at(6) } },
    { change: 'deleted', record: { id: 'gone' }, at: at(7) },
  ];
  const keys = async (id: string) => (await poll(triggers[id])).items.map(({ dedupeKey }) => dedupeKey);
  expect(await keys('invoice-created')).toEqual(['new', 'new and changed']);
  expect(await keys('invoice-updated')).toEqual([`old@${at(5)}`, `new and changed@${at(6)}`]);
  expect(await keys('invoice-deleted')).toEqual([`gone@${at(7)}`]);
});

it('what a vendor calls created is taken at its word', async () => {
  changes = [{ change: 'created', record: { id: 'row 7' } }];
  expect((await poll(triggers['invoice-created'])).items).toHaveLength(1);
  expect((await poll(triggers['invoice-updated'])).items).toHaveLength(0);
});

it('a change that names itself is taken by that name, so that a value may go back to what it was', async () => {
  const record = { id: 'row 7' };
  changes = [
    { change: 'created', record, occurrence: 'row 7 in reading 1' },
    { change: 'updated', record, occurrence: 'row 7 in reading 2' },
    { change: 'deleted', record, occurrence: 'row 7 in reading 3' },
  ];
  const keys = async (id: string) => (await poll(triggers[id])).items.map(({ dedupeKey }) => dedupeKey);
  expect(await keys('invoice-created')).toEqual(['row 7 in reading 1']);
  expect(await keys('invoice-updated')).toEqual(['row 7 in reading 2']);
  expect(await keys('invoice-deleted')).toEqual(['row 7 in reading 3']);
});

it('a trigger asks for the place and for what the list can be told', () => {
  const { list } = invoice.operations;
  const told = { ...list!, config: Type.Object({ mode: text }) };
  const book = Type.Object({ book: Type.String() });
  const { 'invoice-created': trigger } = triggersOf({ ...invoice, place: book, operations: { list: told } });
  expect(trigger!.config).toMatchObject({ properties: { book: {}, mode: {} }, required: ['book'] });
});

it('reading begins at the moment the trigger was switched on, and keeps that moment', async () => {
  changes = [];
  asked = [];
  const first = await poll(triggers['invoice-created']);
  const second = await poll(triggers['invoice-created'], first.cursor);
  expect(asked).toMatchObject([
    { cursor: null, from: 'now' },
    { cursor: 'next', from: 'now' },
  ]);
  expect(second.cursor).toEqual({ began: switchedOn, cursor: 'next' });
});
