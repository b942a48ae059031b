// The shape of every table, longer than 300 lines because each column takes one.

import type { ApprovalChoice, ApprovalWay, RecordState, WaitReason } from '@raccord/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../sign-in/roles.ts';

/** A moment; the driver gives a Date, and takes a Date or ISO text. */
type Moment = ColumnType<Date, Date | string, Date | string>;
type NullableMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type MomentNow = ColumnType<Date, Date | string | undefined, Date | string>;
/** A column that may be left out when inserting. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Where a sample came from. */
export const sampleOrigins = ['webhook', 'poll', 'run', 'pasted', 'example'] as const;
export type SampleOrigin = (typeof sampleOrigins)[number];

/** Row types of the migrations, one for each table, in their order. Columns of `text` that hold JSON say so. */
export type Database = {
  workspaces: { id: string; name: string; created_at: MomentNow };
  environments: {
    id: string;
    workspace_id: string;
    name: string;
    colour: Generated<string>;
    /** JSON object. */
    variables: Generated<string>;
    tests_required: Generated<boolean>;
    created_at: MomentNow;
  };
  connections: {
    id: string;
    workspace_id: string;
    environment_id: string;
    connector: string;
    name: string;
    /** JSON object. */
    settings: Generated<string>;
    /** JSON object: part of `Endpoints`. */
    endpoints: Generated<string>;
    /** Vault envelope of a JSON object of strings. */
    credentials: Nullable<string>;
    /** Vault envelope of a JSON list of strings. */
    signing_secrets: Nullable<string>;
    /** Names of the credentials that are set: what people may see of them. */
    credential_fields: Generated<string[]>;
    revision: Generated<number>;
    is_default: Generated<boolean>;
    /** The connection's own address, of `/hooks`. */
    hook_token: Generated<string>;
    last_used_at: NullableMoment;
    tested_at: NullableMoment;
    /** JSON: `TestResult`. */
    test_result: Nullable<string>;
    /** Who we are there, as the last good test or consent said. */
    account: Nullable<string>;
    granted_scopes: Nullable<string[]>;
    wanted_scopes: Generated<string[]>;
    token_expires_at: NullableMoment;
    connected_at: NullableMoment;
    /** JSON: `ConnectResult`. */
    connect_result: Nullable<string>;
    created_at: MomentNow;
    updated_at: MomentNow;
  };
  connection_holds: {
    connection_id: string;
    reason: 'auth' | 'rateLimited' | 'breaker';
    /** JSON: `FailureData`. */
    failure: string;
    since: MomentNow;
    until: NullableMoment;
    strikes: Generated<number>;
  };
  oauth_states: {
    state_hash: Buffer;
    connection_id: string;
    workspace_id: string;
    browser_hash: Nullable<Buffer>;
    user_id: Nullable<string>;
    actor: string;
    /** Vault envelope. */
    verifier: Nullable<string>;
    client_id: string;
    redirect_uri: string;
    scopes: string[];
    expires_at: Date;
  };
  oauth_clients: {
    workspace_id: string;
    connector: string;
    client_id: string;
    /** Vault envelope. */
    secret: Nullable<string>;
    updated_at: MomentNow;
    updated_by: string;
  };
  flows: {
    workspace_id: string;
    id: string;
    name: string;
    /** JSON: a flow document, canonical when it could be read as one. */
    draft: string;
    /** Of the draft: see `flow-facts.ts`. */
    owner: Nullable<string>;
    tags: Generated<string[]>;
    apps: Generated<string[]>;
    revision: Generated<number>;
    archived_at: NullableMoment;
    created_at: MomentNow;
    updated_at: MomentNow;
    updated_by: Nullable<string>;
  };
  flow_versions: {
    workspace_id: string;
    flow_id: string;
    version: number;
    document: string;
    digest: string;
    note: Nullable<string>;
    created_at: MomentNow;
    created_by: Nullable<string>;
  };
  samples: {
    id: string;
    workspace_id: string;
    flow_id: string;
    node: string;
    name: string;
    origin: SampleOrigin;
    /** JSON, without secrets. */
    data: string;
    pinned: Generated<boolean>;
    taken_at: MomentNow;
    taken_by: string;
  };
  sample_listeners: {
    id: string;
    workspace_id: string;
    flow_id: string;
    node: string;
    uses: string;
    /** JSON object. */
    config: string;
    connection_id: Nullable<string>;
    token_hash: Buffer;
    expires_at: Date;
    caught_at: NullableMoment;
    sample_ids: Generated<string[]>;
    /** JSON: `FailureData`. */
    refusal: Nullable<string>;
    listened_by: string;
  };
  flow_tests: {
    workspace_id: string;
    flow_id: string;
    id: string;
    name: string;
    /** JSON: `FlowTest`. */
    document: string;
    revision: Generated<number>;
    updated_at: MomentNow;
    updated_by: string;
  };
  deployments: {
    workspace_id: string;
    flow_id: string;
    environment_id: string;
    version: number;
    active: Generated<boolean>;
    deployed_at: MomentNow;
    deployed_by: Nullable<string>;
  };
  bindings: {
    workspace_id: string;
    flow_id: string;
    environment_id: string;
    slot: string;
    connection_id: string;
  };
  triggers: {
    id: string;
    workspace_id: string;
    flow_id: string;
    environment_id: string;
    node: string;
    uses: string;
    kind: TriggerKind;
    token: string;
    active: Generated<boolean>;
    connection_id: Nullable<string>;
    /** JSON object: the node's `with`. */
    config: Generated<string>;
    responds: Generated<boolean>;
    ordered: Generated<boolean>;
    /** `bigint`: the driver gives text. */
    every_ms: ColumnType<string | null, number | null | undefined, number | null>;
    /** JSON. */
    cursor: Nullable<string>;
    next_due_at: NullableMoment;
    last_fired_at: NullableMoment;
    /** JSON. */
    last_result: Nullable<string>;
    open_run_id: Nullable<string>;
    worker_id: Nullable<string>;
    fence: Generated<number>;
    woken: Generated<boolean>;
    /** JSON: see engine/lost-stretches.ts. */
    lost: Nullable<string>;
  };
  subscriptions: {
    id: string;
    workspace_id: string;
    trigger_id: string;
    /** Vault envelope. */
    secret: string;
    status: Generated<'wanted' | 'standing' | 'leaving'>;
  };
  /** In full: stores/alerts. */
  alert_channels: {
    id: string;
    /** Vault envelope. */
    secret: Nullable<string>;
  };
  occurrences: {
    trigger_id: string;
    scheduled_at: Moment;
    outcome: 'fired' | 'queued' | 'skipped';
    reason: Nullable<string>;
    run_id: Nullable<string>;
    decided_at: MomentNow;
  };
  taken: { trigger_id: string; key: Buffer; at: MomentNow };
  runs: {
    id: string;
    workspace_id: string;
    flow_id: string;
    version: number;
    environment_id: string;
    trigger_id: Nullable<string>;
    cause: string;
    parent_record_id: Nullable<string>;
    replay_of: Nullable<string>;
    open: Generated<boolean>;
    cancelled_at: NullableMoment;
    total: Generated<number>;
    waiting: Generated<number>;
    succeeded: Generated<number>;
    filtered: Generated<number>;
    failed: Generated<number>;
    in_doubt: Generated<number>;
    cancelled: Generated<number>;
    started_at: MomentNow;
    ended_at: NullableMoment;
  };
  records: {
    id: string;
    workspace_id: string;
    run_id: string;
    parent_id: Nullable<string>;
    root_id: Nullable<string>;
    key: Nullable<string>;
    state: ColumnType<RecordState, RecordState | undefined, RecordState>;
    wait_reason: Nullable<WaitReason>;
    node: Nullable<string>;
    /** JSON: what the trigger or the split brought. */
    input: string;
    /** JSON. */
    carried: Nullable<string>;
    edition: Generated<number>;
    /** JSON. */
    answer: Nullable<string>;
    settled_at: NullableMoment;
  };
  batches: {
    id: string;
    workspace_id: string;
    run_id: string;
    queue: 'live' | 'bulk';
    state: ColumnType<'queued' | 'running', 'queued' | 'running' | undefined, 'queued' | 'running'>;
    fence: Generated<number>;
    worker_id: Nullable<string>;
    crashes: Generated<number>;
    lane: Nullable<string>;
    record_ids: string[];
    rung_at: MomentNow;
  };
  attempts: {
    batch_id: string;
    seq: number;
    workspace_id: string;
    run_id: string;
    node: string;
    kind: 'intent' | 'result';
    fence: number;
    /** JSON list: one entry for each record of the batch. */
    entries: string;
    at: MomentNow;
  };
  parked: {
    record_id: string;
    workspace_id: string;
    run_id: string;
    reason: WaitReason;
    node: string;
    due_at: NullableMoment;
    connection_id: Nullable<string>;
    group_id: Nullable<string>;
    lane: Nullable<string>;
    lane_key: Nullable<string>;
    since: MomentNow;
  };
  approvals: {
    id: string;
    workspace_id: string;
    flow_id: string;
    version: number;
    environment_id: string;
    run_id: string;
    record_id: string;
    node: string;
    digest: string;
    record_key: Nullable<string>;
    question: string;
    /** JSON: what the person is shown. */
    data: string;
    /** JSON: what they made of it. */
    edited: Nullable<string>;
    /** JSON: `AskedField[]`. */
    fields: Nullable<string>;
    decide: Exclude<Role, 'viewer'>;
    remember_key: Nullable<string>;
    due_at: NullableMoment;
    otherwise: Nullable<ApprovalChoice>;
    state: ColumnType<ApprovalState, ApprovalState | undefined, ApprovalState>;
    decided_at: NullableMoment;
    decided_by: Nullable<string>;
    how: Nullable<ApprovalWay>;
    comment: Nullable<string>;
    heard: Generated<boolean>;
    created_at: MomentNow;
  };
  remembered_choices: {
    id: string;
    workspace_id: string;
    flow_id: string;
    environment_id: string;
    node: string;
    key: string;
    choice: ApprovalChoice;
    /** JSON: as `changesOf` makes it. */
    changes: Nullable<string>;
    comment: Nullable<string>;
    chosen_by: string;
    approval_id: Nullable<string>;
    created_at: MomentNow;
  };
  failures: {
    id: string;
    workspace_id: string;
    run_id: string;
    record_id: string;
    flow_id: string;
    version: number;
    environment_id: string;
    node: string;
    kind: string;
    code: string;
    /** JSON: `FailureData`. */
    failure: string;
    fingerprint: string;
    /** What people know the record by; only of records that stand for themselves. */
    record_key: Nullable<string>;
    /** JSON: the record as it was. */
    data: string;
    status: ColumnType<FailureStatus, FailureStatus | undefined, FailureStatus>;
    resolution: Nullable<string>;
    created_at: MomentNow;
    resolved_at: NullableMoment;
    resolved_by: Nullable<string>;
  };
  failure_groups: {
    workspace_id: string;
    fingerprint: string;
    assignee: Nullable<string>;
    tags: Generated<string[]>;
    snoozed_at: NullableMoment;
    snoozed_until: NullableMoment;
    ignored_at: NullableMoment;
    ignored_by: Nullable<string>;
    updated_at: MomentNow;
  };
  failure_notes: {
    id: string;
    workspace_id: string;
    fingerprint: string;
    act: string;
    actor: string;
    /** JSON object. */
    data: Generated<string>;
    at: MomentNow;
  };
  failure_jobs: {
    id: string;
    workspace_id: string;
    act: 'retry' | 'resolve' | 'ignore' | 'reopen';
    /** JSON: `JobTarget`. */
    target: string;
    /** JSON: `Replacement`. */
    replacement: Nullable<string>;
    total: number;
    done: Generated<number>;
    /** JSON object: counts by code. */
    refused: Generated<string>;
    up_to: string;
    last_id: Nullable<string>;
    actor: string;
    created_at: MomentNow;
    ended_at: NullableMoment;
  };
  events: {
    id: string;
    workspace_id: string;
    type: string;
    subject: Nullable<string>;
    actor: Nullable<string>;
    /** JSON object. */
    data: Generated<string>;
    at: MomentNow;
  };
  workers: { id: string; host: string; pid: number; started_at: MomentNow; seen_at: MomentNow };
  api_tokens: {
    id: string;
    workspace_id: string;
    name: string;
    /** SHA-256 of the token. */
    hash: Buffer;
    role: string;
    created_at: MomentNow;
    last_used_at: NullableMoment;
    revoked_at: NullableMoment;
  };
  settings: { name: string; value: string; updated_at: MomentNow };
  keeping: {
    workspace_id: string;
    environment_id: string;
    /** Empty: of the environment. */
    flow_id: string;
    /** Days; null: as one step above; 0: for ever. */
    payload_days: Nullable<number>;
    metadata_days: Nullable<number>;
    failure_days: Nullable<number>;
    updated_at: MomentNow;
    updated_by: string;
  };
};

export const approvalStates = ['open', 'approved', 'rejected', 'closed'] as const;
export type ApprovalState = (typeof approvalStates)[number];
export const triggerKinds = ['webhook', 'schedule', 'poll', 'manual', 'subflow'] as const;
export type TriggerKind = (typeof triggerKinds)[number];

export const failureStatuses = ['open', 'inDoubt', 'retrying', 'resolved', 'ignored'] as const;
export type FailureStatus = (typeof failureStatuses)[number];
