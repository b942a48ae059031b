import { expect, test } from 'vitest';
import { readApps } from '../nodes/apps.ts';
import { offersOf, searchOffers } from './choices.ts';

const text = (en: string, fr: string) => ({ en, fr });
const operation = (id: string, en: string, fr: string) => ({
  id,
  version: 1,
  title: text(en, fr),
  description: text(`${en} of the shop`, `${fr} de la boutique`),
});
const apps = readApps([
  {
    id: 'shop',
    title: text('Shop', 'Boutique'),
    description: text('', ''),
    auth: { kind: 'apiKey', credentials: { required: ['key'] } },
    objects: [],
    triggers: [{ ...operation('shop/paid', 'Paid', 'Payé'), config: {}, output: {}, sample: {} }],
    actions: [
      { ...operation('shop/find-order', 'Find order', 'Chercher une commande'), input: {}, output: {}, effect: 'read' },
      { ...operation('shop/create-order', 'Create order', 'Créer une commande'), input: {}, output: {}, effect: 'key' },
    ],
  },
]);
const t = ((key: string, values?: { app?: string }) => (values?.app ? `${values.app} ${key}` : key)) as never;
const found = (search: string, hasTrigger = true) =>
  searchOffers(offersOf(apps, t, 'en', hasTrigger), search).map(({ id }) => id);

test('found by app, by verb, in either language', () => {
  expect(found('shop find')).toEqual(['action shop/find-order']);
  expect(found('creer commande')).toEqual(['action shop/create-order']);
  expect(found('boutique créer')).toEqual(['action shop/create-order']);
  expect(found('CREATE')).toEqual(['action shop/create-order']);
  expect(found('nowhere')).toEqual([]);
});

test('a note is offered beside the steps, under its name in the reader’s words', () => {
  const [offer] = searchOffers(offersOf(apps, t, 'en', true), 'note');
  expect(offer).toMatchObject({ id: 'note', choice: { kind: 'note' } });
});

test('triggers come first where there is none yet, else last', () => {
  expect(found('').at(-1)).toBe('trigger shop/paid');
  expect(found('', false)[0]).toBe('trigger shop/paid');
  expect(found('')).toContain('branch');
});

test('a step of an app that asks for credentials needs a connection', () => {
  const [offer] = searchOffers(offersOf(apps, t, 'en', true), 'find order');
  expect(offer?.choice).toEqual({ kind: 'action', uses: 'shop/find-order', needsConnection: true });
});
