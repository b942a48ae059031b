import { refuse } from './errors.ts';
import type { CrmRecord } from './state.ts';
import { readCrmTime } from './times.ts';

export type Test = (row: CrmRecord) => boolean;

const operators: Record<string, (left: unknown, values: string[]) => boolean> = {
  equals: (left, [value]) => sameValue(left, value!),
  not_equal: (left, [value]) => !sameValue(left, value!),
  in: (left, values) => values.some((value) => sameValue(left, value)),
  starts_with: (left, [value]) => textOf(left).toLowerCase().startsWith(value!.toLowerCase()),
  contains: (left, [value]) => textOf(left).toLowerCase().includes(value!.toLowerCase()),
  greater_than: (left, [value]) => compareValues(left, value!) > 0,
  greater_equal: (left, [value]) => compareValues(left, value!) >= 0,
  less_than: (left, [value]) => compareValues(left, value!) < 0,
  less_equal: (left, [value]) => compareValues(left, value!) <= 0,
  between: (left, [from, to]) => compareValues(left, from!) >= 0 && compareValues(left, to!) <= 0,
};

/** Reads `((Last_Name:equals:Roy)and(City:in:Lyon,Paris))`; brackets, commas and backslashes in values stand behind a backslash. */
export function readCriteria(text: string, known: (field: string) => boolean): Test {
  let at = 0;
  let count = 0;
  const fail = (reason: string): never =>
    refuse(400, 'INVALID_QUERY', 'Invalid query formed', { reason, api_name: 'criteria' });
  const group = (): Test => {
    if (text[at] !== '(') return fail('a bracket is missing');
    at += 1;
    const test = text[at] === '(' ? chain() : condition();
    if (text[at] !== ')') return fail('a bracket is not closed');
    at += 1;
    return test;
  };
  const chain = (): Test => {
    let test = group();
    for (;;) {
      const word = /^\s*(and|or)\s*/i.exec(text.slice(at));
      if (word === null) return test;
      at += word[0].length;
      const [left, right] = [test, group()];
      test = word[1]!.toLowerCase() === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
  };
  const condition = (): Test => {
    count += 1;
    if (count > 10)
      return refuse(400, 'CRITERIA_LIMIT_EXCEEDED', 'no of criterium that can be given exceed the limit 10');
    const head = /^([A-Za-z_]\w*):(\w+):/.exec(text.slice(at)) ?? fail('a condition is field:operator:value');
    const [whole, field = '', name = ''] = head;
    at += whole.length;
    const test = operators[name];
    if (!known(field))
      return refuse(400, 'INVALID_QUERY', 'Invalid query formed', {
        reason: 'the field is not available',
        api_name: field,
      });
    if (test === undefined)
      return refuse(400, 'INVALID_QUERY', 'Invalid query formed', {
        reason: 'the operator is not supported',
        api_name: field,
        operator: name,
      });
    const values = readValues();
    return (row) => test(row[field], values);
  };
  const readValues = (): string[] => {
    const values = [''];
    for (; at < text.length && text[at] !== ')'; at += 1) {
      if (text[at] === ',') values.push('');
      else {
        if (text[at] === '\\') at += 1;
        values[values.length - 1] += text[at] ?? '';
      }
    }
    return values;
  };
  const test = chain();
  return at === text.length ? test : fail('text is left over');
}

export function sameValue(left: unknown, right: string): boolean {
  return textOf(left).toLowerCase() === right.toLowerCase();
}

/** Numbers and times by what they mean, everything else as text. */
export function compareValues(left: unknown, right: string): number {
  if (left === null || left === undefined) return Number.NaN;
  if (typeof left === 'number') return left - Number(right);
  const [a, b] = [readCrmTime(left), readCrmTime(right)];
  if (a !== undefined && b !== undefined) return a - b;
  const text = textOf(left);
  return text < right ? -1 : text > right ? 1 : 0;
}

/** A reference counts as its id. */
function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return String((value as { id?: unknown }).id ?? '');
  return value === null || value === undefined ? '' : String(value);
}
