import { isSecretName } from '../redaction/redact.ts';

/**
 * What people search records by: e-mail addresses, numbers of invoices and orders, ids of other systems, telephone numbers. Not words:
 * those are too many, and what is searched for is known to the letter. Pure.
 */

/** Of one record or one answer; more is no record but a list. */
const MOST = 64;
/** Characters of one text that are looked at. */
const MOST_TEXT = 2_000;
const MOST_LENGTH = 80;
const MOST_DEPTH = 12;

const email = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const moment = /^\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}.*)?$|^\d{1,2}:\d{2}(?::\d{2})?$/;
const phone = /^\+?[\d\s().-]{7,24}$/;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** Values of these are ids whatever they look like. */
const idName = /(?:^|_|-)(?:id|key|number|no|reference|ref|sku|code)$|(?:Id|Key|Number|Ref)$/;

/** The searchable texts of a JSON value, each once. */
export function traceTexts(value: unknown): Set<string> {
  const found = new Set<string>();
  walk(value, '', 0, found);
  return found;
}

/** The same of JSON; of a text that was cut off, of all strings in what is left. */
export function traceTextsOfJson(json: string): Set<string> {
  try {
    return traceTexts(JSON.parse(json));
  } catch {
    const found = new Set<string>();
    for (const [, text = ''] of json.matchAll(/"((?:[^"\\]|\\.){3,200})"/g))
      if (found.size < MOST) addText(text, '', found);
    return found;
  }
}

function walk(value: unknown, name: string, depth: number, found: Set<string>): void {
  if (found.size >= MOST || depth > MOST_DEPTH) return;
  if (typeof value === 'string') addText(value, name, found);
  else if (typeof value === 'number') addNumber(value, found);
  else if (Array.isArray(value)) for (const item of value) walk(item, name, depth + 1, found);
  else if (typeof value === 'object' && value !== null)
    // What opens doors must not be searchable.
    for (const [key, item] of Object.entries(value)) if (!isSecretName(key)) walk(item, key, depth + 1, found);
}

function addNumber(value: number, found: Set<string>): void {
  // Prices and counts are small or broken; times since 1970 say nothing about anybody.
  if (!Number.isSafeInteger(value) || Math.abs(value) < 1_000) return;
  if ((value > 1.4e9 && value < 2.2e9) || (value > 1.4e12 && value < 2.2e12)) return;
  found.add(String(value));
}

function addText(value: string, name: string, found: Set<string>): void {
  if (value.length < 3) return;
  const text = normal(value.length > MOST_TEXT ? value.slice(0, MOST_TEXT) : value);
  if (moment.test(text) || text.startsWith('http://') || text.startsWith('https://') || text.startsWith('data:'))
    return;
  if (text.includes('@')) for (const [address] of text.matchAll(email)) found.add(address);
  if (phone.test(text)) {
    const digits = text.replace(/\D/g, '');
    if (digits.length >= 7) found.add(digits);
  }
  if (!/\s/.test(text)) {
    if (looksLikeId(text) || (idName.test(name) && text.length <= MOST_LENGTH)) found.add(text.replace(edges, ''));
    return;
  }
  let words = 0;
  for (const word of text.split(/\s+/)) {
    const bare = word.replace(edges, '');
    if (!looksLikeId(bare) || moment.test(bare)) continue;
    found.add(bare);
    if (++words === 8) return;
  }
}

const looksLikeId = (text: string) =>
  text.length >= 4 &&
  text.length <= MOST_LENGTH &&
  /\d/.test(text) &&
  !text.includes('@') &&
  !/^-?\d*[.,]\d+$/.test(text);

const plain = /^[\x20-\x7e]*$/;
/** One way to write what can be written in several; plain letters have one anyhow. */
const normal = (text: string) => (plain.test(text) ? text : text.normalize('NFKC')).trim().toLowerCase();

/** What was typed, as it may stand in the index. */
export function searchedTexts(typed: string): Set<string> {
  const text = normal(typed);
  const texts = traceTexts({ id: text });
  texts.add(text.replace(edges, ''));
  texts.delete('');
  return texts;
}

/** The number a text stands under: FNV-1a. */
export function traceToken(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
