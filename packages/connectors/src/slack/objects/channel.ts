import type { ConnectorContext } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { refusedWith, slackPages, slackRead } from '../client.ts';
import { channelField, strict } from '../fields.ts';
import { objectEvents } from '../triggers/object-events.ts';

export const Channel = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  is_archived: Type.Optional(Type.Boolean()),
  is_private: Type.Optional(Type.Boolean()),
  is_member: Type.Optional(Type.Boolean({ description: 'Whether the app is in it.' })),
  created: Type.Optional(Type.Integer({ description: 'Seconds since 1970.' })),
  creator: Type.Optional(Type.String()),
  num_members: Type.Optional(Type.Integer()),
});
export type SlackChannel = Static<typeof Channel>;

const PAGE = 200;
const PAGES = 20;

/** Pages of channels, private ones as far as the app may see any. */
export async function* allChannels(
  context: ConnectorContext,
  { archived = true }: { archived?: boolean } = {},
): AsyncGenerator<SlackChannel[]> {
  const query = { limit: PAGE, exclude_archived: !archived };
  const pages = (types: string) =>
    slackPages<SlackChannel, 'channels'>(context, 'conversations.list', {
      key: 'channels',
      query: { ...query, types },
      mostPages: PAGES,
    });
  try {
    yield* pages('public_channel,private_channel');
  } catch (error) {
    // Slack refuses the whole call for want of one right, at its first page.
    if (!refusedWith(error, 'missing_scope')) throw error;
    yield* pages('public_channel');
  }
}

const find = defineOperation({
  description: {
    en: 'Gives the channel with this name, or an empty object if the app sees none.',
    fr: 'Donne le canal qui porte ce nom, ou un objet vide si l’application n’en voit aucun.',
  },
  input: Type.Object(
    {
      name: Type.String({
        minLength: 1,
        maxLength: 80,
        ...told('Name', 'With or without `#`.', 'Nom', 'Avec ou sans `#`.'),
      }),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['channels:read', 'groups:read'],
  async run(context, { name }) {
    const wanted = name.replace(/^#/, '').toLowerCase();
    for await (const page of allChannels(context)) {
      const found = page.find((channel) => channel.name === wanted);
      if (found !== undefined) return found;
    }
    return {};
  },
});

const get = defineOperation({
  description: { en: 'Gives a channel as it stands now.', fr: 'Donne un canal dans son état actuel.' },
  input: Type.Object({ id: channelField }, strict),
  effect: 'read',
  scopes: ['channels:read', 'groups:read'],
  run: async (context, { id }) =>
    (await slackRead<{ channel: SlackChannel }>(context, 'conversations.info', { channel: id })).channel,
});

export const channel = defineObject({
  id: 'channel',
  title: { en: 'Channel', fr: 'Canal' },
  one: { en: 'a channel', fr: 'un canal' },
  schema: Channel,
  sample: { id: 'C024BE91L', name: 'ventes', is_archived: false, created: 1763625600, creator: 'U024BE7LH' },
  identity: { id: 'id', createdAt: 'created', match: ['name'] },
  operations: {
    list: objectEvents({
      channel_created: { change: 'created' },
      channel_rename: { change: 'updated' },
      channel_archive: { change: 'updated', also: { is_archived: true } },
      channel_unarchive: { change: 'updated', also: { is_archived: false } },
      channel_deleted: { change: 'deleted' },
    }),
    find,
    get,
  },
});
