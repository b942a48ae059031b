import type { FlowDocument, FlowNode } from '@raccord/contract';
import type { JsonSchema } from '../inspector/json-schema.ts';
import type { Apps } from '../nodes/apps.ts';
import { returnTypeOf } from './jsonata-functions.ts';
import { onlyExpression, stepsOfPath } from './source-path.ts';

/** What each node gives, as far as that can be known without a record; absent for nodes that give nothing of their own. */
export type Given = Map<string, JsonSchema>;

/**
 * @param order node ids such that every edge goes forward
 */
export function givenSchemas(
  flow: Pick<FlowDocument, 'tables'>,
  nodes: ReadonlyMap<string, FlowNode>,
  order: readonly string[],
  apps: Apps,
): Given {
  const given: Given = new Map();
  for (const id of order) {
    const schema = givenBy(nodes.get(id)!, flow, apps, given);
    if (schema !== undefined) given.set(id, schema);
  }
  return given;
}

function givenBy(node: FlowNode, flow: Pick<FlowDocument, 'tables'>, apps: Apps, given: Given): JsonSchema | undefined {
  switch (node.kind) {
    case 'trigger':
    case 'action':
      return (apps.find(node.uses)?.of.output ?? {}) as JsonSchema;
    case 'map':
      return schemaOfTree(node.with, given);
    case 'lookup': {
      const values = Object.values(flow.tables?.[node.table]?.rows ?? {});
      const all = node.otherwise === undefined ? values : [...values, node.otherwise];
      return { type: [...new Set(all.map(typeOf))] };
    }
    case 'split': {
      const list = schemaOfTree(node.items, given);
      return list.items ?? {};
    }
    case 'aggregate': {
      const items = node.collect === undefined ? {} : schemaOfTree(node.collect, given);
      return { type: 'object', properties: { items: { type: 'array', items }, count: { type: 'integer' } } };
    }
    case 'approval': {
      const data = node.with === undefined ? {} : schemaOfTree(node.with, given);
      const text = { type: 'string' };
      const properties = { data, decision: text, comment: text, by: text, how: text, edited: { type: 'boolean' } };
      return { type: 'object', properties };
    }
    case 'subflow':
      return {};
    default:
      return undefined;
  }
}

/** What a tree of literals and expressions gives. */
export function schemaOfTree(tree: unknown, given: Given): JsonSchema {
  if (typeof tree === 'string') return schemaOfText(tree, given);
  if (Array.isArray(tree)) return { type: 'array', items: tree.length === 0 ? {} : schemaOfTree(tree[0], given) };
  if (typeof tree !== 'object' || tree === null) return { type: typeOf(tree) };
  const fields = Object.entries(tree).map(([name, value]): [string, JsonSchema] => [name, schemaOfTree(value, given)]);
  return { type: 'object', properties: Object.fromEntries(fields) };
}

function schemaOfText(text: string, given: Given): JsonSchema {
  const expression = onlyExpression(text);
  if (expression === undefined) return { type: 'string' };
  const steps = stepsOfPath(expression);
  if (steps !== undefined) return schemaAt(steps, given) ?? {};
  const type = returnTypeOf(expression);
  return type === undefined ? {} : { type };
}

function schemaAt([id = '', ...steps]: readonly string[], given: Given): JsonSchema | undefined {
  let schema = given.get(id);
  let inList = false;
  for (const step of steps) {
    if (schema?.items !== undefined) {
      inList = true;
      schema = schema.items;
    }
    const fields: Record<string, JsonSchema> = schema?.properties ?? {};
    schema = Object.hasOwn(fields, step) ? fields[step] : undefined;
  }
  return schema !== undefined && inList ? { type: 'array', items: schema } : schema;
}

/** The name JSON schemas have for the type of a value. */
export function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The types that fit a schema; none when it does not say. */
export function typesOfSchema(schema: JsonSchema): string[] {
  const own = schema.type === undefined ? [] : [schema.type].flat();
  if (own.length > 0) return own;
  if (schema.enum !== undefined) return [...new Set(schema.enum.map(typeOf))];
  if ('const' in schema) return [typeOf(schema.const)];
  if (schema.properties !== undefined) return ['object'];
  if (schema.items !== undefined) return ['array'];
  return [...new Set((schema.anyOf ?? []).flatMap(typesOfSchema))];
}
