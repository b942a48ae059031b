import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { createEditCheck } from '../../failures/edit-check.ts';
import { type ImportRow, readImport } from '../../failures/read-import.ts';
import { fromCells } from '../../failures/record-table.ts';
import { type FailureRecord, readFailureData } from '../../stores/inbox/failure-data.ts';
import { noteFailures } from '../../stores/inbox/group-notes.ts';
import { openFailuresOf } from '../../stores/inbox/open-failures.ts';
import { endpoint } from '../endpoint.ts';
import { sentenceOf } from './failure-body.ts';

const MOST_BYTES = 25_000_000;
const MOST_ROWS = 5_000;
const AT_ONCE = 500;

type Wrong = { line: number; code: string; params?: Record<string, unknown>; at?: string | undefined };
type Edit = { line: number; id: string; data: unknown };

export const importFailures = endpoint({
  method: 'POST',
  url: '/api/failures/import',
  access: 'operator',
  summary: 'Corrected records from an exported file, matched by record_id, and run again; with `dryRun` only looked at',
  bodyLimit: MOST_BYTES,
  limit: { max: 20 },
  body: Type.Object(
    { format: Type.Enum(['csv', 'json']), text: Type.String(), dryRun: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    rows: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer({ description: 'As they were: run again too, unless it is a dry run.' }),
    accepted: Type.Integer(),
    refused: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'In the file; of JSON the number of the item.' }),
        code: Type.String(),
        message: Type.String(),
        at: Type.Optional(Type.String()),
      }),
    ),
  }),
  async handle({ deps, principal: { workspaceId, label: by }, body: { format, text, dryRun = false }, request }) {
    const rows = readImport(format, text);
    if (rows.length > MOST_ROWS)
      throw new Failure('tooLarge', 'inbox.tooManyRows', { count: rows.length, most: MOST_ROWS });
    const open = await openFailuresOf(
      deps.pool,
      workspaceId,
      rows.map(({ recordId }) => recordId),
    );
    const byId = new Map<string, FailureRecord>();
    for (let at = 0; at < open.size; at += AT_ONCE)
      for (const each of await readFailureData(deps.pool, workspaceId, [...open.values()].slice(at, at + AT_ONCE)))
        byId.set(each.id, each);
    const check = createEditCheck(deps.registry);
    const wrong: Wrong[] = [];
    const same: Edit[] = [];
    const edits: Edit[] = [];
    const seen = new Set<string>();
    for (const row of rows) {
      const { line, recordId } = row;
      const failure = byId.get(open.get(recordId) ?? '');
      if (seen.has(recordId)) wrong.push({ line, code: 'inbox.twiceInFile', params: { id: recordId } });
      else if (failure === undefined) wrong.push({ line, code: 'inbox.notInInbox', params: { id: recordId } });
      else {
        const after = editedData(row, failure.data);
        if ('wrong' in after) wrong.push({ line, code: 'inbox.badField', params: { field: after.wrong } });
        else {
          const problem = after.same ? undefined : check(failure.uses, failure.data, after.data);
          if (problem !== undefined) wrong.push({ line, ...problem.toData() });
          else (after.same ? same : edits).push({ line, id: failure.id, data: after.data });
        }
      }
      seen.add(recordId);
    }
    let accepted = 0;
    if (!dryRun) {
      const all = [...edits, ...same];
      const lineOf = new Map(all.map(({ id, line }) => [id, line]));
      const edited = Object.fromEntries(edits.map(({ id, data }) => [id, data]));
      for (let at = 0; at < all.length; at += AT_ONCE) {
        const failureIds = all.slice(at, at + AT_ONCE).map(({ id }) => id);
        const outcome = await deps.engine.retryRecords({ workspaceId, failureIds, edited, by, queue: 'bulk' });
        accepted += outcome.accepted.length;
        wrong.push(...outcome.refused.map(({ id, code }) => ({ line: lineOf.get(id) ?? 0, code })));
        const data = { edited: edits.length, imported: true };
        await noteFailures(deps.db, { workspaceId, ids: outcome.accepted, act: 'retry', actor: by, data });
      }
    }
    const refused = wrong
      .sort((a, b) => a.line - b.line)
      .map((each) => ({
        line: each.line,
        code: each.code,
        message: sentenceOf(each, request),
        ...(each.at === undefined ? {} : { at: each.at }),
      }));
    return { rows: rows.length, changed: edits.length, unchanged: same.length, accepted, refused };
  },
});

function editedData(row: ImportRow, before: unknown): { data: unknown; same: boolean } | { wrong: string } {
  if ('data' in row) return { data: row.data, same: JSON.stringify(row.data) === JSON.stringify(before) };
  const after = fromCells(before, row.cells);
  if (after === undefined) return { data: before, same: true };
  return 'wrong' in after ? after : { data: after.data, same: false };
}
