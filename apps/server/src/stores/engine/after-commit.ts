const waiting = new WeakMap<object, (() => void)[]>();

/** Does `act` once what was done through `db` stands: at once for a pool, else when the transaction that runs on it is committed. */
export function afterCommit(db: object, act: () => void): void {
  const acts = waiting.get(db);
  if (acts === undefined) act();
  else acts.push(act);
}

/** From here to `ended`, what is done through `db` does not stand yet. */
export function begun(db: object): void {
  waiting.set(db, []);
}

export function ended(db: object, how: 'committed' | 'undone'): void {
  const acts = waiting.get(db) ?? [];
  waiting.delete(db);
  if (how === 'committed') for (const act of acts) act();
}
