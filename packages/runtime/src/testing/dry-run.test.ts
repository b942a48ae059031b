import { expect, it } from 'vitest';
import { dryRun } from './dry-run.ts';

it('parts of records of one key are in the turn of their whole, and are gathered with their run', async () => {
  const document = {
    schemaVersion: 1 as const,
    id: 'turns',
    name: 'turns',
    settings: { recordKey: '{{start.who}}', ordering: 'key' as const },
    nodes: [
      { id: 'start', kind: 'trigger' as const, uses: 'manual/run' },
      { id: 'line', kind: 'split' as const, items: '{{start.lines}}' },
      { id: 'all', kind: 'aggregate' as const, of: 'run' as const, collect: '{{line}}' },
      { id: 'sum', kind: 'map' as const, with: { total: '{{$sum(all.items)}}' } },
    ],
    edges: [
      { from: 'start', to: 'line' },
      { from: 'line', to: 'all' },
      { from: 'all', to: 'sum' },
    ],
  };
  const inputs = [
    { who: 'a', lines: [1, 2] },
    { who: 'a', lines: [3] },
  ];
  const { records } = await dryRun(document, { registry: {}, records: inputs, mocks: {}, unmocked: 'example' });
  expect(records.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'succeeded'));
  expect(records.at(-1)?.values.sum).toEqual({ total: 6 });
});
