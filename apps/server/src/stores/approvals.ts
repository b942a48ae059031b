import { type ApprovalChoice, type ApprovalWay, type AskedField, Failure } from '@raccord/contract';
import { sql } from 'kysely';
import type { Role } from '../sign-in/roles.ts';
import type { Db } from './database.ts';
import type { ApprovalState } from './schema.ts';

export type Approval = {
  id: string;
  flowId: string;
  version: number;
  environmentId: string;
  runId: string;
  recordId: string;
  node: string;
  recordKey: string | null;
  question: string;
  /** The least role that may decide. */
  decide: Exclude<Role, 'viewer'>;
  rememberKey: string | null;
  dueAt: string | null;
  /** What it counts as when nobody decides in time. */
  otherwise: ApprovalChoice | null;
  state: ApprovalState;
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  how: ApprovalWay | null;
  comment: string | null;
  edited: boolean;
};

export type ApprovalFilter = {
  /** `decided`: answered, or no longer waited for. */
  state?: 'open' | 'decided' | undefined;
  flowId?: string | undefined;
  environmentId?: string | undefined;
  runId?: string | undefined;
  recordId?: string | undefined;
  /** Part of the question, or of what people know the record by. */
  search?: string | undefined;
};

const columns = [
  'id',
  'flow_id',
  'version',
  'environment_id',
  'run_id',
  'record_id',
  'node',
  'record_key',
  'question',
  'decide',
  'remember_key',
  'due_at',
  'otherwise',
  'state',
  'created_at',
  'decided_at',
  'decided_by',
  'how',
  'comment',
] as const;
const edited = sql<boolean>`edited is not null`.as('changed');

/** The newest first; `after` is the id of the last one seen. */
export async function listApprovals(
  db: Db,
  workspaceId: string,
  filter: ApprovalFilter & { after?: string | undefined; limit: number },
): Promise<Approval[]> {
  const { state, search, after } = filter;
  const wanted = {
    flow_id: filter.flowId,
    environment_id: filter.environmentId,
    run_id: filter.runId,
    record_id: filter.recordId,
  };
  let query = db
    .selectFrom('approvals')
    .select([...columns, edited])
    .where('workspace_id', '=', workspaceId);
  for (const [column, value] of Object.entries(wanted) as [keyof typeof wanted, string | undefined][])
    if (value !== undefined) query = query.where(column, '=', value);
  if (state !== undefined) query = query.where('state', state === 'open' ? '=' : '<>', 'open');
  if (search !== undefined && search !== '') {
    const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((or) => or.or([or('record_key', 'ilike', part), or('question', 'ilike', part)]));
  }
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute();
  return rows.map(fromRow);
}

/** With what the person is shown, and what they made of it. @throws Failure `missing` / `approval.noTask` */
export async function getApproval(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<Approval & { data: unknown; editedData?: unknown; fields: AskedField[] | null }> {
  const row = await db
    .selectFrom('approvals')
    .select([...columns, edited, 'data', 'edited', 'fields'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'approval.noTask', { id });
  return {
    ...fromRow(row),
    data: JSON.parse(row.data),
    ...(row.edited === null ? {} : { editedData: JSON.parse(row.edited) }),
    fields: row.fields === null ? null : JSON.parse(row.fields),
  };
}

export type ApprovalCounts = { open: number; overdue: number };

/** How many questions wait, and how many of them longer than they should. */
export async function countApprovals(
  db: Db,
  workspaceId: string,
  environmentId?: string | undefined,
): Promise<ApprovalCounts> {
  let query = db
    .selectFrom('approvals')
    .select([
      sql<number>`count(*)::int`.as('open'),
      sql<number>`(count(*) filter (where due_at < now()))::int`.as('overdue'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'open');
  if (environmentId !== undefined) query = query.where('environment_id', '=', environmentId);
  return query.executeTakeFirstOrThrow();
}

type Row = {
  id: string;
  flow_id: string;
  version: number;
  environment_id: string;
  run_id: string;
  record_id: string;
  node: string;
  record_key: string | null;
  question: string;
  decide: Exclude<Role, 'viewer'>;
  remember_key: string | null;
  due_at: Date | null;
  otherwise: ApprovalChoice | null;
  state: ApprovalState;
  created_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  how: ApprovalWay | null;
  comment: string | null;
  changed: boolean;
};

function fromRow(row: Row): Approval {
  return {
    id: row.id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    runId: row.run_id,
    recordId: row.record_id,
    node: row.node,
    recordKey: row.record_key,
    question: row.question,
    decide: row.decide,
    rememberKey: row.remember_key,
    dueAt: row.due_at?.toISOString() ?? null,
    otherwise: row.otherwise,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
    how: row.how,
    comment: row.comment,
    edited: row.changed,
  };
}
