import { connectors } from '@raccord/connectors';
import type { ConnectorRegistry } from '@raccord/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHooks, listHooks, putHook } from '../stores/hooks.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

/** The hook connector with the one thing replaced that a test cannot have: a receiver on the public internet. */
const told: string[] = [];
let answers: Record<string, number[]> = {};
const deliver = connectors['rest-hooks'].actions.deliver!;
const registry: ConnectorRegistry = {
  ...connectors,
  'rest-hooks': {
    ...connectors['rest-hooks'],
    actions: {
      ...connectors['rest-hooks'].actions,
      deliver: {
        ...deliver,
        run: (context, input) =>
          deliver.run(
            {
              ...context,
              http: {
                async request({ url, headers = {} }) {
                  const name = url.split('/').at(-1)!;
                  told.push(`${name} ${headers['webhook-id']}`);
                  const status = answers[name]?.shift() ?? 200;
                  return { status, headers: {}, bytes: new Uint8Array(), text: '', json: undefined };
                },
              },
            },
            input,
          ),
      },
    },
  },
};

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine({ registry });
});
afterAll(() => engine?.close());

it('every listener is told on its own: one that is busy is told again under the same id, one that is gone no more', async () => {
  for (const name of ['good', 'busy', 'gone'])
    await putHook(engine.pool, workspaceId, { event: 'deal.won', url: `https://hooks.example/${name}` });
  answers = { busy: [503, 503], gone: [410] };
  const nodes = [
    start,
    { id: 'who', kind: 'action' as const, uses: 'rest-hooks/list-listeners', with: { event: 'deal.won' } },
    { id: 'each', kind: 'split' as const, items: '{{who.listeners}}' },
    {
      id: 'tell',
      kind: 'action' as const,
      uses: 'rest-hooks/deliver',
      with: { listener: '{{each}}', data: { deal: '{{start.deal}}' } },
      retry: { attempts: 5, delay: '1s' },
    },
  ];
  const document = flow('publish', nodes as never, ['start > who', 'who > each', 'each > tell']);
  await engine.deploy(document);
  const { runId } = await engine.fire('publish', [{ deal: 'D-7' }]);
  const run = await engine.settled(runId, 25_000);
  expect(run).toMatchObject({ failed: 0, waiting: 0 });
  const times = (name: string) => told.filter((one) => one.startsWith(name));
  expect([times('good').length, times('busy').length, times('gone').length]).toEqual([1, 3, 1]);
  expect(new Set(times('busy')).size).toBe(1);
  const left = await listHooks(engine.pool, workspaceId);
  expect(left.map(({ url, missed }) => [url.split('/').at(-1), missed])).toEqual([
    ['good', 0],
    ['busy', 0],
  ]);
  expect(left.every(({ takenAt }) => takenAt !== null)).toBe(true);
});

it('an address that nobody has known for long is given up, and one workspace knows nothing of another', async () => {
  const id = (await putHook(engine.pool, workspaceId, { event: 'x', url: 'https://hooks.example/x' }))!;
  const hooks = createHooks(engine.pool, workspaceId);
  const stranger = createHooks(engine.pool, '01890000-0000-7000-8000-000000000000');
  expect([await stranger.address(id), await stranger.listeners('x')]).toEqual([undefined, []]);
  for (let n = 1; n < 50; n++) expect(await hooks.missed(id)).toBe(false);
  await stranger.gone(id);
  expect(await hooks.address(id)).toBe('https://hooks.example/x');
  expect(await hooks.missed(id)).toBe(true);
  expect(await hooks.listeners('x')).toEqual([]);
});
