import type { Terminal } from './terminal.ts';

export type Progress = { show(text: string): void; end(): void };

/** One line on standard error that is written over while work goes on; silent when nobody watches. */
export function startProgress(terminal: Terminal, write: (text: string) => void): Progress {
  let shown = '';
  const replace = (text: string) => {
    if (!terminal.isWatched || text === shown) return;
    shown = text;
    write(`\r\u001b[2K${text}`);
  };
  return { show: replace, end: () => replace('') };
}
