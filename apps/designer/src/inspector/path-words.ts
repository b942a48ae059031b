import type { FlowNode } from '@raccord/contract';
import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n/index.ts';
import type { Apps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { type JsonSchema, valuesOf, wordsOf } from './json-schema.ts';
import { kindSchema } from './kind-schemas.ts';

const steps = /\.([\w$-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g;

/** A place of a node as people know it: `Create an invoice › Lines › 2 › Price`, for a problem's `nodes.invoice.with.lines[1].price`. */
export function pathWords(path: string, node: FlowNode, apps: Apps, t: TFunction): string {
  const rest = path.slice(`nodes.${node.id}`.length);
  const found = 'uses' in node ? apps.find(node.uses) : undefined;
  const input = (found?.kind === 'action' ? found.of.input : found?.of.config) as JsonSchema | undefined;
  let schema: JsonSchema = kindSchema(node.kind, t);
  const words = [describeNode(node, apps, t).title];
  for (const [, plain, index, quoted] of rest.matchAll(steps)) {
    if (index !== undefined) {
      schema = schema.items ?? {};
      words.push(String(Number(index) + 1));
      continue;
    }
    const name = plain ?? quoted ?? '';
    if (input !== undefined && words.length === 1 && name === 'with') {
      schema = input;
      continue;
    }
    schema = schema.properties?.[name] ?? valuesOf(schema);
    const { title } = wordsOf(schema, name, currentLanguage());
    words.push(title === '' ? name : title);
  }
  return words.join(' › ');
}
