import { type AskedField, changesOf, editTrouble, Failure, withChanges } from '@raccord/contract';
import type { Ring } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { EngineCommands } from '../../engine-commands.ts';
import { mayAct, type Role } from '../../sign-in/roles.ts';
import type { ApprovalState } from '../schema.ts';
import { textArray } from '../text-array.ts';
import { resumeDecided } from './approvals.ts';
import type { Queryable } from './claim-batch.ts';

type Decide = Parameters<EngineCommands['decideApprovals']>[0];
type Decided = Awaited<ReturnType<EngineCommands['decideApprovals']>> & { rings: Ring[] };

type Row = {
  id: string;
  record_id: string;
  flow_id: string;
  environment_id: string;
  node: string;
  state: ApprovalState;
  decide: Role;
  data: string;
  fields: string | null;
  remember_key: string | null;
  gone: boolean;
};
const columns = 'id, record_id, flow_id, environment_id, node, state, decide, data, fields, remember_key';

/** Others with the same key that wait now and go along with a choice that is remembered. */
const MOST_ALONG = 500;

/** Answers questions. Of two people at once the row's lock lets one through, and the other is told. */
export async function decideApprovals(db: Queryable, command: Decide): Promise<Decided> {
  const { rows } = await db.query<Row>(
    `select ${columns}, not (
              exists (select 1 from records r where r.id = a.record_id) and exists (
              select 1 from flow_versions v where v.workspace_id = a.workspace_id and v.flow_id = a.flow_id and v.version = a.version)) as gone
       from approvals a where workspace_id = $1 and id = any($2) order by id for update`,
    [command.workspaceId, command.ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const accepted: Row[] = [];
  const refused: Decided['refused'] = [];
  for (const id of new Set(command.ids)) {
    const row = byId.get(id);
    const failure = refusal(row, id, command);
    if (row !== undefined && failure === undefined) accepted.push(row);
    else if (failure !== undefined) refused.push({ id, failure });
  }
  const edited = (row: Row) => (command.edited === undefined ? null : changed(row, command.edited.data));
  await answer(db, accepted, edited, 'person', command);
  const along: Row[] = [];
  if (command.remember === true) for (const row of accepted) along.push(...(await remember(db, row, command)));
  const rings = await resumeDecided(
    db,
    [...accepted, ...along].map((row) => row.record_id),
  );
  return { decided: accepted.map(({ id }) => id), along: along.map(({ id }) => id), refused, rings };
}

function refusal(row: Row | undefined, id: string, { role, edited, remember }: Decide): Failure | undefined {
  if (row === undefined) return new Failure('missing', 'approval.noTask', { id });
  if (row.state === 'closed') return new Failure('missing', 'approval.closed', { id });
  if (row.state !== 'open') return new Failure('duplicate', 'approval.alreadyDecided', { id });
  if (!mayAct(role, row.decide)) return new Failure('auth', 'approval.notAllowed', { role: row.decide });
  if (row.gone) return new Failure('missing', 'approval.gone', { id });
  if (remember === true && row.remember_key === null) return new Failure('input', 'approval.noKey', { id });
  return edited === undefined ? undefined : editTrouble(fieldsOf(row), JSON.parse(row.data), edited.data);
}

const fieldsOf = ({ fields }: Row): AskedField[] | undefined => (fields === null ? undefined : JSON.parse(fields));

/** PostgreSQL stores no NUL in a text. */
const said = (comment: string | undefined) => comment?.replaceAll('\u0000', '\ufffd') ?? null;

/** Null where nothing was really changed. */
function changed({ data }: Row, edited: unknown): string | null {
  const text = JSON.stringify(edited);
  return text === JSON.stringify(JSON.parse(data)) ? null : text;
}

async function answer(
  db: Queryable,
  rows: readonly Row[],
  edited: (row: Row) => string | null,
  how: 'person' | 'remembered',
  { decision, comment, by }: Decide,
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `update approvals a set state = $3, edited = u.edited, how = $4, decided_by = $5, comment = $6, decided_at = now()
       from unnest($1::uuid[], $2::text[]) as u(id, edited) where a.id = u.id`,
    [rows.map(({ id }) => id), textArray(rows.map(edited)), decision, how, by, said(comment)],
  );
}

/** @returns the others with that key which went along */
async function remember(db: Queryable, row: Row, command: Decide): Promise<Row[]> {
  const { workspaceId, decision, comment, by, edited } = command;
  const text = edited === undefined ? null : changed(row, edited.data);
  const changes = text === null ? undefined : changesOf(JSON.parse(row.data), JSON.parse(text));
  const place = [workspaceId, row.flow_id, row.environment_id, row.node, row.remember_key];
  await db.query(
    `insert into remembered_choices (workspace_id, flow_id, environment_id, node, key, id, choice, changes, comment, chosen_by, approval_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, flow_id, environment_id, node, key) do update
       set choice = excluded.choice, changes = excluded.changes, comment = excluded.comment, chosen_by = excluded.chosen_by,
           approval_id = excluded.approval_id, created_at = now()`,
    [...place, uuidv7(), decision, changes === undefined ? null : JSON.stringify(changes), said(comment), by, row.id],
  );
  const { rows } = await db.query<Row>(
    `select ${columns}, false as gone from approvals
      where workspace_id = $1 and flow_id = $2 and environment_id = $3 and node = $4 and remember_key = $5 and state = 'open'
      order by id limit ${MOST_ALONG} for update skip locked`,
    place,
  );
  const madeOf = (other: Row) => (changes === undefined ? undefined : withChanges(JSON.parse(other.data), changes));
  const along = rows.filter((other) => {
    const data = madeOf(other);
    if (!mayAct(command.role, other.decide)) return false;
    return data === undefined || editTrouble(fieldsOf(other), JSON.parse(other.data), data) === undefined;
  });
  await answer(
    db,
    along,
    (other) => (changes === undefined ? null : changed(other, madeOf(other))),
    'remembered',
    command,
  );
  return along;
}
