import type { FailureData } from '@raccord/contract';
import type { Answer, AttemptEntry } from '../ports.ts';
import type { Carried } from './carried.ts';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/**
 * The value as JSON without secrets, and still JSON: they are taken out of its texts, numbers and names, never out of the written
 * form, whose quotes and digits a secret may look like. Nearly always there is none in it, and then it is written once and looked at once.
 * @param clean where some of the value is not the data's: ids, states and codes that the engine reads again
 */
export function redactedJson<T>(value: T, redact: Redact, clean: (value: T, redact: Redact) => unknown = data): string {
  const text = JSON.stringify(value) ?? 'null';
  return redact(text) === text ? text : JSON.stringify(clean(JSON.parse(text), redact));
}

export const carriedJson = (carried: Carried, redact: Redact) => redactedJson(carried, redact, cleanCarried);
export const entriesJson = (entries: AttemptEntry[], redact: Redact) => redactedJson(entries, redact, cleanEntries);
export const failureJson = (failure: FailureData, redact: Redact) => redactedJson(failure, redact, cleanFailure);
export const answerJson = (answer: Answer, redact: Redact) => redactedJson(answer, redact, cleanAnswer);

/** The failure as it may be kept and shown. */
export const redactedFailure = (failure: FailureData, redact: Redact): FailureData =>
  JSON.parse(failureJson(failure, redact));

function data(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  // Cut into, a number would be another one, or no JSON at all.
  if (typeof value === 'number') return redact(String(value)) === String(value) ? value : REDACTED;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => data(item, redact));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), data(item, redact)]));
}

const within = <T extends object>(part: T, names: readonly string[], redact: Redact): T =>
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, names.includes(name) ? data(value, redact) : value]),
  ) as T;

const cleanFailure = (failure: FailureData, redact: Redact) => within(failure, ['params', 'at'], redact);
const cleanAnswer = (answer: Answer, redact: Redact) => within(answer, ['headers', 'body'], redact);

function cleanEnd<T extends object>(end: T, redact: Redact): T {
  const clean = within(end, ['v', 'x'], redact);
  return 'f' in clean ? { ...clean, f: cleanFailure(clean.f as FailureData, redact) } : clean;
}

const cleanEntries = (entries: AttemptEntry[], redact: Redact) => entries.map((entry) => cleanEnd(entry, redact));
const cleanCarried = (carried: Carried, redact: Redact) =>
  Object.fromEntries(Object.entries(carried).map(([node, end]) => [node, cleanEnd(end, redact)]));
