import fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileSchema } from './plugins/validation.ts';
import { endpoints } from './routes/index.ts';
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

it('every schema compiles, though each only when it is first used', () => {
  const app = fastify();
  let parts = 0;
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const httpPart of ['params', 'querystring', 'body'] as const) {
      const part = schema?.[httpPart];
      if (part === undefined) continue;
      parts += 1;
      expect(
        () => compileSchema({ schema: part as object, httpPart, method: String(method), url })(null),
        url,
      ).not.toThrow();
    }
  });
  for (const endpoint of endpoints) endpoint.register(app, t.deps);
  expect(parts).toBeGreaterThan(100);
});
