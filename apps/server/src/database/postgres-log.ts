import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';

const mostBytes = 4 * 1024 * 1024;
const checkEveryMs = 60_000;

/** The file PostgreSQL writes its log to. It is ours to open, so it is in the data root whoever PostgreSQL runs as. */
export type PostgresLog = { file: string; descriptor: number; tail(): string; close(): void };

/**
 * Opens the log for appending and keeps it small: beyond 4 MB it is moved to `<file>.1`, which replaces the one before.
 * The content is copied and cut off, not renamed, because PostgreSQL keeps the same descriptor open as long as it runs.
 */
export function openPostgresLog(file: string): PostgresLog {
  const descriptor = openSync(file, 'a', 0o600);
  const rotate = () => {
    if (fstatSync(descriptor).size <= mostBytes) return;
    copyFileSync(file, `${file}.1`);
    ftruncateSync(descriptor);
  };
  rotate();
  const timer = setInterval(rotate, checkEveryMs).unref();
  return {
    file,
    descriptor,
    tail: () => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n').slice(-2_000),
    close: () => {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}
