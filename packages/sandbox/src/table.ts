type Entry<T> = { row: T; at: number };

/**
 * Rows by id, in the order they came, with exact-match indexes. Inserts, reads and index look-ups cost the same however many rows
 * there are; only walking costs as much as is walked. With `max`, the oldest rows make room, so that a stand-in left running stays small.
 */
export class Table<T extends object, I extends string = never> {
  readonly #entries = new Map<string, Entry<T>>();
  #order: (string | undefined)[] = [];
  /** Position of `#order[0]`; positions only grow. */
  #base = 0;
  readonly #keys: { [K in I]: (row: T) => string | undefined };
  readonly #index = new Map<string, Map<string, Set<string>>>();
  readonly #idOf: (row: T) => string;
  readonly #max: number;

  constructor(options: {
    id: (row: T) => string;
    indexes?: { [K in I]: (row: T) => string | undefined };
    max?: number;
  }) {
    this.#idOf = options.id;
    this.#keys = options.indexes ?? ({} as { [K in I]: (row: T) => string | undefined });
    this.#max = options.max ?? Number.POSITIVE_INFINITY;
    for (const name of Object.keys(this.#keys)) this.#index.set(name, new Map());
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.row;
  }

  insert(row: T): T {
    const id = this.#idOf(row);
    this.#entries.set(id, { row, at: this.#base + this.#order.length });
    this.#order.push(id);
    this.#addToIndexes(id, row);
    if (this.#entries.size > this.#max) this.#removeOldest();
    return row;
  }

  /** Puts `row` in the place of the one with the same id. */
  replace(row: T): T {
    const id = this.#idOf(row);
    const entry = this.#entries.get(id);
    if (entry === undefined) return this.insert(row);
    this.#removeFromIndexes(id, entry.row);
    entry.row = row;
    this.#addToIndexes(id, row);
    return row;
  }

  remove(id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return false;
    this.#removeFromIndexes(id, entry.row);
    this.#entries.delete(id);
    this.#order[entry.at - this.#base] = undefined;
    this.#trim();
    return true;
  }

  /** Rows whose index `name` has `value`, oldest first. */
  by(name: I, value: string): T[] {
    const ids = this.#index.get(name)?.get(value);
    if (ids === undefined) return [];
    const entries = [...ids].map((id) => this.#entries.get(id)!);
    return entries.sort((a, b) => a.at - b.at).map((entry) => entry.row);
  }

  one(name: I, value: string): T | undefined {
    const ids = this.#index.get(name)?.get(value);
    if (ids === undefined) return undefined;
    for (const id of ids) return this.#entries.get(id)!.row;
    return undefined;
  }

  /** Where a row stands in the order of arrival; undefined when there is no such row. */
  position(id: string): number | undefined {
    return this.#entries.get(id)?.at;
  }

  positionOf(row: T): number | undefined {
    return this.position(this.#idOf(row));
  }

  *newestFirst(before?: string): Generator<T> {
    const from = before === undefined ? this.#base + this.#order.length : (this.position(before) ?? this.#base);
    for (let at = from - 1; at >= this.#base; at--) {
      const id = this.#order[at - this.#base];
      if (id !== undefined) yield this.#entries.get(id)!.row;
    }
  }

  *oldestFirst(after?: string): Generator<T> {
    const from = after === undefined ? this.#base : (this.position(after) ?? this.#base) + 1;
    for (let at = from; at < this.#base + this.#order.length; at++) {
      const id = this.#order[at - this.#base];
      if (id !== undefined) yield this.#entries.get(id)!.row;
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#order = [];
    this.#base = 0;
    for (const values of this.#index.values()) values.clear();
  }

  #removeOldest(): void {
    const oldest = this.oldestFirst().next();
    if (!oldest.done) this.remove(this.#idOf(oldest.value));
  }

  /** Drops the holes at the front once they are many, so that this costs nothing per call. */
  #trim(): void {
    let holes = 0;
    while (holes < this.#order.length && this.#order[holes] === undefined) {
      holes++;
      if (holes > 4_096) break;
    }
    if (holes < 1_024 && holes < this.#order.length) return;
    this.#order.splice(0, holes);
    this.#base += holes;
  }

  #addToIndexes(id: string, row: T): void {
    for (const name of Object.keys(this.#keys) as I[]) {
      const value = this.#keys[name](row);
      if (value === undefined) continue;
      const values = this.#index.get(name)!;
      const ids = values.get(value);
      if (ids === undefined) values.set(value, new Set([id]));
      else ids.add(id);
    }
  }

  #removeFromIndexes(id: string, row: T): void {
    for (const name of Object.keys(this.#keys) as I[]) {
      const value = this.#keys[name](row);
      if (value === undefined) continue;
      const ids = this.#index.get(name)!.get(value);
      ids?.delete(id);
      if (ids?.size === 0) this.#index.get(name)!.delete(value);
    }
  }
}
