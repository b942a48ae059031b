import { Failure } from '@raccord/contract';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';

const formats = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'date-time': (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  email: /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/,
};
const options: Options = {
  allErrors: false,
  strict: true,
  strictTypes: false,
  $data: false,
  formats,
  useDefaults: true,
};

/** Bodies are JSON and mean what they say; what stands in an address is text and is converted. */
const bodies = new Ajv(options);
const addresses = new Ajv({ ...options, coerceTypes: 'array' });

/** Compiles when the first request comes: hundreds of schemas, and a start needs none. */
export const compileSchema: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  let compiled: ValidateFunction | undefined;
  const check: FastifyValidationResult = (data) => {
    compiled ??= (httpPart === 'body' ? bodies : addresses).compile(schema);
    const right = compiled(data);
    check.errors = compiled.errors as FastifySchemaValidationError[] | null;
    return right;
  };
  return check;
};

/** Sentences by JSON Schema keyword; any other is told as `server.invalidValue`. */
const codes: Record<string, string> = {
  required: 'server.fieldMissing',
  additionalProperties: 'server.fieldUnknown',
  type: 'server.fieldType',
  enum: 'server.fieldEnum',
  const: 'server.fieldEnum',
  minLength: 'server.fieldTooShort',
  maxLength: 'server.fieldTooLong',
};

/** What is wrong with the request, as a failure that names the field: `body.name`, `query.limit`. */
export function validationFailure(problems: readonly FastifySchemaValidationError[], context = 'request'): Failure {
  const problem = problems[0];
  const params = { ...problem?.params };
  const inner = (problem?.instancePath ?? '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const named = params.missingProperty ?? params.additionalProperty;
  const field = `${context === 'querystring' ? 'query' : context}${inner}${named === undefined ? '' : `.${String(named)}`}`;
  const expected =
    params.allowedValues ?? params.allowedValue ?? params.type ?? params.limit ?? params.format ?? params.pattern;
  const code = codes[problem?.keyword ?? ''] ?? 'server.invalidValue';
  return new Failure('input', code, {
    field,
    ...(expected === undefined ? {} : { expected: Array.isArray(expected) ? expected.join(', ') : expected }),
  });
}
