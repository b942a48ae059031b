import { FlowDocument, nodeSchemas, type Problem, WaitNode } from '@raccord/contract';
import { Ajv, type AnySchemaObject, type ErrorObject } from 'ajv';
import { isRecord, pathOf, type Steps, stepsOfPointer } from './problem-path.ts';
import { suggest } from './suggest.ts';

/** What a mistake against the schema is called, by Ajv's keyword. */
const codes: Record<string, string> = {
  required: 'flow.missingField',
  additionalProperties: 'flow.unknownField',
  type: 'flow.wrongType',
  enum: 'flow.notAllowed',
  const: 'flow.notAllowed',
  pattern: 'flow.badFormat',
  minLength: 'flow.tooShort',
  maxLength: 'flow.tooLong',
  minItems: 'flow.tooFew',
  maxItems: 'flow.tooMany',
  minimum: 'flow.tooSmall',
  maximum: 'flow.tooBig',
};

/** The document's own patterns, which deserve better words than a regular expression. */
const patternCodes = new Map<unknown, string>(
  (
    [
      [FlowDocument.properties.id, 'flow.badId'],
      [nodeSchemas.trigger.properties.id, 'flow.badNodeId'],
      [nodeSchemas.branch.properties.otherwise, 'flow.badPort'],
      [nodeSchemas.trigger.properties.uses, 'flow.badUses'],
      [WaitNode.properties.for, 'flow.badDuration'],
    ] as const
  ).map(([schema, code]) => [Reflect.get(schema, 'pattern'), code]),
);

const options = { strict: true, allowUnionTypes: true, verbose: true, validateFormats: false } as const;
/** Finds every mistake; for documents small enough that the list stays small. */
const thorough = new Ajv({ ...options, allErrors: true });
/** Stops at the first one: a hostile 10 MiB document must not make a million error objects. */
const brief = new Ajv(options);
/** For connectors' schemas, which may carry words of their own and repeat each other's `$id`. */
const foreign = new Ajv({ ...options, allErrors: true, strict: false, addUsedSchema: false });
const validators = { thorough, brief, foreign };

/**
 * Checks `value`, which stands at `at` in `document`, against a schema. The schema object is the cache key: pass the same object again.
 * @param by `thorough` finds every mistake, `brief` the first, `foreign` every mistake against a schema that is not the document's own
 */
export function schemaProblems(
  document: unknown,
  at: Steps,
  value: unknown,
  schema: AnySchemaObject,
  by: keyof typeof validators = 'thorough',
): Problem[] {
  const validate = validators[by].compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => problemOf(document, at, value, error));
}

function problemOf(document: unknown, at: Steps, value: unknown, error: ErrorObject): Problem {
  const steps = [...at, ...stepsOfPointer(value, error.instancePath)];
  const field: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  if (typeof field === 'string') steps.push(field);
  const code =
    (error.keyword === 'pattern' && patternCodes.get(error.schema)) || codes[error.keyword] || 'flow.invalid';
  return { code, ...pathOf(document, steps), params: paramsOf(error), severity: 'error' };
}

function paramsOf(error: ErrorObject): Record<string, unknown> {
  const parent = isRecord(error.parentSchema) ? error.parentSchema : {};
  switch (error.keyword) {
    case 'required':
      return { field: error.params.missingProperty };
    case 'additionalProperties': {
      const field = String(error.params.additionalProperty);
      const known = isRecord(parent.properties) ? Object.keys(parent.properties) : [];
      return { field: shorten(field), ...suggestion(field, known) };
    }
    case 'type':
      return { expected: error.params.type, found: jsonType(error.data) };
    case 'enum':
    case 'const': {
      const allowed: unknown[] = Array.isArray(error.schema) ? error.schema : [error.schema];
      const names = allowed.map(String);
      const near = typeof error.data === 'string' ? suggestion(error.data, names) : {};
      return { value: shorten(error.data), allowed: names.join(', '), ...near };
    }
    case 'pattern':
      return { value: shorten(error.data), format: parent.description ?? error.schema };
    case 'minimum':
    case 'maximum':
      return { value: error.data, limit: error.params.limit };
    default:
      return { limit: error.params.limit, message: error.message ?? error.keyword };
  }
}

/** `{ suggestion }` when a known name is near, else nothing: to be spread into a problem's params. */
export function suggestion(wrong: string, known: Iterable<string>): { suggestion?: string } {
  const near = suggest(wrong, known);
  return near === undefined ? {} : { suggestion: near };
}

/** A value as a sentence can show it. */
export function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}

/** The JSON type's name, as in schemas and in `flow.type.*`. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
