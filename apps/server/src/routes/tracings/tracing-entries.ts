import Type from 'typebox';
import { getTracing, readTracingEntries, type TracingEntry } from '../../stores/tracings.ts';
import { toHar } from '../../tracing/to-har.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { TracingEntryAnswer } from './tracing-body.ts';

const PAGE = 200;

export const listEntriesRoute = endpoint({
  method: 'GET',
  url: '/api/tracings/:id/entries',
  access: 'viewer',
  summary: 'What was seen, in the order it came; `after`: the `seq` of the last one known',
  params: IdParams,
  query: Type.Object({
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE })),
  }),
  answer: Type.Object({ entries: Type.Array(TracingEntryAnswer) }),
  async handle({ deps, principal, params, query: { after = 0, limit = 50 } }) {
    await getTracing(deps.pool, principal.workspaceId, params.id);
    return { entries: await readTracingEntries(deps.pool, params.id, { after, limit }) };
  },
});

export const downloadTracingRoute = endpoint({
  method: 'GET',
  url: '/api/tracings/:id/download',
  access: 'viewer',
  summary: 'All that was seen: a JSON object a line, or the calls as a HAR file, which browsers and other tools read',
  params: IdParams,
  query: Type.Object({ format: Type.Optional(Type.Union([Type.Literal('ndjson'), Type.Literal('har')])) }),
  answer: Type.Unknown(),
  async handle({ deps, principal, params, query: { format = 'ndjson' }, reply }) {
    await getTracing(deps.pool, principal.workspaceId, params.id);
    const all: TracingEntry[] = [];
    // Bounded: a tracing takes no more than a few megabytes.
    for (;;) {
      const page = await readTracingEntries(deps.pool, params.id, { after: all.at(-1)?.seq ?? 0, limit: PAGE });
      all.push(...page);
      if (page.length < PAGE) break;
    }
    const text =
      format === 'har' ? JSON.stringify(toHar(all)) : all.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    return reply
      .header('content-disposition', `attachment; filename="trace-${params.id}.${format}"`)
      .type(format === 'har' ? 'application/json; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
      .send(text);
  },
});
