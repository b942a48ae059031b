import { type ConnectorRegistry, Failure } from '@raccord/contract';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

// Schemas are ours (connectors'), never a user's: see reliability.md §5.3.
const ajv = new Ajv({ strict: false, allErrors: true, $data: false });

/** Says what an edit makes wrong with a record; undefined when it makes nothing worse than it was. */
export type EditCheck = (uses: string | undefined, before: unknown, after: unknown) => Failure | undefined;

/**
 * Records are checked against what their trigger says it brings. What did not fit before may stay as it is: vendors send more than they
 * document, and nobody should have to repair what is not broken.
 */
export function createEditCheck(registry: ConnectorRegistry): EditCheck {
  const validators = new Map<string, ValidateFunction | undefined>();
  const validatorOf = (uses: string): ValidateFunction | undefined => {
    if (!validators.has(uses)) {
      const [connector = '', trigger = ''] = uses.split('/');
      const schema = registry[connector]?.triggers[trigger]?.output;
      validators.set(uses, schema === undefined ? undefined : ajv.compile(schema));
    }
    return validators.get(uses);
  };
  return (uses, before, after) => {
    const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject(before) && !isObject(after)) return new Failure('input', 'inbox.editNoObject');
    const validate = uses === undefined ? undefined : validatorOf(uses);
    if (validate === undefined || validate(after)) return undefined;
    const problems = validate.errors ?? [];
    const known = new Set(validate(before) ? [] : (validate.errors ?? []).map(placeOf));
    const problem = problems.find((each) => !known.has(placeOf(each)));
    if (problem === undefined) return undefined;
    const field = placeOf(problem);
    return new Failure(
      'input',
      'inbox.editInvalid',
      { field, reason: problem.message ?? problem.keyword },
      { at: field },
    );
  };
}

function placeOf({ instancePath, params }: ErrorObject): string {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (typeof params.missingProperty === 'string') steps.push(params.missingProperty);
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
