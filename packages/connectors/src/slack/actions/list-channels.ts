import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { strict } from '../fields.ts';
import { allChannels, Channel, type SlackChannel } from '../objects/channel.ts';

export const listChannels = defineAction({
  id: 'list-channels',
  version: 1,
  title: { en: 'List channels', fr: 'Lister les canaux' },
  description: {
    en: 'Gives the channels the app can see, at most 4,000.',
    fr: 'Donne les canaux que l’application voit, 4 000 au plus.',
  },
  input: Type.Object(
    {
      contains: Type.Optional(
        Type.String({
          maxLength: 80,
          ...told('Name contains', 'Without `#`.', 'Le nom contient', 'Sans `#`.'),
        }),
      ),
      archived: Type.Optional(
        Type.Boolean({
          default: false,
          ...told('Archived too', 'Those that are put away.', 'Archivés aussi', 'Ceux qui sont rangés.'),
        }),
      ),
    },
    strict,
  ),
  output: Type.Object({ channels: Type.Array(Channel) }),
  effect: 'read',
  scopes: ['channels:read', 'groups:read'],
  async run(context, { contains = '', archived = false }) {
    const channels: SlackChannel[] = [];
    for await (const page of allChannels(context, { archived })) {
      channels.push(...page.filter(({ name }) => (name ?? '').includes(contains.toLowerCase())));
    }
    return { channels };
  },
});
