import type { ConnectorRegistry, Endpoints } from '@raccord/contract';
import { createSandbox, type SandboxConnection, sandboxConnections } from '@raccord/sandbox';
import { mailConnection, startMailStandIn } from '@raccord/sandbox/mail/stand-in';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { changeConnection, createConnection, type FilledConnection } from '../connections/save-connection.ts';
import { listConnections } from '../stores/connections.ts';
import { webhookAddresses } from '../stores/engine/webhook-addresses.ts';
import { createEnvironment, listEnvironments } from '../stores/environments.ts';
import type { Database } from '../stores/schema.ts';
import { readSetting, writeSetting } from '../stores/settings.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';
import type { Vault } from '../vault/vault.ts';

export const SANDBOX_ENVIRONMENT = 'sandbox';
const BY = 'raccord';
/** What flows read as `env` in the sandbox; the channel exists in the Slack stand-in. */
const variables = { salesChannel: 'C0VENTES001', supportChannel: 'C0SUPPORT01' };

type Tools = { db: Kysely<Database>; vault: Vault; registry: ConnectorRegistry; publicUrl: string; log: Logger };

type StandIn = Omit<SandboxConnection, 'endpoints'> & { endpoints: Partial<Endpoints> };

export type RunningSandbox = {
  /** Where the stand-ins and their control API listen. */
  address: string;
  /** How the addresses of connections to the stand-ins begin. */
  origins: readonly string[];
  /** Tells the stand-ins the webhook addresses of the flows that are in service in the sandbox, as a person would in a vendor's console. */
  register(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Starts the stand-ins, and makes the environment `sandbox` with a connection to each, so that every template runs at once with no
 * account anywhere. Made once; afterwards only the addresses follow. What people changed in it stays.
 */
export async function startSandbox(tools: Tools): Promise<RunningSandbox> {
  const { db, log } = tools;
  const mail = await startMailStandIn();
  const sandbox = await createSandbox({ mail: mail.state });
  const wanted = Number((await readSetting(db, 'sandbox.port')) ?? 0);
  const address = await sandbox.listen({ port: wanted }).catch(() => sandbox.listen({ port: 0 }));
  await writeSetting(db, 'sandbox.port', new URL(address).port);
  const ofMail = mailConnection(mail);
  await seed(tools, { ...sandboxConnections(address), mail: ofMail });
  const register = async () => {
    for (const url of await webhookAddresses(db, DEFAULT_WORKSPACE, SANDBOX_ENVIRONMENT, 'stripe', tools.publicUrl)) {
      const response = await fetch(`${address}/_sandbox/stripe/webhook-endpoints`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url }),
      });
      if (!response.ok)
        log.warn({ url, status: response.status }, 'the Stripe stand-in did not take the webhook address');
    }
  };
  await register();
  const close = async () => {
    await mail.close();
    await sandbox.close();
  };
  return { address, origins: [address, ...Object.values(ofMail.endpoints)], register, close };
}

async function seed({ db, vault, registry }: Tools, standIns: Readonly<Record<string, StandIn>>): Promise<void> {
  const by = { workspaceId: DEFAULT_WORKSPACE, by: BY };
  const known = (await listEnvironments(db, DEFAULT_WORKSPACE)).find((each) => each.name === SANDBOX_ENVIRONMENT);
  const environment =
    known ??
    (await createEnvironment(db, DEFAULT_WORKSPACE, { name: SANDBOX_ENVIRONMENT, colour: 'violet', variables }));
  const existing = await listConnections(db, DEFAULT_WORKSPACE, { environmentId: environment.id });
  for (const [connector, standIn] of Object.entries(standIns)) {
    const title = registry[connector]?.title.en;
    // A stand-in for what this server has no connector for is of no use to it.
    if (title === undefined) continue;
    const name = `${title} (sandbox)`;
    const found = existing.find((each) => each.connector === connector && each.name === name);
    if (found === undefined)
      await createConnection({ db, vault, registry }, by, {
        connector,
        environment: environment.id,
        name,
        ...filled(standIn),
      });
    else if (addressesOf(found.endpoints) !== addressesOf(standIn.endpoints))
      await changeConnection({ db, vault, registry }, by, found.id, { endpoints: filled(standIn).endpoints });
  }
}

const addressesOf = (endpoints: object) => JSON.stringify(Object.entries(endpoints).sort());

function filled({ endpoints, credentials, settings, signingSecrets }: StandIn): Omit<FilledConnection, 'name'> {
  return { endpoints, credentials, settings, ...(signingSecrets.length === 0 ? {} : { signingSecrets }) };
}
