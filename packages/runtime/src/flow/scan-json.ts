import { forbiddenKeys } from '../mapping/limits.ts';

/** What is wrong with a JSON text beyond or before its meaning; `line` and `column` count from 1, columns in UTF-16 units. */
export type JsonFault = {
  code: 'syntax' | 'tooDeep' | 'duplicateKey' | 'forbiddenKey' | 'badNumber' | 'badText';
  line: number;
  column: number;
  /** The way to it, e.g. `['nodes', 0, 'with']`; for keys, the key is the last step. */
  steps: (string | number)[];
};

type Frame = { keys: Set<string> | undefined; step: string | number };
type Found = { fault: Omit<JsonFault, 'line' | 'column'>; at: number };

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEX4 = /[0-9a-fA-F]{4}/y;
const MAX_FAULTS = 100;

/**
 * Walks a JSON text once, without recursion, and reports what `JSON.parse` keeps silent about: duplicate keys, dangerous keys, too deep
 * nesting, numbers too large for a double, and text no database column takes (NUL, half a surrogate pair). A syntax error ends the walk
 * and carries its place, which `JSON.parse` does not always tell.
 */
export function scanJson(text: string, maxDepth: number): JsonFault[] {
  const found: Found[] = [];
  const stopped = new JsonWalk(text, maxDepth, found).run();
  if (stopped !== undefined) found.push(stopped);
  return found.map(({ fault, at }) => ({ ...fault, ...placeOf(text, at) }));
}

class JsonWalk {
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly found: Found[];
  private readonly stack: Frame[] = [];
  private at = 0;

  constructor(text: string, maxDepth: number, found: Found[]) {
    this.text = text;
    this.maxDepth = maxDepth;
    this.found = found;
  }

  /** Undefined when the text is well formed, else the fault that ended the walk. */
  run(): Found | undefined {
    let want: 'value' | 'firstValue' | 'firstKey' | 'key' | 'next' = 'value';
    for (;;) {
      this.skipSpace();
      const char = this.text[this.at];
      const frame = this.stack.at(-1);
      if (want === 'next') {
        if (frame === undefined) return char === undefined ? undefined : this.stop('syntax');
        if (char === ',') {
          this.at++;
          if (typeof frame.step === 'number') frame.step++;
          want = frame.keys === undefined ? 'value' : 'key';
        } else if (char === (frame.keys === undefined ? ']' : '}')) {
          this.at++;
          this.stack.pop();
        } else return this.stop('syntax');
      } else if (want === 'firstKey' || want === 'key') {
        if (want === 'firstKey' && char === '}') {
          this.at++;
          this.stack.pop();
          want = 'next';
        } else {
          if (char !== '"' || !this.key(frame!)) return this.stop('syntax');
          want = 'value';
        }
      } else if (want === 'firstValue' && char === ']') {
        this.at++;
        this.stack.pop();
        want = 'next';
      } else if (char === '{' || char === '[') {
        if (this.stack.length >= this.maxDepth) return this.stop('tooDeep');
        this.stack.push({ keys: char === '{' ? new Set() : undefined, step: char === '{' ? '' : 0 });
        this.at++;
        want = char === '{' ? 'firstKey' : 'firstValue';
      } else {
        if (!this.scalar(char)) return this.stop('syntax');
        want = 'next';
      }
    }
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private key(frame: Frame): boolean {
    const start = this.at;
    const key = this.string();
    if (key === undefined) return false;
    frame.step = key;
    this.judgeText(key, start);
    if (forbiddenKeys.has(key)) this.report('forbiddenKey', start);
    else if (frame.keys!.has(key)) this.report('duplicateKey', start);
    frame.keys!.add(key);
    this.skipSpace();
    return this.text[this.at++] === ':' || this.back();
  }

  private scalar(char: string | undefined): boolean {
    const start = this.at;
    if (char === '"') {
      const value = this.string();
      if (value !== undefined) this.judgeText(value, start);
      return value !== undefined;
    }
    for (const word of ['true', 'false', 'null']) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return true;
    }
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.text)?.[0];
    if (digits === undefined) return false;
    if (!Number.isFinite(Number(digits))) this.report('badNumber', this.at);
    this.at += digits.length;
    return true;
  }

  private judgeText(value: string, start: number): void {
    if (value.includes('\u0000') || !value.isWellFormed()) this.report('badText', start);
  }

  /** Steps over a string and gives its value; undefined when it is malformed (then `at` is where). */
  private string(): string | undefined {
    const start = this.at++;
    let escaped = false;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 34) break;
      if (Number.isNaN(code) || code < 32) return undefined;
      this.at++;
      if (code !== 92) continue;
      escaped = true;
      const letter = this.text[this.at] ?? '';
      if (letter === 'u') {
        HEX4.lastIndex = this.at + 1;
        if (!HEX4.test(this.text)) return undefined;
        this.at += 5;
      } else if (letter !== '' && '"\\/bfnrt'.includes(letter)) this.at++;
      else return undefined;
    }
    this.at++;
    const raw = this.text.slice(start, this.at);
    return escaped ? JSON.parse(raw) : raw.slice(1, -1);
  }

  private back(): false {
    this.at--;
    return false;
  }

  private fault(code: JsonFault['code'], at: number): Found {
    return { fault: { code, steps: this.stack.map((frame) => frame.step) }, at };
  }

  private report(code: JsonFault['code'], at: number): void {
    if (this.found.length < MAX_FAULTS) this.found.push(this.fault(code, at));
  }

  private stop(code: 'syntax' | 'tooDeep'): Found {
    return this.fault(code, this.at);
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) {
    line++;
    lineStart = end + 1;
  }
  return { line, column: at - lineStart + 1 };
}
