// All that the engine asks of the outside, read as one: longer than 300 lines by what it says of each port.
import type {
  ApprovalChoice,
  ApprovalValue,
  AskedField,
  ConnectorContext,
  ConnectorRegistry,
  FailureData,
  FlowDocument,
  NodeKind,
  WaitReason,
} from '@raccord/contract';
import type { Carried } from './engine/carried.ts';
import type { Exchange } from './engine/exchange.ts';

/** What the engine needs of the world. Wired once, in the server's `deps.ts`; the runtime knows neither SQL nor vendors. */
export type Ports = {
  batches: BatchStore;
  approvals: ApprovalPort;
  triggers: TriggerStore;
  flows: FlowSource;
  connections: ConnectionPort;
  subscriptions: SubscriptionPort;
  flowAsks: FlowAskPort;
  alerts: AlertPort;
  traces: TracePort;
  doorbell: Doorbell;
  signals: Signals;
  registry: ConnectorRegistry;
  redact: (text: string) => string;
  log: Log;
  watch?: Watch;
};

/** Who watches work and has no part in it: measures it, draws it. Each must do `work` once and give back what it gives. */
export type Watch = {
  /** Around all that is done for a batch. */
  batch(batch: ClaimedBatch, work: () => Promise<void>): Promise<void>;
  /** Around what a node does with the records that arrived at it together. */
  node(node: { id: string; kind: NodeKind }, records: number, work: () => Promise<void>): Promise<void>;
  /** What the work under way is drawn under, where it is: so that a call's drawing is found. */
  traceId(): string | undefined;
};

export type Log = {
  info(details: Record<string, unknown>, message: string): void;
  warn(details: Record<string, unknown>, message: string): void;
  error(details: Record<string, unknown>, message: string): void;
};

/** A record as a batch brings it. */
export type BatchRecord = {
  id: string;
  parentId?: string;
  rootId?: string;
  /** What the trigger brought: for a record made by a split, that of its root. */
  input: unknown;
  carried: Carried;
  /** How often a person ran it again. */
  edition: number;
  /** What is stored of it, or of its batch, cannot be read: why, and its carried as it stands there. It is not run. */
  damaged?: { why: string; carried: string };
};

export type AttemptKind = 'intent' | 'result';
/** One row of the journal: what one call, or one bulk call, did to the records of a batch. */
export type AttemptRow = { node: string; kind: AttemptKind; entries: AttemptEntry[] };
export type AttemptEntry = {
  /** Record id. */
  r: string;
  /** Number of the try, from 1. */
  n: number;
  /** Milliseconds the call took. */
  ms?: number;
  /** The idempotency key sent. */
  k?: string;
  /** What came back; absent when it failed. */
  v?: unknown;
  f?: FailureData;
  /** What was sent and what came back, where it failed. */
  x?: Exchange;
  /** Id of the trace that the call was drawn in, where it was. */
  t?: string;
};

export type ClaimedBatch = {
  id: string;
  workspaceId: string;
  runId: string;
  flowId: string;
  version: number;
  environmentId: string;
  /** Milliseconds since 1970; `$now()` of every expression of the run. */
  startedAt: number;
  queue: QueueName;
  lane?: string;
  /** For a run that another flow's record waits for. */
  parentRecordId?: string;
  /** Ours from now on; whatever is written under an older one is refused. */
  fence: number;
  crashes: number;
  /** Its run was cancelled while it was out of reach: its records end here. */
  cancelled?: true;
  records: BatchRecord[];
  /** The journal of earlier claims of this batch; empty on the first. */
  journal: AttemptRow[];
};

export type EndState = 'succeeded' | 'filtered' | 'failed' | 'inDoubt' | 'cancelled';

export type Ended = {
  id: string;
  state: EndState;
  node?: string;
  key?: string;
  /** Kept for records that may go on later (failed, in doubt) and for those that an aggregate collects. */
  carried?: Carried;
  /** Instead of `carried`: as it stands in the store, since nobody could read it. */
  stored?: string;
  answer?: Answer;
  failure?: FailureData;
  /** The record's input, kept with its failure. */
  input?: unknown;
};

export type Parked = {
  id: string;
  reason: WaitReason;
  node: string;
  key?: string;
  carried: Carried;
  /** Milliseconds from now, by the database's clock. */
  delayMs?: number;
  connectionId?: string;
  groupId?: string;
};

