import { type BulkItem, type BulkResult, type ConnectorContext, type ObjectRecord, toFailure } from '@raccord/contract';
import { type Cell, recordOf } from '../cells.ts';
import { inTurn } from '../one-writer.ts';
import { appendRows, onlyRow, rowsAt, rowsByKey, writeRows } from '../rows.ts';
import { readTab, type Tab } from '../tab.ts';
import { cellsToWrite, holds, keyWritten, type RowInput, rowInput } from './row-inputs.ts';

type Item = Pick<BulkItem<Parameters<typeof rowInput>[0]>, 'input' | 'mayHaveRun'>;
type Result = BulkResult<ObjectRecord>;
/** One record's row, on its way. */
type Row = RowInput & { at: number; cells: Cell[]; key: string; mayHaveRun: boolean };
type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;
/** `allOrNone`: nothing is written when one of them cannot be. */
type WriteOptions = { allOrNone?: boolean };

/** Adds a row for each item; those that an earlier attempt may have added are looked for by their key first. */
export const addRows = (context: Client, items: readonly Item[], options: WriteOptions = {}) =>
  writeAll(context, items, addTo, options);

/** Writes over the row with the key, or adds one; items with the same key make one row, the later over the earlier. */
export const upsertRows = (context: Client, items: readonly Item[]) => writeAll(context, items, upsertIn, {});

/** The row that an earlier attempt added: it has the key and all we wrote. */
export async function addedBefore(context: Client, input: Item['input']): Promise<ObjectRecord | undefined> {
  const { place, asTyped, values } = rowInput(input);
  const tab = await readTab(context, place);
  if (tab.keyColumn === undefined) return undefined;
  const row = { cells: cellsToWrite(tab, { values, asTyped }), key: keyWritten(tab, values) };
  return (await addedAmong(context, tab, [row])).get(row);
}

async function addedAmong<R extends Pick<Row, 'cells' | 'key'>>(context: Client, tab: Tab, rows: readonly R[]) {
  const added = new Map<R, ObjectRecord>();
  if (tab.keyColumn === undefined || rows.length === 0) return added;
  const byKey = await rowsByKey(context, tab, tab.keyColumn);
  const numbers = [...new Set(rows.flatMap(({ key }) => byKey.get(key) ?? []))];
  if (numbers.length === 0) return added;
  const found = await rowsAt(context, tab, numbers);
  for (const row of rows) {
    const own = found.find(({ row: number, cells }) => byKey.get(row.key)?.includes(number) && holds(cells, row.cells));
    if (own !== undefined) added.set(row, recordOf(tab, own.row, own.cells));
  }
  return added;
}

async function addTo(
  context: Client,
  tab: Tab,
  rows: readonly Row[],
  asTyped: boolean,
): Promise<Map<Row, ObjectRecord>> {
  const done = await addedAmong(
    context,
    tab,
    rows.filter(({ mayHaveRun }) => mayHaveRun),
  );
  const open = rows.filter((row) => !done.has(row));
  if (open.length === 0) return done;
  const written = await appendRows(
    context,
    tab,
    open.map(({ cells }) => cells),
    asTyped,
  );
  for (const [at, { row, cells }] of written.entries()) done.set(open[at]!, recordOf(tab, row, cells));
  return done;
}

async function upsertIn(
  context: Client,
  tab: Tab,
  rows: readonly Row[],
  asTyped: boolean,
): Promise<Map<Row, ObjectRecord | unknown>> {
  const byKey = await rowsByKey(context, tab, tab.keyColumn!);
  const done = new Map<Row, ObjectRecord | unknown>();
  const merged = new Map<string, Cell[]>();
  for (const row of rows) {
    try {
      onlyRow(tab, byKey.get(row.key), row.key);
      const before = merged.get(row.key);
      merged.set(
        row.key,
        row.cells.map((cell, at) => cell ?? before?.[at] ?? null),
      );
    } catch (thrown) {
      done.set(row, thrown);
    }
  }
  const written = new Map<string, ObjectRecord>();
  const known = [...merged].filter(([key]) => byKey.has(key));
  const unknown = [...merged].filter(([key]) => !byKey.has(key));
  if (known.length > 0) {
    const changes = known.map(([key, cells]) => ({ row: byKey.get(key)![0]!, cells }));
    const result = await writeRows(context, tab, changes, asTyped);
    for (const [at, { row, cells }] of result.entries()) written.set(known[at]![0], recordOf(tab, row, cells));
  }
  if (unknown.length > 0) {
    const result = await appendRows(
      context,
      tab,
      unknown.map(([, cells]) => cells),
      asTyped,
    );
    for (const [at, { row, cells }] of result.entries()) written.set(unknown[at]![0], recordOf(tab, row, cells));
  }
  for (const row of rows) if (!done.has(row)) done.set(row, written.get(row.key));
  return done;
}

/** Items for the same sheet go together; one that cannot be written fails alone. */
async function writeAll(
  context: Client,
  items: readonly Item[],
  write: (context: Client, tab: Tab, rows: Row[], asTyped: boolean) => Promise<Map<Row, unknown>>,
  { allOrNone = false }: WriteOptions,
): Promise<Result[]> {
  const results: Result[] = [];
  const fail = (at: number, thrown: unknown) => {
    results[at] = { ok: false, failure: toFailure(thrown).toData() };
  };
  for (const group of grouped(items)) {
    const { place, asTyped } = group[0]!;
    await inTurn(place.spreadsheetId, async () => {
      const rows: Row[] = [];
      try {
        const tab = await readTab(context, place);
        for (const each of group) {
          try {
            const key = tab.keyColumn === undefined ? '' : keyWritten(tab, each.values);
            rows.push({ ...each, cells: cellsToWrite(tab, each), key });
          } catch (thrown) {
            fail(each.at, thrown);
          }
        }
        if (allOrNone && rows.length < group.length) return;
        const done = rows.length === 0 ? new Map<Row, unknown>() : await write(context, tab, rows, asTyped);
        for (const [{ at }, outcome] of done) {
          if (outcome instanceof Error) fail(at, outcome);
          else results[at] = { ok: true, output: outcome as ObjectRecord };
        }
      } catch (thrown) {
        for (const { at } of group) if (results[at] === undefined) fail(at, thrown);
      }
    });
  }
  return results;
}

function grouped(items: readonly Item[]): Omit<Row, 'cells' | 'key'>[][] {
  const groups = new Map<string, Omit<Row, 'cells' | 'key'>[]>();
  for (const [at, { input, mayHaveRun }] of items.entries()) {
    const row = { ...rowInput(input), at, mayHaveRun };
    const id = JSON.stringify([row.place, row.asTyped]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
