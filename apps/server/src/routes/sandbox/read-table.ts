import Type from 'typebox';
import { redactByName } from '../../redaction/redact.ts';
import { askSandbox } from '../../sandbox/ask-sandbox.ts';
import { endpoint } from '../endpoint.ts';
import { SystemName } from './sandbox-body.ts';

type Page = { total: number; found: number; all: boolean; rows: Record<string, unknown>[] };

export const readTable = endpoint({
  method: 'GET',
  url: '/api/sandbox/systems/:system/tables/:table',
  access: 'viewer',
  summary: 'Some rows of what a stand-in holds; secrets are taken out',
  params: Type.Object({ system: SystemName, table: Type.String({ maxLength: 64, pattern: '^\\w+$' }) }),
  query: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  answer: Type.Object({
    total: Type.Integer(),
    found: Type.Integer(),
    all: Type.Boolean({ description: 'Whether all rows were searched; else only the newest.' }),
    rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  }),
  async handle({ deps, params: { system, table }, query: { search = '', offset = 0, limit = 50 } }) {
    const query = new URLSearchParams({ search, offset: String(offset), limit: String(limit) });
    const page = await askSandbox<Page>(deps, 'GET', `/state/${system}/${table}?${query}`);
    return { ...page, rows: page.rows.map((row) => redactByName.value(row) as Record<string, unknown>) };
  },
});
