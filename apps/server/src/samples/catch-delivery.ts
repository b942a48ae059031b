import { type ConnectorRegistry, Failure, type RawDelivery, toFailure, type WebhookAnswer } from '@raccord/contract';
import { triggerOf } from '@raccord/runtime/flow/check-uses';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { type Judge, judgeDelivery, readDelivery } from '../intake/judge-delivery.ts';
import { tokenHash } from '../sign-in/random-token.ts';
import { openDatabase } from '../stores/database.ts';
import { endListening, findListener, type Listening, noteCaught, noteRefusal } from '../stores/sample-listeners.ts';
import { insertSamples, roomForSamples } from '../stores/samples.ts';
import type { Database } from '../stores/schema.ts';
import { signingSecretsPlace, type Vault } from '../vault/vault.ts';
import { cleanSample, sampleName } from './clean-sample.ts';

/** Before every token of an address that waits for a sample, so that other addresses are not looked for here. */
export const LISTENER_PREFIX = 'sample_';

const taken: WebhookAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"accepted":true,"sample":true}',
};

/** Takes the delivery that somebody waits for: judged as the flow's own would be, kept as samples, and never run. */
export class SampleCatcher {
  private readonly db: Kysely<Database>;
  private readonly pool: Pool;
  private readonly vault: Vault;
  private readonly registry: ConnectorRegistry;

  constructor({ pool, vault, registry }: { pool: Pool; vault: Vault; registry: ConnectorRegistry }) {
    this.db = openDatabase(pool);
    this.pool = pool;
    this.vault = vault;
    this.registry = registry;
  }

  /** @throws Failure as the intake's `take` */
  async take(token: string, delivery: RawDelivery): Promise<WebhookAnswer> {
    const listening = await findListener(this.db, tokenHash(token));
    if (listening === undefined) throw new Failure('missing', 'intake.unknownAddress');
    try {
      return await this.catch(listening, delivery);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.kind !== 'bug') await noteRefusal(this.db, listening.id, failure.toData());
      throw thrown;
    }
  }

  private async catch(listening: Listening, received: RawDelivery): Promise<WebhookAnswer> {
    const { id, workspaceId, flowId, node, by } = listening;
    const judge = this.judgeOf(listening);
    const delivery = judgeDelivery(judge, received);
    const challenge = judge.webhook.challenge?.(delivery);
    if (challenge !== undefined) return challenge;
    const items = await readDelivery(judge, delivery, { pool: this.pool, workspaceId });
    const answer = judge.webhook.accepted ?? taken;
    // A vendor's test delivery may bring nothing: the next one is waited for.
    if (items.length === 0) return answer;
    const cleaned = items.map(({ data }) => ({ name: sampleName(data), data: cleanSample(data, judge.secrets) }));
    await this.db.transaction().execute(async (tx) => {
      if (!(await endListening(tx, id))) throw new Failure('missing', 'intake.unknownAddress');
      const room = Math.max(1, await roomForSamples(tx, workspaceId, flowId, node));
      const kept = { flowId, node, origin: 'webhook' as const, by, items: cleaned.slice(0, room) };
      const samples = await insertSamples(tx, workspaceId, kept);
      await noteCaught(
        tx,
        id,
        samples.map((sample) => sample.id),
      );
    });
    return answer;
  }

  private judgeOf({ uses, config, connectionId, signingSecrets, workspaceId }: Listening): Judge {
    const connector = this.registry[uses.split('/')[0] ?? ''];
    const webhook = triggerOf(this.registry, uses)?.webhook;
    if (connector === undefined || webhook === undefined) throw new Failure('missing', 'intake.unknownAddress');
    const sealed = connectionId !== undefined && signingSecrets !== undefined;
    const secrets: string[] = sealed
      ? JSON.parse(this.vault.openSecret(signingSecrets, signingSecretsPlace(workspaceId, connectionId)))
      : [];
    return { connector, webhook: webhook as Judge['webhook'], config, secrets };
  }
}
