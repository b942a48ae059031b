/** An argument of a command: a word, a text, or a list of them. */
export type Argument = string | Argument[];

/**
 * Reads commands off the wire (RFC 9051 §9): lines, with literals between them. Gives each command once it is whole, and says when a
 * literal has to be asked for.
 */
export class CommandReader {
  private pending = Buffer.alloc(0);
  private parts: string[] = [];
  private literal = 0;

  /** @param ask tells the client to send its literal */
  *feed(chunk: Buffer, ask: () => void): Generator<{ tag: string; name: string; args: Argument[] }> {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (;;) {
      if (this.literal > 0) {
        if (this.pending.length < this.literal) return;
        this.parts.push(this.pending.toString('latin1', 0, this.literal));
        this.pending = this.pending.subarray(this.literal);
        this.literal = 0;
      }
      const end = this.pending.indexOf('\r\n');
      if (end < 0) return;
      const line = this.pending.toString('latin1', 0, end);
      this.pending = this.pending.subarray(end + 2);
      this.parts.push(line);
      const announced = /\{(\d+)(\+?)\}$/.exec(line);
      if (announced !== null) {
        this.parts[this.parts.length - 1] = line.slice(0, announced.index);
        this.literal = Number(announced[1]);
        if (announced[2] === '') ask();
        if (this.literal > 0) continue;
        this.parts.push('');
        continue;
      }
      const parts = this.parts;
      this.parts = [];
      const [tag = '', name = '', ...args] = parseArguments(parts);
      yield { tag: String(tag), name: String(name).toUpperCase(), args };
    }
  }
}

/** Lines at even places, literals between them. */
function parseArguments(parts: readonly string[]): Argument[] {
  const stack: Argument[][] = [[]];
  parts.forEach((part, index) => {
    if (index % 2 === 1) {
      stack.at(-1)!.push(part);
      return;
    }
    for (const [token] of part.matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"[]*\[[^\]]*\](<[^>]*>)?|[^\s()"]+/g)) {
      if (token === '(') stack.push([]);
      else if (token === ')') {
        const list = stack.length > 1 ? stack.pop()! : [];
        stack.at(-1)!.push(list);
      } else stack.at(-1)!.push(token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token);
    }
  });
  return stack[0]!;
}

/** `1:3,7,9:*` as a test. @param last what `*` stands for */
export function inSet(set: string, last: number): (n: number) => boolean {
  const ranges = set.split(',').map((part) => {
    const [from, to = from] = part.split(':').map((end) => (end === '*' ? last : Number(end)));
    return [Math.min(from!, to!), Math.max(from!, to!)] as const;
  });
  return (n) => ranges.some(([from, to]) => n >= from && n <= to);
}

export const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `17-Jul-2026 02:44:25 +0000` */
export function internalDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${time} +0000`;
}

/** `1-Feb-2026` in milliseconds since 1970. */
export function searchDate(text: string): number {
  const [day, month, year] = text.split('-');
  return Date.UTC(Number(year), months.indexOf(month ?? ''), Number(day));
}

/** Folder names in modified UTF-7 (RFC 3501 §5.1.3). */
export function encodeName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const bytes = Buffer.from(run, 'utf16le').swap16();
    return `&${bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}
export function decodeName(name: string): string {
  return name.replace(/&([^-]*)-/g, (_, run: string) =>
    run === '' ? '&' : Buffer.from(run.replaceAll(',', '/'), 'base64').swap16().toString('utf16le'),
  );
}
