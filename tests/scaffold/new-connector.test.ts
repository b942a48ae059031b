import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describeConformance } from '@raccord/connectors/testing/conformance';
import type { Connector } from '@raccord/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { newConnector } from '../../scripts/new-connector/new-connector.mjs';

// What `npm run new:connector` makes, made in a copy of the house: it is a connector that passes what every connector has to.

const root = fileURLToPath(new URL('../..', import.meta.url));
const real = join(root, 'packages/connectors');
// Beside the others, so that it finds the same packages.
const copy = mkdtempSync(join(real, '.scaffold-'));
const source = join(copy, 'packages/connectors/src');
mkdirSync(source, { recursive: true });
for (const folder of ['shared', 'testing']) symlinkSync(join(real, 'src', folder), join(source, folder));
symlinkSync(join(real, 'src/open-connection.ts'), join(source, 'open-connection.ts'));
writeFileSync(join(source, 'index.ts'), readFileSync(join(real, 'src/index.ts')));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const made = newConnector(pathToFileURL(`${copy}/`), { id: 'acme-crm', title: 'Acme CRM' });
const { acmeCrm } = (await import(join(source, 'acme-crm/index.ts'))) as { acmeCrm: Connector };

describe('a new connector', () => {
  describeConformance([acmeCrm], { sameInBoth: new Set(), englishFields: new Set() });
});

it('has an object, its actions and its triggers', () => {
  expect(Object.keys(acmeCrm.actions)).toEqual(['find-contact', 'upsert-contact']);
  expect(Object.keys(acmeCrm.triggers)).toEqual(['contact-created', 'contact-updated']);
});

it('stands in the registry where the alphabet wants it', () => {
  const registry = readFileSync(join(source, 'index.ts'), 'utf8');
  const imports = [...registry.matchAll(/from '\.\/([\w-]+)\/index\.ts'/g)].map((match) => match[1]);
  expect(imports).toEqual([...imports].sort());
  expect(registry).toContain("\n  'acme-crm': acmeCrm,\n");
  expect(made.files.at(-1)).toBe(join(source, 'index.ts'));
});

it('is well formed and its types hold', async () => {
  const run = promisify(execFile);
  const bin = join(root, 'node_modules/.bin');
  const folder = join(source, 'acme-crm');
  writeFileSync(
    join(copy, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: [folder], exclude: [] }),
  );
  await run(join(bin, 'tsc'), ['-p', join(copy, 'tsconfig.json')]);
  await run(join(bin, 'biome'), ['ci', '--config-path', root, '--vcs-enabled=false', folder]);
}, 60_000);

it.each([
  ['no name', undefined],
  ['capitals', 'Acme'],
  ['a path', '../acme'],
])('refuses %s', (_what, id) => {
  expect(() => newConnector(pathToFileURL(`${copy}/`), { id })).toThrow('small letters');
});

it('does not write over a connector that is there', () => {
  expect(() => newConnector(pathToFileURL(`${copy}/`), { id: 'acme-crm' })).toThrow('already');
});
