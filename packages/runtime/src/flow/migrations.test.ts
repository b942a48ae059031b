import { FLOW_SCHEMA_VERSION } from '@raccord/contract';
import { expect, test } from 'vitest';
import { type FlowMigration, flowMigrations, migrateFlow } from './migrations.ts';

const steps: FlowMigration[] = [
  { from: 2, migrate: (document) => ({ ...document, trail: `${document.trail}2` }) },
  { from: 1, migrate: (document) => ({ ...document, trail: `${document.trail}1` }) },
];

test('steps are taken in order, one version at a time, and the argument stays as it was', () => {
  const document = Object.freeze({ schemaVersion: 1, trail: '' });
  expect(migrateFlow(document, 1, steps, 3)).toEqual({ schemaVersion: 3, trail: '12' });
  expect(migrateFlow({ schemaVersion: 2, trail: '' }, 2, steps, 3)).toEqual({ schemaVersion: 3, trail: '2' });
});

test('a missing step is told', () => {
  expect(migrateFlow({}, 0, steps, 3)).toBeUndefined();
});

test('the released steps lead to the current version without a gap', () => {
  const froms = flowMigrations.map(({ from }) => from);
  expect(froms).toEqual(froms.map((_, index) => FLOW_SCHEMA_VERSION - froms.length + index));
});
