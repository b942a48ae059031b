import type { Terminal } from './terminal.ts';

/** With `--json` a command prints one JSON document on standard output, and nothing else there. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(JSON.stringify(value, undefined, 2));
}

/** A value on one line, cut where it gets long. */
export function brief(value: unknown, most = 200): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
