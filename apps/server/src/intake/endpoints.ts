import type { Connector, ConnectorRegistry, WebhookTrigger } from '@raccord/contract';
import type { Pool } from 'pg';
import { findWebhook, type WebhookRow } from '../stores/engine/find-webhook.ts';
import { signingSecretsPlace, subscriptionPlace, type Vault } from '../vault/vault.ts';

/** A webhook's address, with all that is needed to judge a delivery. */
export type Endpoint = WebhookRow & {
  connector: Connector;
  webhook: WebhookTrigger<Record<string, unknown>>;
  secrets: string[];
};

/** An address is looked up again after this, or as soon as anything is said to have changed. */
const FRESH_MS = 5_000;
const MOST = 5_000;

/** Addresses in service, by their token. Remembers unknown ones too, so that guessing does not reach the database each time. */
export class Endpoints {
  private readonly known = new Map<string, { endpoint: Promise<Endpoint | undefined>; at: number }>();
  private readonly pool: Pool;
  private readonly vault: Vault;
  private readonly registry: ConnectorRegistry;

  constructor(pool: Pool, vault: Vault, registry: ConnectorRegistry) {
    this.pool = pool;
    this.vault = vault;
    this.registry = registry;
  }

  find(token: string): Promise<Endpoint | undefined> {
    const known = this.known.get(token);
    if (known !== undefined && performance.now() - known.at < FRESH_MS) return known.endpoint;
    const endpoint = this.read(token);
    endpoint.catch(() => this.known.delete(token));
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(token, { endpoint, at: performance.now() });
    return endpoint;
  }

  forget(): void {
    this.known.clear();
  }

  private async read(token: string): Promise<Endpoint | undefined> {
    const row = await findWebhook(this.pool, token);
    if (row === undefined) return undefined;
    const [connectorId = '', triggerId = ''] = row.uses.split('/');
    const connector = this.registry[connectorId];
    const webhook = connector?.triggers[triggerId]?.webhook;
    if (connector === undefined || webhook === undefined) return undefined;
    const { connectionId, signingSecrets, subscriptionSecrets, workspaceId } = row;
    const sealed = connectionId !== undefined && signingSecrets !== undefined;
    const secrets: string[] = sealed
      ? JSON.parse(this.vault.openSecret(signingSecrets, signingSecretsPlace(workspaceId, connectionId)))
      : [];
    const ofSubscriptions = subscriptionSecrets.map(({ id, secret }) =>
      this.vault.openSecret(secret, subscriptionPlace(workspaceId, id)),
    );
    const all = [...ofSubscriptions, ...secrets];
    return { ...row, connector, webhook: webhook as Endpoint['webhook'], secrets: all };
  }
}
