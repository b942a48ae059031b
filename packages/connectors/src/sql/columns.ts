import type { ChoicesLoader, ConnectorContext, DiscoveredField } from '@raccord/contract';
import Type, { type TSchema } from 'typebox';
import { withSession } from './sessions/open-session.ts';
import type { Session } from './sessions/session.ts';

export type Column = { name: string; type: string; nullable: boolean; hasDefault: boolean; generated: boolean };

/** The columns of a table as the database describes them; none when there is no such table or no right to see it. */
export async function readColumns(
  { dialect, run }: Session,
  { schema, table }: { schema?: string; table: string },
): Promise<Column[]> {
  const own = dialect.name === 'postgresql' ? 'current_schema()' : 'database()';
  const where = schema === undefined ? own : dialect.param(2);
  // The alias in lower case: MySQL gives these columns in capitals, PostgreSQL in small letters.
  const { rows } = await run(
    `select column_name as name, data_type as type, is_nullable as nullable, column_default as preset,
            ${dialect.name === 'postgresql' ? "is_identity = 'YES' or is_generated = 'ALWAYS'" : "extra like '%auto_increment%' or extra like '%GENERATED%'"} as own
       from information_schema.columns where table_name = ${dialect.param(1)} and table_schema = ${where}
      order by ordinal_position limit 1000`,
    schema === undefined ? [table] : [table, schema],
  );
  return rows.map(({ name, type, nullable, preset, own: generated }) => ({
    name: String(name),
    type: String(type).toLowerCase(),
    nullable: nullable === 'YES',
    hasDefault: preset !== null,
    generated: generated === true || generated === 1,
  }));
}

/** What an account's own table holds, for mappings. */
export async function discoverFields(
  context: ConnectorContext,
  place: Record<string, unknown>,
): Promise<DiscoveredField[]> {
  const { table, schema } = place as { table: string; schema?: string };
  const columns = await withSession(context, { writes: false }, (session) =>
    readColumns(session, { table, ...(schema === undefined ? {} : { schema }) }),
  );
  return columns.map(({ name, type, nullable, hasDefault, generated }) => ({
    name,
    title: name,
    schema: nullable ? Type.Union([schemaOf(type), Type.Null()]) : schemaOf(type),
    custom: true,
    required: !nullable && !hasDefault && !generated,
    readOnly: generated,
  }));
}

const schemas: readonly [RegExp, () => TSchema][] = [
  [/^(smallint|integer|int|tinyint|mediumint)$/, () => Type.Integer()],
  [/^(real|double|double precision|float)$/, () => Type.Number()],
  // JSON would round them: they come as text, and may be given as either.
  [/^(bigint|numeric|decimal)$/, () => Type.Union([Type.String(), Type.Number()])],
  [/^(boolean)$/, () => Type.Boolean()],
  [/^(json|jsonb)$/, () => Type.Unknown()],
  [/^date$/, () => Type.String({ format: 'date' })],
];

function schemaOf(type: string): TSchema {
  return (schemas.find(([pattern]) => pattern.test(type))?.[1] ?? Type.String)();
}

const MOST_CHOICES = 200;

export const tableChoices: ChoicesLoader = async (context, { search = '', with: filled }) => {
  const names = await withSession(context, { writes: false }, async ({ dialect, run }) => {
    const own = dialect.name === 'postgresql' ? 'current_schema()' : 'database()';
    const schema = typeof filled.schema === 'string' && filled.schema !== '' ? filled.schema : undefined;
    const { rows } = await run(
      `select table_name as name from information_schema.tables
        where table_schema = ${schema === undefined ? own : dialect.param(1)} order by table_name limit 2000`,
      schema === undefined ? [] : [schema],
    );
    return rows.map(({ name }) => String(name));
  });
  return { choices: chosen(names, search) };
};

export const columnChoices: ChoicesLoader = async (context, { search = '', with: filled }) => {
  if (typeof filled.table !== 'string') return { choices: [] };
  const fields = await discoverFields(context, filled);
  return {
    choices: chosen(
      fields.map(({ name }) => name),
      search,
    ),
  };
};

function chosen(names: readonly string[], search: string) {
  const wanted = search.toLowerCase();
  return names
    .filter((name) => name.toLowerCase().includes(wanted))
    .slice(0, MOST_CHOICES)
    .map((name) => ({ value: name, label: name }));
}
