import { type Focus, stateOf, tooMuchWork } from './evaluation-state.ts';
import { limits } from './limits.ts';
import { isFunctionValue } from './plain.ts';

/** Parameter names are JSONata's own: a partial application reads them. Signatures are checked by JSONata before the call. */

/** `$spread` in one pass; JSONata's copies the result so far at every item. */
export function spread(this: Focus, value: unknown): unknown {
  if (!Array.isArray(value) && (typeof value !== 'object' || value === null || isFunctionValue(value))) return value;
  const result = this.createSequence();
  const add = (item: unknown): void => {
    if (Array.isArray(item)) for (const inner of item) add(inner);
    else if (typeof item !== 'object' || item === null || isFunctionValue(item)) {
      if (item !== undefined) result.push(item);
    } else for (const [key, field] of Object.entries(item)) result.push({ __proto__: null, [key]: field });
  };
  add(value);
  return result;
}

/** `$distinct` in one pass over what equals what; JSONata's compares every pair. */
export function distinct(this: Focus, values: unknown): unknown {
  if (!Array.isArray(values) || values.length <= 1) return values;
  const result = (values as { sequence?: boolean }).sequence === true ? this.createSequence() : [];
  const scalars = new Set<unknown>();
  const objects = new Set<string>();
  for (const value of values) {
    if (typeof value !== 'object' || value === null) {
      if (scalars.has(value)) continue;
      // NaN equals nothing, itself included.
      if (!Number.isNaN(value)) scalars.add(value);
    } else {
      const key = canonical(value);
      if (objects.has(key)) continue;
      objects.add(key);
    }
    result.push(value);
  }
  return result;
}

/** A text that two values share exactly when JSONata's `=` holds between them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return `${typeof value}${JSON.stringify(value)}`;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

type Comparator = (left: unknown, right: unknown) => unknown;

/** `$sort`: JSONata's stable merge sort without its recursion per item, which keeps a copy of the list for each. */
export async function sort(this: Focus, list: unknown, comparator: Comparator | undefined): Promise<unknown> {
  if (!Array.isArray(list) || list.length <= 1) return list;
  if (comparator === undefined) {
    const kind = typeof list[0];
    const sortable = (kind === 'string' || kind === 'number') && list.every((item) => typeof item === kind);
    if (!sortable) throw { code: 'D3070', index: 1 };
    return [...list].sort((left, right) => (left > right ? 1 : left < right ? -1 : 0));
  }
  let from = [...list];
  let to = new Array<unknown>(from.length);
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      this.environment.base.guardrails();
      await mergeRuns(from, to, start, width, (left, right) => comparator.apply(this, [left, right]));
    }
    [from, to] = [to, from];
  }
  return from;
}

async function mergeRuns(
  from: unknown[],
  to: unknown[],
  start: number,
  width: number,
  compare: Comparator,
): Promise<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const takeRight = left >= middle || (right < end && (await compare(from[left], from[right])));
    to[at] = takeRight ? from[right++] : from[left++];
  }
}

/** `$shuffle` from the run's own chance. */
export function shuffle(this: Focus, list: unknown): unknown {
  if (!Array.isArray(list) || list.length <= 1) return list;
  const { random } = stateOf(this.environment);
  const result = new Array<unknown>(list.length);
  for (const [index, item] of list.entries()) {
    const place = Math.floor(random() * (index + 1));
    if (index !== place) result[index] = result[place];
    result[place] = item;
  }
  return result;
}

/** `$join` that adds up the length before it writes. */
export function joinTexts(this: Focus, texts: unknown, separator: unknown): unknown {
  if (texts === undefined) return undefined;
  const between = separator === undefined ? '' : String(separator);
  const list = texts as string[];
  let length = between.length * Math.max(0, list.length - 1);
  for (const text of list) length += text.length;
  if (length > limits.textLength) throw tooMuchWork(`$join to more than ${limits.textLength} characters`);
  return list.join(between);
}

/** `$replace` of a text by a text, bounded before it writes; `undefined` leaves every other case to JSONata. */
export function replaceText(text: unknown, pattern: unknown, replacement: unknown, limit: unknown): string | undefined {
  if (typeof text !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
  if (pattern === '' || (limit !== undefined && typeof limit !== 'number') || (limit !== undefined && limit < 0)) {
    return undefined;
  }
  const most = limit === undefined ? Number.POSITIVE_INFINITY : limit;
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  for (let at = text.indexOf(pattern); at !== -1 && pieces.length < 2 * most; at = text.indexOf(pattern, from)) {
    pieces.push(text.slice(from, at), replacement);
    length += at - from + replacement.length;
    if (length > limits.textLength) throw tooMuchWork(`$replace to more than ${limits.textLength} characters`);
    from = at + pattern.length;
  }
  return pieces.join('') + text.slice(from);
}
