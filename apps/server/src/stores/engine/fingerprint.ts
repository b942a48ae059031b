import { createHash } from 'node:crypto';
import type { FailureData } from '@raccord/contract';

/** Of a message; what comes after says little that the beginning did not. */
const MOST_READ = 2_000;
const MOST_KEPT = 500;
/** Of the record's own values, looked for in the message. */
const MOST_VALUES = 300;
const SHORTEST_VALUE = 3;
const LONGEST_VALUE = 200;

const month =
  'jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|jul(?:y)?|juil(?:let)?|aug(?:ust)?|ao[uû]t|sep(?:t(?:ember|embre)?)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?';
const quotes = /"([^"]*)"|“([^”]*)”|«\s*([^»]*?)\s*»|`([^`]*)`|‘([^’]*)’|(?<![\p{L}\d])'([^']*)'(?![\p{L}\d])/gu;
/** A quoted name of a field is part of what went wrong; anything else in quotes is this record's. */
const fieldName = /^[A-Za-z]?[a-z]+(?:(?:[_.-]|\[#\]\.?)[A-Za-z]?[a-z]+|[A-Z][a-z]{2,}|I[Dd]|URL)*$/;

/** In this order: what a later one would tear apart is taken first. */
const varying: readonly [RegExp, string][] = [
  [/\bhttps?:\/\/[^\s"'<>»”)]+/giu, '#'],
  [/[^\s"'<>(){}[\],;:=«“`]+@[^\s"'<>(){}[\],;:=»”`]+/gu, '#'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/giu, '#'],
  [new RegExp(`\\b(?:${month})\\b\\.?(?=\\s+\\d)|(?<=\\d\\s+)(?:${month})\\b\\.?`, 'giu'), '#'],
  // What holds a digit: numbers, and ids such as `pi_3NxK`, `INV-0042`.
  [/[\p{L}_-]*\d[\p{L}\d_-]*/gu, '#'],
  // Long words in mixed case are keys that happen to have no digit.
  [/\b(?=\w*[a-z])(?=\w*[A-Z][a-z]*[A-Z])\w{20,}\b/gu, '#'],
  [/#(?:[\s.,:/’'+-]{0,2}#)+/gu, '#'],
  [/[$€£¥]\s?#|#\s?(?:[$€£¥]|[AP]M\b)|[+-]#/gu, '#'],
  [/\s+/gu, ' '],
];

/**
 * What failures of one cause have in common: flow, node, kind, code, and the message without what is this record's alone: numbers, ids,
 * dates, addresses, what stands in quotes, and whatever stands in the record itself.
 * @param input the record as it failed
 */
export function fingerprint(flowId: string, node: string, failure: FailureData, input: unknown): string {
  return createHash('sha256')
    .update([flowId, node, failure.kind, failure.code, commonMessage(failure.params, input)].join('\n'))
    .digest('hex')
    .slice(0, 32);
}

/** The parameters of a failure's sentence as they are for all that failed alike. */
export function commonMessage(params: Record<string, unknown>, input: unknown): string {
  const own = ownValues(input);
  const parts = Object.keys(params)
    .filter((name) => name !== 'value')
    .sort()
    .map((name) => {
      const value = params[name];
      if (name === 'status') return `status ${String(value)}`;
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return `${name} ${common(text.slice(0, MOST_READ), own)}`;
    });
  return parts.join('\n').slice(0, MOST_KEPT);
}

function common(text: string, own: readonly string[]): string {
  const here = own.filter((value) => text.includes(value));
  let left = text;
  for (const value of here) if (/[^a-z]/u.test(value)) left = withoutWord(left, value);
  left = left.replace(quotes, (_all, ...groups: unknown[]) => {
    const inside = (groups.slice(0, 6).find((group) => typeof group === 'string') as string | undefined) ?? '';
    const told = inside.replace(/\[\d+\]/gu, '[#]');
    return fieldName.test(told) && !here.includes(inside) ? `"${told}"` : '#';
  });
  for (const [what, by] of varying) left = left.replace(what, by);
  return left.trim();
}

/** Every occurrence of a value that is no part of a longer word. */
function withoutWord(text: string, value: string): string {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, 'gu'), '#');
}

/** The texts in a record, the longest first; a long record's first few hundred. */
function ownValues(input: unknown): string[] {
  const values = new Set<string>();
  const waiting: unknown[] = [input];
  for (let at = 0; at < waiting.length && at < MOST_VALUES * 4 && values.size < MOST_VALUES; at += 1) {
    const value = waiting[at];
    if (typeof value === 'string') {
      const text = value.trim();
      if (text.length >= SHORTEST_VALUE && text.length <= LONGEST_VALUE) values.add(text);
    } else if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value).slice(0, MOST_VALUES));
  }
  return [...values].sort((a, b) => b.length - a.length);
}
