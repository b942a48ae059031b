import { REDACTED } from '@raccord/runtime/engine/redacted-json';

/** Shorter ones would blacken ordinary text: a password of three letters is found in half of all words. */
const SHORTEST_SECRET = 4;
/**
 * A shorter one of letters and digits only (a PIN, a year, four signs of a hexadecimal number) stands by chance in numbers, ids and
 * words that records are made of: it is one only where it stands alone. Eight digits come up by chance once in a hundred million.
 */
const SURE_LENGTH = 8;
const IN_WORDS = /^[a-z0-9]+$/i;
const DEEPEST = 64;
/** How often JSON may have been put into JSON around a secret. */
const LEVELS = 5;

/** Names of fields and headers whose value is never written down, compared in lower case without `-` and `_`. */
const secretNames = new Set(
  `authorization proxyauthorization cookie setcookie password passwd passphrase pwd secret clientsecret consumersecret
   sharedsecret signingsecret webhooksecret tokensecret accesstoken refreshtoken idtoken bearertoken sessiontoken authtoken
   apitoken apikey apisecret xapikey xapitoken xauthtoken privatekey credentials signingsecrets vaultkey assertion
   clientassertion codeverifier`.split(/\s+/),
);

/** What was said of a name before: records have the same few names again and again. Bounded, as names come from outside. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 10_000;
const LONGEST_JUDGED = 64;

export function isSecretName(name: string): boolean {
  const before = judged.get(name);
  if (before !== undefined) return before;
  const secret = secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
  if (judged.size >= MOST_JUDGED) judged.clear();
  if (name.length <= LONGEST_JUDGED) judged.set(name, secret);
  return secret;
}

export type Redactor = {
  /** The text without any of the secrets, in whatever form they stood in it. */
  text(text: string): string;
  /** A copy of a JSON value, cleaned by value and by field name. What is not JSON is left out; below 64 levels it is cut. */
  value(value: unknown): unknown;
};

/**
 * Compiles a redactor for a set of secrets: plain, JSON-escaped (up to five times), URL-encoded, and base64 at any alignment, so that
 * `Basic base64(user:secret)` is found too. Compile once per set, use for everything written to a log, an attempt or an error.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const patterns = new Map<string, string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    for (const form of formsOf(secret)) patterns.set(form, RegExp.escape(form));
    if (secret.length < SURE_LENGTH && IN_WORDS.test(secret)) patterns.set(secret, alone(secret));
  }
  // Longest first: the alternation takes the first that fits, and one secret may begin with another.
  const sorted = [...patterns].sort(([a], [b]) => b.length - a.length).map(([, source]) => source);
  const pattern = sorted.length === 0 ? undefined : new RegExp(sorted.join('|'), 'g');
  const text = (from: string) => (pattern === undefined ? from : from.replaceAll(pattern, REDACTED));
  return { text, value: (from) => cleanValue(from, text, 0) };
}

/** Redacts by field name only: for places that know no secret. */
export const redactByName = createRedactor([]);

function cleanValue(value: unknown, text: (from: string) => string, depth: number): unknown {
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return text(value.toString());
  if (typeof value !== 'object') return undefined;
  if (depth >= DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, text, depth + 1) ?? null);
  if (value instanceof Date) return value.toJSON();
  const copy: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const empty = item === null || item === undefined || item === '' || typeof item === 'boolean';
    copy.push([text(name), isSecretName(name) && !empty ? REDACTED : cleanValue(item, text, depth + 1)]);
  }
  return Object.fromEntries(copy);
}

/** `\n` and `%20` before it are signs of their own, not letters of the same word. */
function alone(word: string): string {
  const begins = `(?<=(?:^|[^a-zA-Z0-9]|\\\\[bfnrt]|\\\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})${word})`;
  return `${word}(?![a-zA-Z0-9])${begins}`;
}

function* formsOf(secret: string): Generator<string> {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const ascii = escaped.replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  yield secret;
  for (const json of [escaped, ascii]) {
    yield json.replaceAll('/', '\\/');
    // A refusal may be JSON that holds JSON, and is kept in a failure, whose text is JSON again.
    for (let level = 0, form = json; level < LEVELS; level += 1, form = JSON.stringify(form).slice(1, -1)) yield form;
  }
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  for (const url of [encoded, strict, encoded.replaceAll('%20', '+'), encodeURI(secret.toWellFormed())]) {
    yield url;
    yield url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  }
  for (const shift of [0, 1, 2]) {
    const base64 = base64At(secret, shift);
    if (base64.length < SHORTEST_SECRET) continue;
    yield base64;
    yield base64.replaceAll('+', '-').replaceAll('/', '_');
  }
}

/** The base64 characters that depend on the secret alone when `shift` bytes (modulo 3) stand before it. */
function base64At(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')]);
  const firstWhole = Math.ceil((shift * 8) / 6);
  const lastWhole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(firstWhole, lastWhole);
}
