/** A row as JSON can hold it: times as ISO 8601, bytes as base64, numbers that JSON would round as text. */
export type Row = Record<string, unknown>;

/** One open line to a database. Values always travel apart from the statement. */
export type Session = {
  dialect: Dialect;
  /** One statement. `count`: rows changed, or read. */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Row[]; count: number; insertId?: number }>;
  /** Commits when `act` ends well, else takes everything back. `read`: the database refuses to write. */
  transaction<T>(kind: 'read' | 'write', act: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Where the two databases do not speak alike. */
export type Dialect = {
  name: 'postgresql' | 'mysql';
  quote(identifier: string): string;
  /** The placeholder of the nth value, from 1. */
  param(n: number): string;
  /** A value as text that sorts back into the same value when it is compared again. */
  asText(column: string): string;
  /** The tail of an insert that overwrites `columns` where the row is there already. */
  onConflict(keys: readonly string[], columns: readonly string[]): string;
  /** Whether what was written can be given back by the statement itself. */
  returning: boolean;
};
