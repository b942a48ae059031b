import type { ActionDefinition } from '@raccord/contract';
import { Failure } from '@raccord/contract';
import { Ajv, type ErrorObject } from 'ajv';

// Schemas are ours (connectors'), never a user's: see reliability.md §5.3.
const ajv = new Ajv({ strict: false, allErrors: false, $data: false });

/** What the mapping gave must be what the action takes; the failure names the field, what was there and what belongs there. */
export function inputCheck(schema: ActionDefinition['input']): (input: unknown) => Failure | undefined {
  const validate = ajv.compile(schema);
  return (input) => {
    if (validate(input)) return undefined;
    const error = validate.errors?.[0];
    if (error === undefined) return new Failure('input', 'engine.invalidInput', { reason: '' });
    return describe(error, input);
  };
}

function describe(error: ErrorObject, input: unknown): Failure {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'required') {
    const field = place([...steps, String(error.params.missingProperty)]);
    return new Failure('input', 'engine.missingField', { field }, { at: field });
  }
  let value: unknown = input;
  for (const step of steps) value = (value as Record<string, unknown> | undefined)?.[step];
  const field = place(steps);
  const params = { field, value: shorten(value), reason: error.message ?? error.keyword };
  return new Failure('input', 'engine.invalidField', params, field === '' ? {} : { at: field });
}

function place(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
