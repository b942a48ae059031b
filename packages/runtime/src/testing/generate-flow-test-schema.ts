import { readFile, writeFile } from 'node:fs/promises';
import { FlowTest } from '@raccord/contract';

/** Where editors and `$schema` find the schema of a flow test. */
export const flowTestSchemaFile = new URL('../../../../flows/flow-test.schema.json', import.meta.url);

/** The text of `flows/flow-test.schema.json`: JSON Schema 2020-12 of `FlowTest`. */
export function flowTestSchemaText(): string {
  return `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...FlowTest }, undefined, 2)}\n`;
}

/** Writes the file when it differs. Run it with `node packages/runtime/src/testing/generate-flow-test-schema.ts`. */
export async function generateFlowTestSchema(file: URL = flowTestSchemaFile): Promise<void> {
  const text = flowTestSchemaText();
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}

if (import.meta.main) await generateFlowTestSchema();
