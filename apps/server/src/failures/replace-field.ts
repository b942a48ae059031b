/** A change made to many records: text found in one field and replaced, or the field set. */
export type Replacement = {
  /** e.g. `customer.email`, `lines[0].sku`, or `lines[].sku` for each. */
  field: string;
  /** What to find, letter for letter; absent: the whole value is replaced, also where there is none. */
  find?: string | undefined;
  by: string;
};

const STEP = /[^.[\]]+|\[\d*\]/g;
/** Keys that are no data, whatever a document says. */
const NEVER = new Set(['__proto__', 'constructor', 'prototype']);

/** The steps to a field; undefined when it cannot be read as one. */
export function fieldSteps(field: string): string[] | undefined {
  const steps = field.match(STEP) ?? [];
  const whole = steps.join('').length === field.replaceAll('.', '').length;
  return steps.length > 0 && whole && !steps.some((step) => NEVER.has(step)) ? steps : undefined;
}

/** @returns the record with the change made, or undefined where there is nothing to change; what was given stays as it was */
export function replaceField(data: unknown, replacement: Replacement): unknown {
  const steps = fieldSteps(replacement.field);
  if (steps === undefined) return undefined;
  const changed = changeAt(data, steps, replacement);
  return changed === data ? undefined : changed;
}

function changeAt(value: unknown, steps: readonly string[], replacement: Replacement): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return changeValue(value, replacement);
  if (step === '[]') {
    if (!Array.isArray(value)) return value;
    const items = value.map((item) => changeAt(item, rest, replacement));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (step.startsWith('[')) {
    const index = Number(step.slice(1, -1));
    if (!Array.isArray(value) || index >= value.length) return value;
    const item = changeAt(value[index], rest, replacement);
    return item === value[index] ? value : value.with(index, item);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const before = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  const after = changeAt(before, rest, replacement);
  return after === before ? value : { ...value, [step]: after };
}

function changeValue(value: unknown, { find, by }: Replacement): unknown {
  if (typeof value === 'object' && value !== null) return value;
  if (find === undefined) return String(value ?? '') === by ? value : typed(by, value);
  if (find === '' || value === undefined || value === null) return value;
  const text = String(value);
  return text.includes(find)
    ? typed(
        text.replaceAll(find, () => by),
        value,
      )
    : value;
}

/** A number stays a number, a switch a switch, where what replaces it can be one. */
function typed(text: string, before: unknown): unknown {
  if (typeof before === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (typeof before === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
