import type { Connector, ConnectorRegistry, WebhookTrigger } from '@raccord/contract';
import type { Pool } from 'pg';
import { findShared, findWebhook, type WebhookRow } from '../stores/engine/find-webhook.ts';
import { signingSecretsPlace, subscriptionPlace, type Vault } from '../vault/vault.ts';
import type { Judge } from './judge-delivery.ts';

/** A webhook's address, with all that is needed to judge a delivery. */
export type Endpoint = WebhookRow & {
  connector: Connector;
  webhook: WebhookTrigger<Record<string, unknown>>;
  secrets: string[];
};

/** A connection's own address: one judgement for all the triggers that listen through it. */
export type SharedAddress = { judge: Judge; listening: Endpoint[] };

/** An address is looked up again after this, or as soon as anything is said to have changed. */
const FRESH_MS = 5_000;
const MOST = 5_000;

/** Addresses in service, by their token. Remembers unknown ones too, so that guessing does not reach the database each time. */
export class Endpoints {
  private readonly known: Known<Endpoint | undefined> = new Map();
  private readonly shared: Known<SharedAddress | undefined> = new Map();
  private readonly pool: Pool;
  private readonly vault: Vault;
  private readonly registry: ConnectorRegistry;

  constructor(pool: Pool, vault: Vault, registry: ConnectorRegistry) {
    this.pool = pool;
    this.vault = vault;
    this.registry = registry;
  }

  find(token: string): Promise<Endpoint | undefined> {
    return remembered(this.known, token, () => this.read(token));
  }

  findShared(token: string): Promise<SharedAddress | undefined> {
    return remembered(this.shared, token, () => this.readShared(token));
  }

  forget(): void {
    this.known.clear();
    this.shared.clear();
  }

  private async read(token: string): Promise<Endpoint | undefined> {
    const row = await findWebhook(this.pool, token);
    return row && this.endpointOf(row);
  }

  private async readShared(token: string): Promise<SharedAddress | undefined> {
    const found = await findShared(this.pool, token);
    if (found === undefined) return undefined;
    const { connection, webhooks } = found;
    const connector = Object.hasOwn(this.registry, connection.connector)
      ? this.registry[connection.connector]
      : undefined;
    const webhook = Object.values(connector?.triggers ?? {}).find((trigger) => trigger.webhook?.shared)?.webhook;
    if (connector === undefined || webhook === undefined) return undefined;
    const listening = webhooks.flatMap((row) => this.endpointOf(row) ?? []).filter((each) => each.webhook.shared);
    const judge = { connector, webhook: webhook as Judge['webhook'], config: {}, secrets: this.secretsOf(connection) };
    return { judge, listening };
  }

  private endpointOf(row: WebhookRow): Endpoint | undefined {
    const [connectorId = '', triggerId = ''] = row.uses.split('/');
    const connector = this.registry[connectorId];
    const webhook = connector?.triggers[triggerId]?.webhook;
    if (connector === undefined || webhook === undefined) return undefined;
    const ofSubscriptions = row.subscriptionSecrets.map(({ id, secret }) =>
      this.vault.openSecret(secret, subscriptionPlace(row.workspaceId, id)),
    );
    const secrets = [...ofSubscriptions, ...this.secretsOf(row)];
    return { ...row, connector, webhook: webhook as Endpoint['webhook'], secrets };
  }

  private secretsOf(row: { workspaceId: string; connectionId?: string; signingSecrets?: string }): string[] {
    const { workspaceId, connectionId, signingSecrets } = row;
    if (connectionId === undefined || signingSecrets === undefined) return [];
    return JSON.parse(this.vault.openSecret(signingSecrets, signingSecretsPlace(workspaceId, connectionId)));
  }
}

type Known<T> = Map<string, { found: Promise<T>; at: number }>;

function remembered<T>(known: Known<T>, token: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(token);
  if (before !== undefined && performance.now() - before.at < FRESH_MS) return before.found;
  const found = read();
  found.catch(() => known.delete(token));
  if (known.size >= MOST) known.clear();
  known.set(token, { found, at: performance.now() });
  return found;
}
