import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

export type Schema = { [word: string]: unknown };

/** `pointer` is where in the value, with `*` for places in lists: `/data/*` + `/created`. */
export type Problem = { pointer: string; message: string };
export type Check = (value: unknown) => Problem[];

/** Words that may stand beside `$ref` or say nothing about a value. */
const silent = new Set(['nullable', 'discriminator', 'xml', 'deprecated', 'readOnly', 'writeOnly', 'format']);

/**
 * Compiles schemas of one OpenAPI 3.0 document. Its dialect differs from JSON Schema in `nullable`; and of a failed `anyOf` only the
 * branch that comes nearest is told, for the others say nothing anybody could act on.
 * @param closed whether a hash may have only the fields that its schema names: a stand-in that makes up a field is told
 */
export function schemaCompiler(components: unknown, { closed }: { closed: boolean }): (schema: Schema) => Check {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, validateSchema: false });
  ajv.addKeyword({
    keyword: 'nearestOf',
    errors: 'full',
    compile(branches: Schema[]) {
      let compiled: ValidateFunction[] | undefined;
      const check: { (value: unknown, place?: { instancePath: string }): boolean; errors?: Partial<ErrorObject>[] } = (
        value,
        place,
      ) => {
        // Compiled when first needed: objects refer to each other in circles.
        compiled ??= branches.map((branch) => ajv.compile(branch));
        const failed: ErrorObject[][] = [];
        for (const branch of compiled) {
          if (branch(value)) return true;
          failed.push([...(branch.errors ?? [])]);
        }
        const [nearest = []] = failed.sort((a, b) => farness(a) - farness(b));
        check.errors = nearest.map((error) => ({
          ...error,
          instancePath: `${place?.instancePath ?? ''}${error.instancePath}`,
        }));
        return false;
      };
      return check;
    },
  });
  ajv.addSchema({ $id: 'document', components: translated(components, closed) as Schema });
  return (schema) => {
    const validate = ajv.compile(translated(schema, closed) as Schema);
    return (value) => (validate(value) ? [] : (validate.errors ?? []).map(problemOf));
  };
}

/** A branch that fails at the value itself (another type, another `object`) is farther than one that fails deep inside. */
function farness(errors: readonly ErrorObject[]): number {
  const wrongKind = errors.some(
    ({ instancePath, keyword }) =>
      (instancePath === '' && keyword === 'type') || (instancePath === '/object' && keyword === 'enum'),
  );
  return (wrongKind ? 1_000_000 : 0) + errors.length;
}

function translated(schema: unknown, closed: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => translated(item, closed));
  if (typeof schema !== 'object' || schema === null) return schema;
  const hash = schema as Schema;
  if (typeof hash.$ref === 'string') return { $ref: `document${hash.$ref}` };
  const copy: Schema = {};
  for (const [word, value] of Object.entries(hash)) {
    if (silent.has(word)) continue;
    if (word === 'anyOf' || word === 'oneOf') copy.nearestOf = translated(value, closed);
    else if (word === 'properties' || word === 'schemas') copy[word] = mapped(value as Schema, closed);
    else if (word === 'enum' || word === 'required') copy[word] = value;
    else copy[word] = translated(value, closed);
  }
  const named = copy.properties !== undefined && Object.keys(copy.properties as Schema).length > 0;
  if (closed && named && copy.additionalProperties === undefined) copy.additionalProperties = false;
  return hash.nullable === true ? { nearestOf: [copy, { type: 'null' }] } : copy;
}

function mapped(schemas: Schema, closed: boolean): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, translated(schema, closed)]));
}

function problemOf({ instancePath, keyword, message, params }: ErrorObject): Problem {
  const pointer = instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
  const { additionalProperty, allowedValues, missingProperty } = params as Record<string, unknown>;
  if (keyword === 'additionalProperties')
    return { pointer: `${pointer}/${additionalProperty}`, message: 'is not in the specification' };
  if (keyword === 'required') return { pointer: `${pointer}/${missingProperty}`, message: 'is missing' };
  if (keyword === 'enum') return { pointer, message: `is none of ${[allowedValues].flat().slice(0, 4).join(', ')}…` };
  return { pointer, message: message ?? keyword };
}
