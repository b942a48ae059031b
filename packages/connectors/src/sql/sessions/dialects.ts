import { Failure } from '@raccord/contract';
import type { Dialect } from './session.ts';

export const postgresql: Dialect = {
  name: 'postgresql',
  quote: (identifier) => `"${checked(identifier).replaceAll('"', '""')}"`,
  param: (n) => `$${n}`,
  asText: (column) => `${column}::text`,
  onConflict(keys, columns) {
    const target = keys.map(postgresql.quote).join(', ');
    // Also where there is nothing to overwrite: only a row that is touched is given back.
    const touched = columns.length === 0 ? keys : columns;
    const set = touched.map((name) => `${postgresql.quote(name)} = excluded.${postgresql.quote(name)}`).join(', ');
    return ` on conflict (${target}) do update set ${set}`;
  },
  returning: true,
};

export const mysql: Dialect = {
  name: 'mysql',
  quote: (identifier) => `\`${checked(identifier).replaceAll('`', '``')}\``,
  param: () => '?',
  asText: (column) => `cast(${column} as char)`,
  onConflict(keys, columns) {
    const touched = columns.length === 0 ? keys : columns;
    const set = touched.map((name) => `${mysql.quote(name)} = values(${mysql.quote(name)})`).join(', ');
    return ` on duplicate key update ${set}`;
  },
  returning: false,
};

/** @throws Failure config `sql.badName` for what no database takes as a name */
function checked(identifier: string): string {
  if (identifier === '' || identifier.includes('\0') || identifier.length > 128)
    throw new Failure('config', 'sql.badName', { name: identifier.slice(0, 128).replaceAll('\0', '') });
  return identifier;
}
