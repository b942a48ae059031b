import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { refusedWith, slackWrite } from '../client.ts';
import { channelField, contentFields, escaped, MessagePlace, messageTs, strict } from '../fields.ts';

const place = { channel: channelField, ts: messageTs('Message', 'Message') };

export const updateMessage = defineAction({
  id: 'update-message',
  version: 1,
  title: { en: 'Change a message', fr: 'Modifier un message' },
  description: {
    en: 'Replaces what a message of this app says. Done again it says the same.',
    fr: 'Remplace le contenu d’un message de cette application. Refait, il dit la même chose.',
  },
  input: Type.Object({ ...place, ...contentFields }, strict),
  output: MessagePlace,
  effect: 'upsert',
  scopes: ['chat:write'],
  async run(context, { channel, ts, text, allowMentions, blocks }) {
    const said = allowMentions === true ? text : escaped(text);
    // Without blocks, those that are there would stay and be shown instead of the text.
    await slackWrite(context, 'chat.update', { channel, ts, text: said, blocks: blocks ?? [] });
    return { channel, ts };
  },
  writes: { object: 'message' },
});

export const deleteMessage = defineAction({
  id: 'delete-message',
  version: 1,
  title: { en: 'Delete a message', fr: 'Supprimer un message' },
  description: {
    en: 'Takes a message of this app away. One that is gone already is no failure.',
    fr: 'Retire un message de cette application. S’il n’existe déjà plus, ce n’est pas un échec.',
  },
  input: Type.Object(place, strict),
  output: MessagePlace,
  effect: 'upsert',
  scopes: ['chat:write'],
  async run(context, { channel, ts }) {
    try {
      await slackWrite(context, 'chat.delete', { channel, ts });
    } catch (error) {
      if (!refusedWith(error, 'message_not_found')) throw error;
    }
    return { channel, ts };
  },
  writes: { object: 'message' },
});

export const addReaction = defineAction({
  id: 'add-reaction',
  version: 1,
  title: { en: 'Add an emoji to a message', fr: 'Ajouter un emoji à un message' },
  description: {
    en: 'Puts an emoji on a message. One that is there already is no failure.',
    fr: 'Met un emoji sur un message. S’il y est déjà, ce n’est pas un échec.',
  },
  input: Type.Object(
    {
      ...place,
      emoji: Type.String({
        pattern: "^[a-z0-9_+'-]{1,100}$",
        ...told('Emoji', 'Its name without colons, e.g. `tada`.', 'Emoji', 'Son nom sans deux-points, par ex. `tada`.'),
      }),
    },
    strict,
  ),
  output: MessagePlace,
  effect: 'upsert',
  scopes: ['reactions:write'],
  async run(context, { channel, ts, emoji }) {
    try {
      await slackWrite(context, 'reactions.add', { channel, timestamp: ts, name: emoji });
    } catch (error) {
      if (!refusedWith(error, 'already_reacted')) throw error;
    }
    return { channel, ts };
  },
  writes: { object: 'message', field: () => ['reactions'] },
});
