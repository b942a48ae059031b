import type { Problem } from '@raccord/contract';
import { isRecord, problemAt, type Steps } from './problem-path.ts';
import { jsonType, schemaProblems, shorten, suggestion } from './schema-problems.ts';

type Schema = Record<string, unknown>;

/** What a string of a mapping is: fixed, one expression (of a type nobody knows yet), or text with expressions in it. */
export type TextKind = { kind: 'literal'; value: string } | { kind: 'expression' } | { kind: 'text' };

/** In one group of fields; more would only be the same mistake again. */
const MAX_PROBLEMS = 100;

export type FieldRules = {
  document: unknown;
  /** Must not throw; a string whose syntax is wrong counts as `expression`, so that it is reported once. */
  textKind(text: string): TextKind;
  /** A trigger's settings are read before there is a record: no expression can be evaluated. */
  literalsOnly: boolean;
};

/**
 * Checks what is known before any record exists: a mapping's fixed values, its texts (which give strings) and its shape, against the
 * schema of what it feeds. Expressions fit everywhere. An unknown field is an error where the schema forbids it, else a warning.
 */
export function checkFields(rules: FieldRules, schema: unknown, value: unknown, steps: Steps): Problem[] {
  const judge = isRecord(schema) ? schema : {};
  if (typeof value === 'string') return checkText(rules, judge, value, steps);
  const choices = choicesOf(judge);
  if (choices !== undefined) return checkChoices(rules, judge, choices, value, steps);
  if (isRecord(value) && accepts(judge, 'object')) return checkObject(rules, judge, value, steps);
  if (Array.isArray(value) && accepts(judge, 'array')) {
    const items = value.flatMap((item, index) => checkFields(rules, judge.items, item, [...steps, index]));
    return [...checkLength(rules, judge, value, steps), ...items];
  }
  return checkLiteral(rules, judge, value, steps);
}

function checkText(rules: FieldRules, schema: Schema, text: string, steps: Steps): Problem[] {
  const found = rules.textKind(text);
  if (found.kind === 'literal') return checkLiteral(rules, schema, found.value, steps);
  if (rules.literalsOnly) return [problemAt(rules.document, steps, 'flow.literalOnly')];
  // What records fill in must not change what is asked, e.g. the text of an SQL query.
  if (schema.literal === true) return [problemAt(rules.document, steps, 'flow.fixedText')];
  if (found.kind === 'expression' || accepts(schema, 'string')) return [];
  return [problemAt(rules.document, steps, 'flow.textGiven', { expected: expectedOf(schema) })];
}

/** A fixed value that is no group or list, or is one where none fits. */
function checkLiteral(rules: FieldRules, schema: Schema, value: unknown, steps: Steps): Problem[] {
  const found = jsonType(value);
  if (!accepts(schema, found)) {
    return [problemAt(rules.document, steps, 'flow.wrongType', { expected: expectedOf(schema), found })];
  }
  const choices = choicesOf(schema);
  if (choices === undefined) return schemaProblems(rules.document, steps, value, schema, 'foreign');
  const results = choices.map((choice) => checkLiteral(rules, isRecord(choice) ? choice : {}, value, steps));
  if (results.some((problems) => problems.length === 0)) return [];
  const fixed = choices.map((choice) => (isRecord(choice) && 'const' in choice ? shorten(choice.const) : undefined));
  // The alternative of the right type speaks: it alone can say what is wrong with the value.
  if (fixed.includes(undefined))
    return results[choices.findIndex((choice) => isRecord(choice) && accepts(choice, found))] ?? [];
  const names = fixed.filter((name) => name !== undefined);
  const near = typeof value === 'string' ? suggestion(value, names) : {};
  const params = { value: shorten(value), allowed: names.join(', '), ...near };
  return [problemAt(rules.document, steps, 'flow.notAllowed', params)];
}

