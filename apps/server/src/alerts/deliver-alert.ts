import { createHmac } from 'node:crypto';
import { statusFailure } from '@raccord/connectors/shared/http/status-table';
import { type ActionContext, type ConnectorRegistry, Failure, toFailure } from '@raccord/contract';
import { redactedFailure } from '@raccord/runtime/engine/redacted-json';
import type { AlertPort, ConnectionPort } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { happened } from '../happenings.ts';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { type ClaimedDelivery, claimDelivery, endDelivery } from '../stores/alerts/alert-deliveries.ts';
import { getIncident, readNames } from '../stores/alerts/alert-incidents.ts';
import { persistently } from '../stores/engine/persistently.ts';
import { alertChannelPlace, type Vault } from '../vault/vault.ts';
import { connectorOf } from './channel-target.ts';
import { type Alert, composeAlert } from './compose-alert.ts';

type Tools = {
  pool: Pool;
  vault: Vault;
  registry: ConnectorRegistry;
  connections: Pick<ConnectionPort, 'open'>;
  secrets: KnownSecrets;
};

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;
const HELD_WAIT_MS = 30_000;
/** What could not be told for so long is given up; it stays on the screen, and a person may send it again. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

/** Tells people. Each message is told once: what may have arrived is looked for first, and where that cannot be, left to a person. */
export function createAlertPort(tools: Tools): AlertPort {
  return {
    async deliver(id, signal) {
      const claimed = await claimDelivery(tools.pool, id, Date.now());
      if (claimed === undefined) return;
      try {
        await deliver(tools, claimed, signal);
        await persistently(() => endDelivery(tools.pool, claimed, { state: 'sent' }));
        happened('alerted', { state: 'sent' });
      } catch (thrown) {
        await failed(tools, claimed, toFailure(thrown));
      }
    },
  };
}

async function deliver(tools: Tools, claimed: ClaimedDelivery, signal: AbortSignal): Promise<void> {
  const { pool } = tools;
  const { workspaceId, target, channel, language, address } = claimed;
  const incidents = await Promise.all(
    claimed.tells.map(({ incidentId }) => getIncident(pool, workspaceId, incidentId)),
  );
  const tells = claimed.tells.map(({ stage }, index) => ({ stage, incident: incidents[index]! }));
  const names = await readNames(pool, workspaceId);
  const alert = composeAlert(tells, { channel, language, address, names });
  const context = await open(tools, claimed, signal);
  if (target.kind === 'webhook') return post(tools, claimed, context, target.url, alert);
  const mail = { from: target.kind === 'mail' ? target.from : '', to: target.kind === 'mail' ? target.to : [] };
  const { uses, input } =
    target.kind === 'mail'
      ? { uses: 'send', input: { ...mail, subject: alert.subject, text: alert.text } }
      : { uses: 'post-message', input: { channel: target.channel, text: alert.text } };
  const action = tools.registry[connectorOf[target.kind]]?.actions[uses];
  if (action === undefined) throw new Failure('config', 'engine.unknownConnector', { connector: target.kind });
  if (claimed.begun) {
    if (action.effect !== 'readback') throw new Failure('transient', 'alert.unclear', {}, { uncertain: true });
    if ((await action.readback?.(context, input)) !== undefined) return;
  }
  await action.run(context, input);
}

async function open({ connections }: Tools, claimed: ClaimedDelivery, signal: AbortSignal): Promise<ActionContext> {
  const { target, connectionId, channel, workspaceId, id, begun } = claimed;
  if (connectionId === null && target.kind !== 'webhook')
    throw new Failure('config', 'alert.noConnection', { channel });
  const connectorId = connectorOf[target.kind];
  const wanted = { connectorId, connectionId: connectionId ?? undefined, workspaceId, queue: 'live' as const };
  const opened = await connections.open(wanted, signal);
  if (opened.held) throw new Failure('transient', 'engine.connectionHeld', { flow: channel });
  return { ...opened.context, idempotencyKey: `alert-${id}`, mayHaveRun: begun, marker: `raccord:alert-${id}` };
}

/** Standard Webhooks: those who care check the signature, and take each `webhook-id` once. */
async function post(
  { vault, secrets }: Tools,
  { secret, workspaceId, channelId }: ClaimedDelivery,
  { http, idempotencyKey: id }: ActionContext,
  url: string,
  alert: Alert,
): Promise<void> {
  const key = vault.openSecret(secret ?? '', alertChannelPlace(workspaceId, channelId));
  secrets.learn([key]);
  const seconds = String(Math.floor(Date.now() / 1_000));
  const text = JSON.stringify({ type: alert.data.type, timestamp: new Date().toISOString(), data: alert.data.data });
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', bytes).update(`${id}.${seconds}.${text}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  };
  const response = await http.request({ method: 'POST', url, headers, text, maxBytes: 1_048_576 });
  if (response.status >= 200 && response.status < 300) return;
  throw statusFailure({ response, method: 'POST', from: URL.parse(url)?.host ?? '' });
}

async function failed({ pool, secrets }: Tools, claimed: ClaimedDelivery, thrown: Failure): Promise<void> {
  const held = thrown.code === 'engine.connectionHeld';
  // Nothing keeps a mail single: what may have left is not sent a second time by itself.
  const unclear = thrown.uncertain && claimed.target.kind === 'mail';
  const failure = unclear ? new Failure('transient', 'alert.unclear', {}, { uncertain: true }) : thrown;
  const givenUp = claimed.stage === 'test' || Date.now() - claimed.createdAt.getTime() > GIVEN_UP_AFTER_MS;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(claimed.tries, 20), LONGEST_WAIT_MS);
  const againMs = held ? HELD_WAIT_MS : Math.max(wait, failure.retryAfterMs ?? 0);
  const told = redactedFailure(failure.toData(), secrets.redact);
  const state = unclear ? 'unclear' : givenUp ? 'failed' : 'waiting';
  await persistently(() => endDelivery(pool, claimed, { state, failure: told, againMs, counts: !held }));
  happened('alerted', { state });
}
