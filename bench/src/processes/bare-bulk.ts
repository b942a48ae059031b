import jsonata from 'jsonata';
import { twelveFieldsInJsonata } from '../setup/bulk-mapping.ts';
import { order, reportReady } from './report-ready.ts';

/** The baseline for bulk work: a loop over the same pages, stock JSONata with one object expression, the same calls. Keeps nothing. */
export type BareBulkOrder = { sourceUrl: string; sinkUrl: string; total: number; page: number; call: number };

const { sourceUrl, sinkUrl, total, page, call } = order<BareBulkOrder>();
const expression = jsonata(twelveFieldsInJsonata);

async function read(from: number): Promise<{ rows: unknown[]; more: boolean }> {
  const response = await fetch(`${sourceUrl}/?from=${from}&limit=${page}&total=${total}`);
  return (await response.json()) as { rows: unknown[]; more: boolean };
}

async function write(rows: unknown[]): Promise<void> {
  const response = await fetch(`${sinkUrl}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  await response.text();
}

async function loop(): Promise<void> {
  for (let from = 0, more = true; more; from += page) {
    const found = await read(from);
    more = found.more;
    const mapped: unknown[] = [];
    for (const row of found.rows) mapped.push(await expression.evaluate({ order: row }));
    const calls: Promise<void>[] = [];
    for (let at = 0; at < mapped.length; at += call) calls.push(write(mapped.slice(at, at + call)));
    await Promise.all(calls);
  }
}

let running: Promise<void> | undefined;
reportReady(
  {},
  async () => running,
  () => {
    running ??= loop();
    return 'started';
  },
);
