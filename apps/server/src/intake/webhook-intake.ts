import { Failure, type RawDelivery, type WebhookAnswer } from '@raccord/contract';
import { failPoint } from '@raccord/runtime/fail-points';
import type { Doorbell, Log, Ring } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { LISTENER_PREFIX, type SampleCatcher } from '../samples/catch-delivery.ts';
import { SHARED_PREFIX } from '../stores/engine/find-webhook.ts';
import { storeArrivals } from '../stores/engine/store-arrivals.ts';
import { wakePolls } from '../stores/engine/wake-polls.ts';
import type { AnswerDesk, Outcome } from './answer-desk.ts';
import type { DiskWatch } from './disk-watch.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import { flowAnswer } from './flow-answer.ts';
import { GroupCommit } from './group-commit.ts';
import { judgeDelivery, readDelivery } from './judge-delivery.ts';
import { ProcessorShare } from './processor-share.ts';

type Delivered = {
  endpoint: Endpoint;
  items: { recordId: string; key?: string; input: string }[];
  /** The trace of its acceptance. */
  trace: string | undefined;
};

/** Somebody has to make room on the disk; that is not done in a moment. */
const COME_AGAIN_MS = 15_000;

/** What takes deliveries, as those who bring them see it. */
export type DeliveryTaker = Pick<WebhookIntake, 'knows' | 'take'>;

const accepted: WebhookAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"accepted":true}',
};

/**
 * Takes webhook deliveries: find the address, let the connector judge the raw bytes, store, and only then say yes. Deliveries that
 * come while a commit is under way are stored together by the next.
 */
export class WebhookIntake {
  private readonly endpoints: Endpoints;
  private readonly desk: AnswerDesk;
  private readonly samples: Pick<SampleCatcher, 'take'> | undefined;
  private readonly pool: Pool;
  private readonly disk: Pick<DiskWatch, 'isShort'> | undefined;
  private readonly trace: () => string | undefined;
  private readonly commits: GroupCommit<Delivered, Set<string>>;
  private readonly wakes: GroupCommit<string, undefined>;

  constructor(deps: {
    pool: Pool;
    doorbell: Doorbell;
    endpoints: Endpoints;
    desk: AnswerDesk;
    /** Absent: nobody waits for samples. */
    samples?: Pick<SampleCatcher, 'take'>;
    /** Absent: whoever keeps the database looks after its disk. */
    disk?: Pick<DiskWatch, 'isShort'>;
    /** The trace that is under way here; absent: nothing is traced. */
    trace?: () => string | undefined;
    log: Log;
  }) {
    this.endpoints = deps.endpoints;
    this.desk = deps.desk;
    this.samples = deps.samples;
    this.pool = deps.pool;
    this.disk = deps.disk;
    this.trace = deps.trace ?? (() => undefined);
    const share = new ProcessorShare();
    this.commits = new GroupCommit(
      (deliveries) => store(deps, deliveries),
      2,
      () => share.isShort(),
    );
    this.wakes = new GroupCommit((triggerIds) => wake(deps, triggerIds), 1);
  }

  /** Whether there is such an address, of this connector where one is named. */
  async knows(token: string, connector?: string): Promise<boolean> {
    if (token.startsWith(SHARED_PREFIX)) {
      const address = await this.endpoints.findShared(token);
      return address !== undefined && (connector === undefined || address.judge.connector.id === connector);
    }
    const endpoint = await this.endpoints.find(token);
    return endpoint !== undefined && (connector === undefined || endpoint.connector.id === connector);
  }

  /**
   * @returns the answer for the sender, once everything in the delivery is stored
   * @throws Failure `missing` for an unknown address, `auth` for a delivery that is not the sender's, `input` or `tooLarge` for one that
   *   cannot be read; anything else is a fault of ours, and the sender should come again
   */
  async take(token: string, received: RawDelivery): Promise<WebhookAnswer> {
    if (this.samples !== undefined && token.startsWith(LISTENER_PREFIX)) return this.samples.take(token, received);
    if (token.startsWith(SHARED_PREFIX)) return this.takeForAll(token, received);
    const endpoint = await this.endpoints.find(token);
    if (endpoint === undefined) throw new Failure('missing', 'intake.unknownAddress');
    const delivery = judgeDelivery(endpoint, received);
    const challenge = endpoint.webhook.challenge?.(delivery);
    if (challenge !== undefined) return challenge;
    return this.accept(endpoint, delivery, endpoint.responds);
  }