export type Child = { id: string; parentId: string; rootId: string; carried: Carried };
/** `id`: of the run to start. */
export type SubRun = { id: string; parentRecordId: string; flowId: string; input: unknown; node: string };
/** A question to a person about one record at one node; `digest` is of what they are shown, so that the same is not asked twice. */
export type Ask = {
  recordId: string;
  node: string;
  digest: string;
  key?: string;
  question: string;
  data: unknown;
  fields?: AskedField[];
  /** The least role that may decide. */
  decide: string;
  /** Milliseconds from now, by the database's clock. */
  dueInMs?: number;
  otherwise?: ApprovalChoice;
  /** A choice for it may be remembered under this. */
  rememberKey?: string;
};
export type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** All that a batch leaves behind; written in one transaction or not at all. */
export type Settlement = {
  ended: Ended[];
  parked: Parked[];
  children: Child[];
  subRuns: SubRun[];
  asks: Ask[];
  journal: AttemptRow[];
  /** The flow gathers whole runs: a batch that brings nothing to the gathering may still be the one it waited for. */
  gathersRun: boolean;
};

export type BatchStore = {
  /** Takes a queued batch; undefined when it is gone, taken, or its lane is busy. */
  claim(batchId: string, workerId: string): Promise<ClaimedBatch | undefined>;
  /** Appends to the journal. False: another worker owns the batch now. */
  append(batch: ClaimedBatch, rows: AttemptRow[]): Promise<boolean>;
  /** Ends our claim. False: another worker owns the batch now, and nothing was written. */
  settle(batch: ClaimedBatch, settlement: Settlement): Promise<SettleResult | false>;
  /** Gives the batch back after a fault of ours; it is split record by record once it did so before. Returns the batches to ring. */
  abandon(batch: ClaimedBatch): Promise<string[]>;
  /** Gives the batch back untouched; nothing is held against it. */
  putBack(batch: ClaimedBatch): Promise<void>;
  /** Cuts a batch that killed workers into batches of one record each. Returns the batches to ring. */
  cut(batch: ClaimedBatch): Promise<string[]>;
  /** The earliest record of this lane that waits outside a running batch, for each of these keys that has one. */
  earliestWaiting(lane: string, keys: readonly string[]): Promise<Map<string, string>>;
};

/** What people decided about records that wait for them. */
export type ApprovalPort = {
  /** Of the records that wait at a node for an answer to what they were asked about (`digest`): the answers there are, by record. What is due is decided by it. */
  decided(node: string, asked: readonly { recordId: string; digest: string }[]): Promise<Map<string, ApprovalValue>>;
  /** What people said to do with every record that has one of these keys at this node, by key. */
  remembered(batch: ClaimedBatch, node: string, keys: readonly string[]): Promise<Map<string, RememberedChoice>>;
};
export type RememberedChoice = {
  decision: ApprovalChoice;
  by: string;
  comment: string | null;
  /** As `changesOf` made it; absent: the data goes on as it is. */
  changes?: { set: unknown; whole: boolean };
};

export type SettleResult = { ring: Ring[] };

export type QueueName = 'live' | 'bulk';
/** `first`: before everything that waits in the queue; for work that was under way when its worker died. */
export type Ring = {
  queue: QueueName;
  kind: 'batch' | 'poll' | 'ask' | 'flowAsk' | 'subscription' | 'alert';
  id: string;
  first?: boolean;
  /** What made us ring, as W3C traceparents, where work is traced; few, and lost with the ring. */
  trace?: readonly string[];
};

/** The queue. A doorbell only: losing rings delays work, the reconciler rings again. */
export type Doorbell = {
  ring(rings: readonly Ring[]): Promise<void>;
  /** How many rings of this queue nobody has heard yet. */
  waiting(queue: QueueName): Promise<number>;
  listen(queue: QueueName, concurrency: number, handle: (ring: Ring) => Promise<void>): Promise<Listener>;
  close(): Promise<void>;
};
export type Listener = { close(): Promise<void> };

/** Small messages to whoever listens, in any process; may be lost. */
export type Signals = {
  send(channel: SignalChannel, payload: string): void;
};
export const signalChannels = ['raccord_answers', 'raccord_events', 'raccord_changes'] as const;
export type SignalChannel = (typeof signalChannels)[number];

export type FlowSource = {
  /** A version of a flow, with its environment's variables and the connections its slots are bound to. */
  load(batch: Pick<ClaimedBatch, 'workspaceId' | 'flowId' | 'version' | 'environmentId'>): Promise<FlowInPlace>;
};
export type FlowInPlace = {
  document: FlowDocument;
  environment: { id: string; name: string; variables: Record<string, unknown> };
  /** Connection ids by slot. */
  bindings: Record<string, string>;
  /** Ids of the tracings that people have switched on for it; absent: nobody looks. */
  tracings?: string[];
};

