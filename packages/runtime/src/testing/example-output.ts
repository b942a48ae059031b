type Schema = Record<string, unknown>;

/** Deeper, a schema usually refers to itself. */
const DEEPEST = 6;

const formats: Record<string, string> = {
  email: 'ann@example.com',
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00',
  uri: 'https://example.com/',
  uuid: '00000000-0000-7000-8000-000000000000',
};

/** Many schemas say no more than "a text"; vendors' ids are numbers, and the next action may insist. */
const byName: readonly [RegExp, string][] = [
  [/(^|_)id$|[a-z]Id$/, '1001'],
  [/e?mail/i, 'ann@example.com'],
  [/date$|_at$|_time$/i, '2026-01-31'],
];

/** A value that a JSON Schema describes, for dry runs where nobody says what an action gives back: its own examples, else simple ones. */
export function exampleOf(schema: unknown, depth = 0, name = ''): unknown {
  if (typeof schema !== 'object' || schema === null || depth > DEEPEST) return null;
  const { examples, default: fallback, const: constant, enum: choices, anyOf, oneOf, allOf, type } = schema as Schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (fallback !== undefined) return fallback;
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return choices[0];
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((part) => exampleOf(part, depth + 1)));
  const union = anyOf ?? oneOf;
  if (Array.isArray(union)) return exampleOf(union[0], depth + 1);
  return ofType(Array.isArray(type) ? type[0] : type, schema as Schema, depth, name);
}

function ofType(type: unknown, schema: Schema, depth: number, name: string): unknown {
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Schema).map(([field, part]) => [
          field,
          exampleOf(part, depth + 1, field),
        ]),
      );
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, depth + 1)];
    case 'string':
      return formats[String(schema.format)] ?? byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'example';
    case 'number':
    case 'integer':
      return typeof schema.minimum === 'number' ? Math.max(1, schema.minimum) : 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}
