import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from './testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** When a route changed on purpose: `vitest run apps/server/src/openapi.test.ts -u`, and commit the file. */
it('docs/api/openapi.json is what the routes say', async () => {
  const { body } = await t.call('GET', '/api/docs/json');
  await expect(`${JSON.stringify(body, null, 2)}\n`).toMatchFileSnapshot('../../../docs/api/openapi.json');
});
