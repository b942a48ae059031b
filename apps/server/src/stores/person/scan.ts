import type { PoolClient } from 'pg';
import type { Subject } from '../../person/subject.ts';

/** Where a search is: in which table of the list, which part of it, behind which row. */
export type ScanPlace = { table: number; relation?: string; ctid?: string };
export type ScannedRow = Record<string, unknown> & { ctid: string; flow_of: string | null };

/** Pages of a table that are looked through in one go, and rows that are taken of them. */
const PAGES = 2_000;
const ROWS = 200;

/** A table, or its partitions, by name, with how many pages they have; those that have none hold nothing. */
async function relationsOf(db: PoolClient, table: string): Promise<{ name: string; pages: number }[]> {
  const { rows } = await db.query<{ name: string; pages: number }>(
    `select c.relname as name, (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as pages
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_relation_size(c.oid) > 0
        and (c.relname = $1 or i.inhparent = to_regclass('public.' || quote_ident($1))) order by 1`,
    [table],
  );
  return rows;
}

/**
 * The next rows of a table that may name the subject; whoever asks looks closer. Every page is read, whatever any index knows.
 * @returns `next`: where to go on; undefined when the table is through
 */
export async function scan(
  db: PoolClient,
  what: { table: string; columns: readonly string[]; flow?: string | undefined },
  subject: Subject,
  workspaceId: string,
  place: ScanPlace,
): Promise<{ relation: string | undefined; rows: ScannedRow[]; next: ScanPlace | undefined }> {
  const relations = await relationsOf(db, what.table);
  const at = place.relation === undefined ? 0 : relations.findIndex(({ name }) => name >= place.relation!);
  const here = relations[at];
  if (here === undefined) return { relation: undefined, rows: [], next: undefined };
  const { name: relation, pages } = here;
  const ctid = relation === place.relation ? (place.ctid ?? '(0,0)') : '(0,0)';
  const to = Number(ctid.slice(1).split(',')[0]) + PAGES;
  const own = await ownColumns(db, what.table);
  const ofWorkspace = own.includes('workspace_id');
  const named = what.columns.map((column) => `strpos(lower(t."${column}"::text), $3) > 0`).join(' or ');
  const read = [...what.columns, ...own].map((column) => `t."${column}"`).join(', ');
  const { rows } = await db.query<ScannedRow>(
    `select t.ctid::text as ctid, ${what.flow ?? 'null'} as flow_of, ${read} from ${relation} t
      where t.ctid > $1::tid and t.ctid < $2::tid and (${named}) ${ofWorkspace ? 'and t.workspace_id = $4' : ''}
      order by t.ctid limit ${ROWS}`,
    [ctid, `(${to},0)`, subject.plain, ...(ofWorkspace ? [workspaceId] : [])],
  );
  const on = (next: Partial<ScanPlace>) => ({ relation, rows, next: { table: place.table, relation, ...next } });
  if (rows.length === ROWS) return on({ ctid: rows.at(-1)!.ctid });
  if (to < pages) return on({ ctid: `(${to},0)` });
  const after = relations[at + 1];
  return after === undefined ? { relation, rows, next: undefined } : on({ relation: after.name });
}

const known = [
  'workspace_id',
  'id',
  'run_id',
  'state',
  'status',
  'batch_id',
  'seq',
  'record_id',
  'parent_id',
  'root_id',
];

/** What says which row it is; read so that a step knows what it holds. */
async function ownColumns(db: PoolClient, table: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and column_name = any($2)`,
    [table, known],
  );
  return rows.map(({ name }) => name);
}
