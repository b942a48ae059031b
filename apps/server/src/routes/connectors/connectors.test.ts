import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

it('is protected', async () => {
  expect((await t.call('GET', '/api/connectors', { as: null })).status).toBe(401);
});

it('describes every connector of the registry with its schemas', async () => {
  const { connectors } = (await t.call('GET', '/api/connectors', { as: 'viewer' })).body;
  expect(connectors.map(({ id }: { id: string }) => id)).toEqual(Object.keys(t.deps.registry));
  const http = connectors.find(({ id }: { id: string }) => id === 'http');
  expect(http.title).toEqual({ en: 'HTTP', fr: 'HTTP' });
  expect(http.actions[0]).toMatchObject({
    id: 'http/request',
    input: { type: 'object', properties: { url: { type: 'string' } } },
  });
  const cron = connectors.find(({ id }: { id: string }) => id === 'schedule').triggers[0];
  expect(cron).toMatchObject({ id: 'schedule/cron', fires: 'schedule', config: { required: ['cron'] } });
});

it('says which operations an object stands behind, and whether accounts have fields besides', async () => {
  const { connectors } = (await t.call('GET', '/api/connectors', { as: 'viewer' })).body;
  const sheets = connectors.find(({ id }: { id: string }) => id === 'google-sheets');
  expect(sheets.objects).toContainEqual({
    id: 'row',
    place: ['spreadsheetId', 'sheet', 'keyColumn', 'headerRow'],
    discovers: true,
  });
  const operation = (list: { id: string }[], id: string) => list.find((one) => one.id === id);
  expect(operation(sheets.actions, 'google-sheets/append-row')).toMatchObject({ object: 'row' });
  expect(operation(sheets.triggers, 'google-sheets/row-created')).toMatchObject({ object: 'row' });
});
