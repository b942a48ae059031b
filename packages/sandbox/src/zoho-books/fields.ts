import type { Fields } from './call.ts';
import { invalidValue, tooLong } from './errors.ts';
import { isBooksDate } from './times.ts';

/** Text of a field; `fallback` when it was not sent. */
export function textField(fields: Fields, name: string, fallback: string, limit = 500): string {
  const value = fields[name];
  if (value === undefined) return fallback;
  if (value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') return invalidValue(name);
  const text = String(value);
  if (text.length > limit) tooLong(name, limit);
  return text;
}

export function numberField(fields: Fields, name: string, fallback: number): number {
  const value = fields[name];
  if (value === undefined) return fallback;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : invalidValue(name);
}

export function booleanField(fields: Fields, name: string, fallback: boolean): boolean {
  const value = fields[name];
  if (value === undefined) return fallback;
  return typeof value === 'boolean' ? value : invalidValue(name);
}

export function dateField(fields: Fields, name: string, fallback: string): string {
  const value = fields[name];
  if (value === undefined || value === '') return fallback;
  return isBooksDate(value) ? value : invalidValue(name);
}

/** A list of hashes; undefined when it was not sent. */
export function listField(fields: Fields, name: string): Fields[] | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return invalidValue(name);
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Fields) : invalidValue(name),
  );
}

export function hashField(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined) return undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : invalidValue(name);
}
