import { Failure } from '@raccord/contract';
import { RE2JS } from 're2js';
import { tooMuchWork } from './evaluation-state.ts';
import { limits } from './limits.ts';

const compiled = new Map<string, RE2JS>();
const keptPatterns = 500;

/** The linear-time form of a regular expression. Throws what RE2 says of what it cannot do: back-references and looking around. */
export function compileRegex(pattern: RegExp): RE2JS {
  const key = `${pattern.flags}/${pattern.source}`;
  const known = compiled.get(key);
  if (known) return known;
  const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0);
  const fresh = RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags);
  if (compiled.size >= keptPatterns) compiled.delete(compiled.keys().next().value as string);
  compiled.set(key, fresh);
  return fresh;
}

/**
 * What JSONata asks of a regular expression, on RE2: no pattern takes more than time proportional to its size and the text's.
 * JSONata makes one per evaluation of a literal, so its age bounds a loop over matches, in which JSONata has no guard of its own.
 */
export class RegexEngine {
  lastIndex = 0;
  readonly #regex: RE2JS;
  readonly #made = Date.now();

  constructor(pattern: unknown) {
    if (!(pattern instanceof RegExp)) throw new Failure('input', 'mapping.notData', { what: 'function' });
    this.#regex = compileRegex(pattern);
  }

  exec(text: unknown): (string[] & { index: number }) | null {
    const input = String(text);
    if (input.length * this.#regex.programSize() > limits.regexWork) {
      throw tooMuchWork('a regular expression of this size on a text of this length');
    }
    if (Date.now() - this.#made > limits.timeoutMs) throw tooMuchWork('a regular expression with too many matches');
    const matcher = this.#regex.matcher(input);
    if (this.lastIndex > input.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups: string[] = [];
    for (let group = 0; group <= matcher.groupCount(); group += 1) {
      // JavaScript says undefined for a group that took no part, and JSONata hands that on.
      groups.push((matcher.group(group) ?? undefined) as string);
    }
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}
