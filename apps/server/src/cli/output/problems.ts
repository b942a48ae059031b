import type { ToldProblem } from '../api-types.ts';
import type { Terminal } from './terminal.ts';

/** `file: path: sentence`, a line for each problem. */
export function problemLines(
  terminal: Terminal,
  where: string,
  problems: readonly Pick<ToldProblem, 'path' | 'severity' | 'message'>[],
): string[] {
  return problems.map(({ path, severity, message }) => {
    const colour = severity === 'error' ? 'red' : 'yellow';
    const place = [where, path].filter((part) => part !== '').join(': ');
    return `${place}: ${terminal.style(colour, terminal.text(`cli.severity.${severity}`))}: ${message}`;
  });
}
