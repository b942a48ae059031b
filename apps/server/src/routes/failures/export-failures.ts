import { writeCsv } from '@raccord/connectors/shared/tables/csv';
import { describeFailure, type Language } from '@raccord/contract';
import Type from 'typebox';
import { cellsOf, MOST_COLUMNS } from '../../failures/record-table.ts';
import { preferredLanguage } from '../../plugins/languages.ts';
import { filtered } from '../../stores/failures.ts';
import { type FailureRecord, readFailureData } from '../../stores/inbox/failure-data.ts';
import { endpoint } from '../endpoint.ts';
import { failureQuery } from './failure-body.ts';

const AT_ONCE = 500;
const MOST_ROWS = 50_000;
const fixed = ['record_id', 'failure_id', 'key', 'flow', 'node', 'failed_at', 'error'] as const;

export const exportFailures = endpoint({
  method: 'GET',
  url: '/api/failures/export',
  access: 'operator',
  summary:
    'Failures with their data as CSV or JSON, at most 50,000; what a spreadsheet would take for a formula is made harmless',
  query: Type.Object({
    ...failureQuery,
    format: Type.Enum(['csv', 'json']),
    separator: Type.Optional(Type.Enum([',', ';'], { description: 'Semicolons where the comma is the decimal sign.' })),
  }),
  async handle({ deps, principal: { workspaceId }, query, request, reply }) {
    const { format, separator = ',', flow: flowId, ...filter } = query;
    const language = preferredLanguage(request.headers['accept-language']);
    const found = await filtered(deps.db, workspaceId, { status: 'open', ...filter, flowId })
      .select('id')
      .orderBy('id')
      .limit(MOST_ROWS)
      .execute();
    const pages = async function* () {
      for (let at = 0; at < found.length; at += AT_ONCE)
        yield await readFailureData(
          deps.pool,
          workspaceId,
          found.slice(at, at + AT_ONCE).map(({ id }) => id),
        );
    };
    // Read twice: what all have for columns is known only at the end, and they are not to be in memory at once.
    const columns = new Set<string>(fixed);
    if (format === 'csv')
      for await (const page of pages())
        for (const { data } of page)
          for (const column of Object.keys(cellsOf(data))) if (columns.size < MOST_COLUMNS) columns.add(column);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="failures.${format}"`,
      'cache-control': 'no-store',
    });
    const write = async (text: string) => {
      if (reply.raw.destroyed) throw new Error('the reader went away');
      if (!reply.raw.write(text))
        await new Promise<void>((resolve) => reply.raw.once('drain', resolve).once('close', resolve));
    };
    const table = { columns: [...columns], separator, safeFormulas: true };
    // The mark tells Excel that it is UTF-8.
    await write(format === 'csv' ? `\uFEFF${writeCsv([], table)}` : '[');
    let first = true;
    for await (const page of pages()) {
      if (format === 'csv') {
        const rows = page.map((each) => ({ ...fixedCells(each, language), ...cellsOf(each.data) }));
        const text = writeCsv(rows, table);
        await write(text.slice(text.indexOf('\r\n') + 2));
      } else {
        const items = page.map((each) => JSON.stringify({ ...fixedCells(each, language), data: each.data }));
        await write(`${first ? '' : ','}\n${items.join(',\n')}`);
      }
      first = false;
    }
    reply.raw.end(format === 'csv' ? '' : '\n]\n');
  },
});

function fixedCells(each: FailureRecord, language: Language): Record<(typeof fixed)[number], string> {
  return {
    record_id: each.recordId,
    failure_id: each.id,
    key: each.recordKey ?? '',
    flow: each.flowId,
    node: each.node,
    failed_at: each.createdAt.toISOString(),
    error: describeFailure(JSON.parse(each.failure), language),
  };
}
