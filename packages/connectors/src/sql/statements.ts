import { Failure } from '@raccord/contract';
import { keysOf, type Place, tableIn } from './place.ts';
import type { Row, Session } from './sessions/session.ts';

/** Values of a row by column. Objects and lists go as JSON text. */
export type Values = Record<string, unknown>;

export function bound(value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** `a = $1 and b is null …`, counting on from `from`. */
export function equals({ dialect }: Session, values: Values, from = 1): { text: string; values: unknown[] } {
  const given: unknown[] = [];
  const parts = Object.entries(values).map(([name, value]) => {
    if (value === null || value === undefined) return `${dialect.quote(name)} is null`;
    given.push(bound(value));
    return `${dialect.quote(name)} = ${dialect.param(from + given.length - 1)}`;
  });
  return { text: parts.join(' and '), values: given };
}

/** @throws Failure input `sql.keyMissing` naming the column without a value */
export function keyOf(place: Pick<Place, 'keyColumns'>, values: Values): Values {
  return Object.fromEntries(
    keysOf(place).map((name) => {
      const value = values[name];
      if (value === undefined || value === null) throw new Failure('input', 'sql.keyMissing', { column: name });
      return [name, value];
    }),
  );
}

/** The first row that fits, in the order of the keys. */
export async function selectOne(session: Session, place: Place, where: Values): Promise<Row | undefined> {
  const { dialect } = session;
  if (Object.keys(where).length === 0) throw new Failure('input', 'sql.noCondition');
  const condition = equals(session, where);
  const order = keysOf(place).map(dialect.quote).join(', ');
  const { rows } = await session.run(
    `select * from ${tableIn(dialect, place)} where ${condition.text} order by ${order} limit 1`,
    condition.values,
  );
  return rows[0];
}

/** Inserts rows that have the same columns; with `overwrite`, those that are there already are changed instead. */
export async function insert(
  session: Session,
  place: Pick<Place, 'schema' | 'table'>,
  rows: readonly Values[],
  overwrite?: readonly string[],
): Promise<{ rows: Row[]; insertId?: number }> {
  const { dialect } = session;
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) throw new Failure('input', 'sql.nothingToWrite');
  const values: unknown[] = [];
  const lines = rows.map((row) => {
    const places = columns.map((name) => dialect.param(values.push(bound(row[name]))));
    return `(${places.join(', ')})`;
  });
  const names = columns.map(dialect.quote).join(', ');
  const others = columns.filter((name) => !overwrite?.includes(name));
  const conflict = overwrite === undefined ? '' : dialect.onConflict(overwrite, others);
  const returning = dialect.returning ? ' returning *' : '';
  return session.run(
    `insert into ${tableIn(dialect, place)} (${names}) values ${lines.join(', ')}${conflict}${returning}`,
    values,
  );
}

/** The row an earlier attempt wrote: the key alone could be another's, so only one that holds all we wrote is taken for ours. */
export function findOurs(session: Session, place: Place, values: Values): Promise<Row | undefined> {
  // What can be compared with `=` in both databases.
  const comparable = Object.entries(values).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return selectOne(session, place, { ...Object.fromEntries(comparable), ...keyOf(place, values) });
}