export type HoldReason = 'auth' | 'rateLimited' | 'breaker';
export type ConnectionPort = {
  /** Undefined connection: the connector works without one. `held`: nothing may be sent now. */
  open(wanted: WantedConnection, signal: AbortSignal): Promise<OpenedConnection | { held: true }>;
  /**
   * @param forMs milliseconds, where the other side said; a throttled connection is else held for a while that suits it, and one whose
   *   account was refused until a person has reconnected it, whatever was said
   */
  hold(connectionId: string, reason: HoldReason, failure: FailureData, forMs: number | undefined): Promise<void>;
  /** Answers what a person asked about a connection, whatever holds it. */
  answer(askId: string, signal: AbortSignal): Promise<void>;
  /** A call went well: whatever held the connection is over. */
  release(connectionId: string): Promise<void>;
};
/**
 * `queue`: whose turn its calls take in the connection's rate budget, live before bulk. `waitMs`: how long a call waits for its turn
 * before it fails as `RATE_BUSY`; default a few seconds.
 */
export type WantedConnection = {
  connectorId: string;
  connectionId: string | undefined;
  workspaceId: string;
  queue: QueueName;
  waitMs?: number;
  /** What its calls are for; told to whoever traces them. */
  place?: TracedPlace;
  /** Whom its calls are told to, beside those who trace the connection. */
  tracings?: string[];
};
/** Code of the failure of a call that was not made since its turn would have come too late; nothing is wrong with the connection. */
export const RATE_BUSY = 'rate.busy';
/** `traced`: somebody looks at its calls; they are made within `tracedRecord`. */
export type OpenedConnection = { held: false; context: ConnectorContext; probing: boolean; traced?: true };

/** Where something happened that is traced. */
export type TracedPlace = { flowId: string; runId: string; node: string };
/** What the expressions of one step gave for one record. */
export type TracedEvaluation = TracedPlace & {
  recordId: string;
  /** `path`: the field it stands in; empty for a step with one expression. */
  expressions: { path: string; expression: string; result?: unknown }[];
  /** What they read. */
  input: unknown;
  failure?: FailureData;
};
/** What people have asked to see in full, for a while. */
export type TracePort = {
  /** Takes it, bounded, and keeps it in the background; never throws and never waits. */
  evaluated(tracings: readonly string[], evaluation: TracedEvaluation): void;
};

/** What vendors are asked to send us. */
export type SubscriptionPort = {
  /** Asks, renews or takes back, whatever is due for it. How it went is kept; never throws for the vendor. */
  tend(subscriptionId: string, signal: AbortSignal): Promise<void>;
};

/** What people are told without asking. */
export type AlertPort = {
  /** Sends one message, with all that is told in it. How it went is kept; never throws for the other side. */
  deliver(deliveryId: string, signal: AbortSignal): Promise<void>;
};

/** What people ask about flows. Expressions are evaluated by workers, never by the server. */
export type FlowAskPort = {
  /** Answers one question: tries, tests or compares flows with every effect held back. How it went is the answer; never throws for the flow. */
  answer(askId: string): Promise<void>;
};

export type PollTask = {
  triggerId: string;
  workspaceId: string;
  flowId: string;
  version: number;
  environmentId: string;
  environmentName: string;
  uses: string;
  config: Record<string, unknown>;
  connectionId?: string;
  overlapMs: number;
  cursor: unknown;
  openRunId?: string;
  /** Milliseconds since 1970. */
  runStartedAt: number;
  lane?: string;
  /** `live` for the first page of one that a delivery has woken: somebody has just done something. */
  queue: QueueName;
  fence: number;
};

export type TriggerStore = {
  /** Takes a due polling trigger; undefined when it is not due, inactive, or another worker has it. */
  claimPoll(triggerId: string, workerId: string): Promise<PollTask | undefined>;
  /**
   * Stores a page and moves the cursor in one transaction; what was taken before is left out, what was `lost` is kept as a warning. The batch is already claimed by us.
   * @returns the claimed batch, or undefined when the page brought nothing new; false when another worker has the trigger now
   */
  storePage(
    task: PollTask,
    workerId: string,
    page: { items: { key?: string; data: unknown }[]; cursor: unknown; lost?: { from: string; to: string } },
  ): Promise<StoredPage | false>;
  /** Gives a trigger back in the midst of its reading; another worker goes on from the last page. */
  letGo(task: PollTask): Promise<void>;
  /** Ends a poll and sets when the next is due. Returns rings for what waited for its end. */
  endPoll(task: PollTask, result: { ok: true; read: number } | { ok: false; failure: FailureData }): Promise<Ring[]>;
};
/** `ring` instead of a batch: its records stand in a lane and are run when it is their turn. */
export type StoredPage = { batch?: ClaimedBatch; ring?: Ring; runId?: string; taken: number };
