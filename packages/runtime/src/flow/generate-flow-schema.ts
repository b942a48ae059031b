import { readFile, writeFile } from 'node:fs/promises';
import { FlowDocument } from '@raccord/contract';

/** Where editors and `$schema` find the schema of a flow document. */
export const flowSchemaFile = new URL('../../../../flows/flow.schema.json', import.meta.url);

/** The text of `flows/flow.schema.json`: JSON Schema 2020-12 of `FlowDocument`. */
export function flowSchemaText(): string {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...FlowDocument };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** Writes the file when it differs; true when it did. Run it with `node packages/runtime/src/flow/generate-flow-schema.ts`. */
export async function generateFlowSchema(file: URL = flowSchemaFile): Promise<boolean> {
  const text = flowSchemaText();
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return false;
  await writeFile(file, text);
  return true;
}

if (import.meta.main) await generateFlowSchema();
