import { randomBytes } from 'node:crypto';
import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import Type, { type Static } from 'typebox';
import { connectorOf } from '../../alerts/channel-target.ts';
import type { Deps } from '../../deps.ts';
import {
  deleteAlertChannel,
  getAlertChannel,
  listAlertChannels,
  putAlertChannel,
} from '../../stores/alerts/alert-channels.ts';
import { getConnection } from '../../stores/connections.ts';
import { recordEvent } from '../../stores/events.ts';
import { alertChannelPlace } from '../../vault/vault.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { ChannelAnswer, ChannelBody, languageOf, toldChannel } from './alert-body.ts';

export const listChannelsRoute = endpoint({
  method: 'GET',
  url: '/api/alert-channels',
  access: 'viewer',
  summary: 'Where alerts go, and how it went last',
  answer: Type.Object({ channels: Type.Array(ChannelAnswer) }),
  async handle({ deps, principal, request }) {
    const channels = await listAlertChannels(deps.pool, principal.workspaceId);
    return { channels: channels.map((channel) => toldChannel(channel, languageOf(request))) };
  },
});

export const createChannelRoute = endpoint({
  method: 'POST',
  url: '/api/alert-channels',
  access: 'admin',
  summary: 'Make a channel for alerts: mail, Slack or a webhook',
  body: ChannelBody,
  answer: Type.Object({
    channel: ChannelAnswer,
    signingSecret: Type.Union([Type.String(), Type.Null()], {
      description: 'Of a webhook (Standard Webhooks, `whsec_…`); told now and never again.',
    }),
  }),
  async handle({ deps, principal: { workspaceId, label: actor }, body, request }) {
    await mustFit(deps, workspaceId, body);
    const id = uuidv7();
    const secret = body.target.kind === 'webhook' ? `whsec_${randomBytes(32).toString('base64')}` : null;
    const sealed = secret === null ? null : deps.vault.sealSecret(secret, alertChannelPlace(workspaceId, id));
    const channel = await putAlertChannel(deps.pool, { workspaceId, id, secret: sealed }, body);
    await recordEvent(deps.db, { workspaceId, type: 'alert.channel', subject: `alert-channel:${id}`, actor });
    return { channel: toldChannel(channel, languageOf(request)), signingSecret: secret };
  },
});

export const updateChannelRoute = endpoint({
  method: 'PUT',
  url: '/api/alert-channels/:id',
  access: 'admin',
  summary: 'Change a channel; its signing secret stays',
  params: IdParams,
  body: ChannelBody,
  answer: ChannelAnswer,
  async handle({ deps, principal: { workspaceId, label: actor }, params, body, request }) {
    const { id, target } = await getAlertChannel(deps.pool, workspaceId, params.id);
    if (target.kind !== body.target.kind) throw new Failure('config', 'alert.otherKind');
    await mustFit(deps, workspaceId, body);
    const channel = await putAlertChannel(deps.pool, { workspaceId, id, secret: null }, body);
    await recordEvent(deps.db, { workspaceId, type: 'alert.channel', subject: `alert-channel:${id}`, actor });
    return toldChannel(channel, languageOf(request));
  },
});

export const deleteChannelRoute = endpoint({
  method: 'DELETE',
  url: '/api/alert-channels/:id',
  access: 'admin',
  summary: 'Delete a channel; rules that named it tell the others they name',
  params: IdParams,
  async handle({ deps, principal: { workspaceId, label: actor }, params }) {
    const { id, name } = await getAlertChannel(deps.pool, workspaceId, params.id);
    await deleteAlertChannel(deps.pool, workspaceId, id);
    const data = { name, deleted: true };
    await recordEvent(deps.db, { workspaceId, type: 'alert.channel', subject: `alert-channel:${id}`, actor, data });
  },
});

/** @throws Failure config `alert.otherConnection`, missing `server.noConnection` */
async function mustFit(
  { db, registry }: Pick<Deps, 'db' | 'registry'>,
  workspaceId: string,
  { connectionId, target }: Static<typeof ChannelBody>,
): Promise<void> {
  const connector = connectorOf[target.kind];
  const needed = registry[connector]?.title.en ?? connector;
  if (connectionId === null && target.kind === 'webhook') return;
  if (connectionId === null) throw new Failure('config', 'alert.otherConnection', { needed });
  const found = await getConnection(db, workspaceId, connectionId);
  if (found.connector !== connector) throw new Failure('config', 'alert.otherConnection', { needed });
}
