import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { flowSchemaFile, flowSchemaText, generateFlowSchema } from './generate-flow-schema.ts';

test('flows/flow.schema.json is up to date (else run: node packages/runtime/src/flow/generate-flow-schema.ts)', async () => {
  expect(await readFile(flowSchemaFile, 'utf8')).toBe(flowSchemaText());
});

test('the file is written only when it differs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-schema-'));
  const file = pathToFileURL(join(folder, 'flow.schema.json'));
  expect(await generateFlowSchema(file)).toBe(true);
  expect(await readFile(file, 'utf8')).toBe(flowSchemaText());
  expect(await generateFlowSchema(file)).toBe(false);
  await rm(folder, { recursive: true });
});
