/** Characters of pasted text; what is kept is smaller still. */
export const MOST_PASTED = 1_000_000;

export type Pasted =
  | { data: unknown }
  | { refusal: 'empty' }
  | { refusal: 'tooLong'; size: number }
  /** From 1. */
  | { refusal: 'noJson'; line: number; column: number };

/** Reads what somebody pasted as JSON; where it is none, says where it stops being it. */
export function readPasted(text: string): Pasted {
  if (text.trim() === '') return { refusal: 'empty' };
  if (text.length > MOST_PASTED) return { refusal: 'tooLong', size: text.length };
  try {
    return { data: JSON.parse(text) as unknown };
  } catch {
    return { refusal: 'noJson', ...placeIn(text, stopsAt(text)) };
  }
}

function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

const TOKEN =
  /\s*(?:([[\]{},:])|("(?:[^"\\\n\r]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

/** The first character that JSON could not go on with. Engines say it each in words of their own, or not at all. */
function stopsAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let wants: 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'next' = 'value';
  TOKEN.lastIndex = 0;
  for (let at = 0; ; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (found === null) return at + /^\s*/.exec(text.slice(at))![0].length;
    const [whole, sign, string] = found;
    const begins = TOKEN.lastIndex - whole.trimStart().length;
    const value = wants === 'value' || wants === 'valueOrEnd';
    if (sign === '{' && value) {
      open.push('{');
      wants = 'keyOrEnd';
    } else if (sign === '[' && value) {
      open.push('[');
      wants = 'valueOrEnd';
    } else if (sign === '}' && open.at(-1) === '{' && (wants === 'next' || wants === 'keyOrEnd')) {
      open.pop();
      wants = 'next';
    } else if (sign === ']' && open.at(-1) === '[' && (wants === 'next' || wants === 'valueOrEnd')) {
      open.pop();
      wants = 'next';
    } else if (sign === ',' && wants === 'next' && open.length > 0) wants = open.at(-1) === '{' ? 'key' : 'value';
    else if (sign === ':' && wants === 'colon') wants = 'value';
    else if (string !== undefined && (wants === 'key' || wants === 'keyOrEnd')) wants = 'colon';
    else if (sign === undefined && value) wants = 'next';
    else return begins;
  }
}
