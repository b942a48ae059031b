import { FlowTest } from '@raccord/contract';
import { Ajv, type ValidateFunction } from 'ajv';

let validate: ValidateFunction | undefined;

/** Judges the form of a flow test. @returns the test, or what is wrong with it, a line for each mistake (`/expect/records/0/state: …`) */
export function readFlowTest(value: unknown): { ok: true; test: FlowTest } | { ok: false; mistakes: string[] } {
  validate ??= new Ajv({ strict: false, allErrors: true }).compile(FlowTest);
  if (validate(value)) return { ok: true, test: value as FlowTest };
  const mistakes = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const named = params.additionalProperty ?? params.allowedValues;
    return `${instancePath === '' ? '/' : instancePath}: ${message}${named === undefined ? '' : ` (${String(named)})`}`;
  });
  return { ok: false, mistakes: mistakes.slice(0, 20) };
}