/** Of several alternatives, the one that fits best speaks: with `kind: 'a'` given, nobody wants to hear about `kind: 'b'`. */
function checkChoices(rules: FieldRules, schema: Schema, choices: unknown[], value: unknown, steps: Steps): Problem[] {
  if (!isRecord(value) && !Array.isArray(value)) return checkLiteral(rules, schema, value, steps);
  let best: Problem[] | undefined;
  for (const choice of choices) {
    const problems = checkFields(rules, choice, value, steps);
    const errors = (list: Problem[]) => list.filter(({ severity }) => severity === 'error').length;
    if (best === undefined || errors(problems) < errors(best)) best = problems;
  }
  return best ?? [];
}

function checkObject(rules: FieldRules, schema: Schema, value: Record<string, unknown>, steps: Steps): Problem[] {
  const parts = [schema, ...(Array.isArray(schema.allOf) ? schema.allOf.filter(isRecord) : [])];
  const properties: Schema = Object.assign({}, ...parts.map((part) => part.properties));
  const required = parts.flatMap((part): unknown[] => (Array.isArray(part.required) ? part.required : []));
  const problems = required
    .filter((field) => typeof field === 'string')
    .filter((field) => !Object.hasOwn(value, field))
    .map((field) => problemAt(rules.document, [...steps, field], 'flow.missingField', { field }));
  for (const [field, inner] of Object.entries(value)) {
    if (problems.length >= MAX_PROBLEMS) break;
    const at = [...steps, field];
    const known = Object.hasOwn(properties, field) ? properties[field] : otherField(parts, field);
    if (known !== undefined) problems.push(...checkFields(rules, known, inner, at));
    else if (Object.keys(properties).length > 0) {
      const severity = parts.some((part) => part.additionalProperties === false) ? 'error' : 'warning';
      const params = { field, ...suggestion(field, Object.keys(properties)) };
      problems.push(problemAt(rules.document, at, 'flow.unknownField', params, severity));
    }
  }
  return problems;
}

/** The schema for a field that is not named but provided for; undefined when it is not. */
function otherField(parts: Schema[], field: string): unknown {
  for (const { patternProperties, additionalProperties } of parts) {
    for (const [pattern, schema] of Object.entries(isRecord(patternProperties) ? patternProperties : {})) {
      if (new RegExp(pattern, 'u').test(field)) return schema;
    }
    if (additionalProperties === true || isRecord(additionalProperties)) return additionalProperties;
  }
  return undefined;
}

function checkLength(rules: FieldRules, schema: Schema, value: unknown[], steps: Steps): Problem[] {
  const { minItems, maxItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) {
    return [problemAt(rules.document, steps, 'flow.tooFew', { limit: minItems })];
  }
  if (typeof maxItems !== 'number' || value.length <= maxItems) return [];
  return [problemAt(rules.document, steps, 'flow.tooMany', { limit: maxItems })];
}

function choicesOf(schema: Schema): unknown[] | undefined {
  if (Array.isArray(schema.anyOf)) return schema.anyOf;
  return Array.isArray(schema.oneOf) ? schema.oneOf : undefined;
}

/** Whether a value of this JSON type can fit; true where the schema does not say. */
function accepts(schema: Schema, type: string): boolean {
  const choices = choicesOf(schema);
  if (choices?.every((choice) => isRecord(choice) && !accepts(choice, type))) return false;
  const values: unknown[] = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  if (values.length > 0 && !values.some((value) => jsonType(value) === type)) return false;
  if (schema.type === undefined) return true;
  const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.includes(type) || (type === 'number' && types.includes('integer'));
}

/** The name of the type that is wanted; of the first one where there are several. */
function expectedOf(schema: Schema): string {
  if (typeof schema.type === 'string') return schema.type;
  if (Array.isArray(schema.type)) return String(schema.type[0]);
  if (Array.isArray(schema.enum)) return jsonType(schema.enum[0]);
  if ('const' in schema) return jsonType(schema.const);
  const first = choicesOf(schema)?.find(isRecord);
  return first === undefined ? 'object' : expectedOf(first);
}
