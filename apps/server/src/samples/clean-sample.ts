import { Failure } from '@raccord/contract';
import { createRedactor, type Redactor, redactByName } from '../redaction/redact.ts';

export const MOST_SAMPLE_BYTES = 256 * 1_024;
/** Below this, redaction would cut it. */
const DEEPEST = 60;

/**
 * A sample as it is kept: without secrets, by value where they are known and by name everywhere; bounded.
 * @returns its JSON text
 * @throws Failure `input` / `sample.tooDeep`, `tooLarge` / `sample.tooLarge`
 */
export function cleanSample(data: unknown, secrets: readonly string[] = []): string {
  if (!isShallow(data)) throw new Failure('input', 'sample.tooDeep', { most: DEEPEST });
  const redactor: Redactor = secrets.length === 0 ? redactByName : createRedactor(secrets);
  const text = JSON.stringify(redactor.value(data) ?? null);
  const bytes = Buffer.byteLength(text);
  const kilobytes = (count: number) => Math.ceil(count / 1_024);
  if (bytes > MOST_SAMPLE_BYTES)
    throw new Failure('tooLarge', 'sample.tooLarge', { size: kilobytes(bytes), most: kilobytes(MOST_SAMPLE_BYTES) });
  return text;
}

/** Level by level: what is nested too deeply to be walked through is what is looked for. */
function isShallow(data: unknown): boolean {
  let level: unknown[] = [data];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/** Fields that people know a record by, the best first. */
const naming = ['name', 'title', 'subject', 'number', 'email', 'reference', 'key', 'id'];
const LONGEST = 60;

/** What a sample is called until somebody calls it something else: what it is known by, where that can be told. */
export function sampleName(data: unknown): string {
  const inside = Object.values(isRecord(data) ? data : {}).filter(isRecord);
  for (const place of [data, ...inside])
    for (const field of naming) {
      const value = isRecord(place) ? place[field] : undefined;
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text === 'string' && text.trim() !== '') return text.trim().slice(0, LONGEST);
    }
  return '';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