  /** For every trigger of a connection. Any that could not store its part has the sender come again; the others know what they have. */
  private async takeForAll(token: string, received: RawDelivery): Promise<WebhookAnswer> {
    const address = await this.endpoints.findShared(token);
    if (address === undefined) throw new Failure('missing', 'intake.unknownAddress');
    const { judge, listening } = address;
    const delivery = judgeDelivery(judge, received);
    const challenge = judge.webhook.challenge?.(delivery);
    if (challenge !== undefined) return challenge;
    await Promise.all(listening.map((endpoint) => this.accept(endpoint, delivery, false)));
    return judge.webhook.accepted ?? accepted;
  }

  /** @param responds whether the sender gets what the flow answers */
  private async accept(endpoint: Endpoint, delivery: RawDelivery, responds: boolean): Promise<WebhookAnswer> {
    const { webhook } = endpoint;
    if (this.disk?.isShort()) throw new Failure('transient', 'intake.diskShort', {}, { retryAfterMs: COME_AGAIN_MS });
    if (webhook.wakesPoll) {
      await this.wakes.add(endpoint.triggerId, 0);
      return webhook.accepted ?? accepted;
    }
    const read = await readDelivery(endpoint, delivery, { pool: this.pool, workspaceId: endpoint.workspaceId });
    const items = read.map(({ dedupeKey, data }) => ({
      recordId: uuidv7(),
      input: JSON.stringify(data ?? null),
      ...(dedupeKey === undefined ? {} : { key: dedupeKey }),
    }));
    const answer = webhook.accepted ?? accepted;
    const [first] = items;
    if (first === undefined) return answer;
    const waiting = responds && items.length === 1 ? this.desk.wait(first.recordId) : undefined;
    const stored = await this.commits.add(
      { endpoint, items, trace: this.trace() },
      items.reduce((sum, item) => sum + item.input.length, 0),
    );
    if (waiting === undefined || !stored.has(first.recordId)) return answer;
    return answerOf(await waiting, first.recordId);
  }
}

async function store(
  { pool, doorbell, log }: { pool: Pool; doorbell: Doorbell; log: Log },
  deliveries: Delivered[],
): Promise<Set<string>[]> {
  const startedAt = Date.now();
  // The same delivery twice in one commit: the statement's own check would find neither.
  const known = new Set<string>();
  const grouped = [...Map.groupBy(deliveries, ({ endpoint }) => `${endpoint.triggerId} ${endpoint.version}`).values()];
  const groups = grouped.map((group) => {
    const { workspaceId, flowId, version, environmentId, triggerId, lane } = group[0]!.endpoint;
    const isFirst = (key: string) => !known.has(`${triggerId} ${key}`) && known.add(`${triggerId} ${key}`);
    const items = group.flatMap((each) => each.items).filter(({ key }) => key === undefined || isFirst(key));
    return {
      workspaceId,
      flowId,
      version,
      environmentId,
      triggerId,
      cause: 'webhook',
      queue: 'live' as const,
      startedAt,
      items,
      ...(lane === undefined ? {} : { lane }),
    };
  });
  failPoint('intake.beforeStore');
  const { recordIds, batches } = await storeArrivals(pool, groups);
  failPoint('intake.afterStore');
  const rings = batches.map(({ batchId, index }): Ring => {
    const trace = grouped[index]!.flatMap((each) => each.trace ?? []);
    return { queue: 'live', kind: 'batch', id: batchId, ...(trace.length === 0 ? {} : { trace }) };
  });
  // Not awaited: the delivery is accepted; a ring that is lost is rung again.
  doorbell.ring(rings).catch((error: unknown) => log.warn({ error: String(error) }, 'could not ring'));
  return deliveries.map(() => recordIds);
}

/** However many deliveries say that there is something to read, it is read once. */
async function wake(
  { pool, doorbell, log }: { pool: Pool; doorbell: Doorbell; log: Log },
  triggerIds: readonly string[],
): Promise<undefined[]> {
  const free = await wakePolls(pool, [...new Set(triggerIds)]);
  const rings = free.map((id): Ring => ({ queue: 'bulk', kind: 'poll', id }));
  // The reconciler would ring too, half a second later.
  doorbell.ring(rings).catch((error: unknown) => log.warn({ error: String(error) }, 'could not ring'));
  return triggerIds.map(() => undefined);
}

function answerOf(outcome: Outcome, recordId: string): WebhookAnswer {
  const json = { 'content-type': 'application/json' };
  if (outcome.kind === 'waiting')
    return { status: 202, headers: json, body: JSON.stringify({ accepted: true, record: recordId, state: 'waiting' }) };
  if (outcome.kind === 'ended') {
    const status = outcome.state === 'failed' || outcome.state === 'inDoubt' ? 502 : 200;
    return { status, headers: json, body: JSON.stringify({ accepted: true, record: recordId, state: outcome.state }) };
  }
  return flowAnswer(outcome.answer);
}
