import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { eventTrigger } from './event-trigger.ts';

const text = (description?: string) => Type.Optional(Type.String(description === undefined ? {} : { description }));
const about = {
  event_id: Type.String(),
  event_time: Type.Integer({ description: 'Seconds since 1970.' }),
  team_id: Type.String(),
};
const aboutSample = { event_id: 'Ev08MFMKH6', event_time: 1763625702, team_id: 'T9TK3CUKW' };
const files = Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown())));

const Message = Type.Object({
  type: Type.String(),
  subtype: text(),
  channel: Type.String({ description: 'Id of the channel.' }),
  user: text('Id of who wrote it.'),
  text: text('With Slack’s marks: `<@U…>` is a person, `<https://…|text>` a link.'),
  ts: Type.String({ description: 'Names the message in its channel; always text.' }),
  thread_ts: text('`ts` of the message it answers to.'),
  files,
  ...about,
});
const message = {
  type: 'message',
  channel: 'C024BE91L',
  user: 'U024BE7LH',
  text: 'Bonjour, qui suit le dossier Dupont ?',
  ts: '1763625702.000300',
  ...aboutSample,
};

const Changed = Type.Object({
  type: Type.String(),
  subtype: text(),
  channel: Type.String({ description: 'Id of the channel.' }),
  ts: text(),
  message: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'As it is now.' })),
  previous_message: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'As it was.' })),
  deleted_ts: text('`ts` of the message that is gone.'),
  ...about,
});

const Reaction = Type.Object({
  type: Type.String(),
  user: Type.String({ description: 'Id of who reacted.' }),
  reaction: Type.String({ description: 'Name of the emoji, without colons.' }),
  item_user: text('Id of who wrote the message.'),
  item: Type.Object({ type: Type.String(), channel: text(), ts: text() }),
  ...about,
});
const reaction = {
  type: 'reaction_added',
  user: 'U024BE7LH',
  reaction: 'white_check_mark',
  item_user: 'U0G9QF9C6',
  item: { type: 'message', channel: 'C024BE91L', ts: '1763625702.000300' },
  ...aboutSample,
};

const Member = Type.Object({
  type: Type.String(),
  user: Type.String({ description: 'Id of the person.' }),
  channel: Type.String({ description: 'Id of the channel.' }),
  inviter: text('Id of who invited.'),
  ...about,
});
const member = { type: 'member_joined_channel', user: 'U024BE7LH', channel: 'C024BE91L', ...aboutSample };

const Shared = Type.Object({
  type: Type.String(),
  file_id: Type.String({ description: 'Id of the file at Slack.' }),
  user_id: text('Id of who shared it.'),
  channel_id: text('Id of the channel.'),
  ...about,
});

const Any = Type.Object({ type: Type.String(), ...about });

const emoji = Type.Optional(
  Type.String({
    pattern: "^[a-z0-9_+'-]{1,100}$",
    ...told(
      'Emoji',
      'Only this one, its name without colons, e.g. `white_check_mark`.',
      'Emoji',
      'Seulement celui-ci, son nom sans deux-points, par ex. `white_check_mark`.',
    ),
  }),
);

/** What messages are besides; only these say something new. */
const speaking = new Set<unknown>([undefined, 'bot_message', 'file_share', 'me_message', 'thread_broadcast']);

const triggers = [
  eventTrigger({
    id: 'message-posted',
    title: { en: 'Message posted', fr: 'Message publié' },
    description: {
      en: 'Fires for each new message where the app is a member, answers in threads included.',
      fr: 'Se déclenche à chaque nouveau message là où l’application est membre, réponses dans les fils comprises.',
    },
    output: Message,
    sample: message,
    scopes: ['channels:history', 'groups:history', 'im:history'],
    config: {
      threads: Type.Optional(
        Type.Enum(
          ['all', 'starts', 'answers'],
          told(
            'Threads',
            'All messages, only those that start a thread, or only answers in threads.',
            'Fils',
            'Tous les messages, seulement ceux qui ouvrent un fil, ou seulement les réponses dans les fils.',
          ),
        ),
      ),
    },
    fits: ({ type, subtype, thread_ts, ts }, { threads }) => {
      if (type !== 'message' || !speaking.has(subtype)) return false;
      const answer = thread_ts !== undefined && thread_ts !== ts;
      return threads === 'starts' ? !answer : threads === 'answers' ? answer : true;
    },
  }),
  eventTrigger({
    id: 'message-changed',
    title: { en: 'Message changed', fr: 'Message modifié' },
    description: {
      en: 'Fires when a message is changed; both versions are in it.',
      fr: 'Se déclenche quand un message est modifié ; les deux versions y figurent.',
    },
    output: Changed,
    sample: {
      type: 'message',
      subtype: 'message_changed',
      channel: 'C024BE91L',
      ts: '1763625710.000100',
      message: { text: 'Dossier Dupont : clos', ts: '1763625702.000300', user: 'U024BE7LH' },
      previous_message: { text: 'Dossier Dupont', ts: '1763625702.000300', user: 'U024BE7LH' },
      ...aboutSample,
    },
    fits: ({ type, subtype }) => type === 'message' && subtype === 'message_changed',
  }),
  eventTrigger({
    id: 'message-deleted',
    title: { en: 'Message deleted', fr: 'Message supprimé' },
    description: {
      en: 'Fires when a message is taken away.',
      fr: 'Se déclenche quand un message est retiré.',
    },
    output: Changed,
    sample: {
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C024BE91L',
      ts: '1763625710.000100',
      deleted_ts: '1763625702.000300',
      ...aboutSample,
    },
    fits: ({ type, subtype }) => type === 'message' && subtype === 'message_deleted',
  }),
  eventTrigger({
    id: 'app-mentioned',
    title: { en: 'App mentioned', fr: 'Application mentionnée' },
    description: {
      en: 'Fires when somebody calls the app by its name in a message.',
      fr: 'Se déclenche quand quelqu’un appelle l’application par son nom dans un message.',
    },
    output: Message,
    sample: { ...message, type: 'app_mention', text: '<@U0KRQLJ9H> statut 42' },
    scopes: ['app_mentions:read'],
    fits: ({ type }) => type === 'app_mention',
  }),
  eventTrigger({
    id: 'reaction-added',
    title: { en: 'Emoji added', fr: 'Emoji ajouté' },
    description: {
      en: 'Fires when somebody puts an emoji on a message.',
      fr: 'Se déclenche quand quelqu’un met un emoji sur un message.',
    },
    output: Reaction,
    sample: reaction,
    scopes: ['reactions:read'],
    config: { emoji },
    fits: ({ type, reaction: name }, { emoji: only }) =>
      type === 'reaction_added' && (only === undefined || name === only),
  }),
  eventTrigger({
    id: 'reaction-removed',
    title: { en: 'Emoji removed', fr: 'Emoji retiré' },
    description: {
      en: 'Fires when somebody takes an emoji off a message.',
      fr: 'Se déclenche quand quelqu’un retire un emoji d’un message.',
    },
    output: Reaction,
    sample: { ...reaction, type: 'reaction_removed' },
    scopes: ['reactions:read'],
    config: { emoji },
    fits: ({ type, reaction: name }, { emoji: only }) =>
      type === 'reaction_removed' && (only === undefined || name === only),
  }),
  eventTrigger({
    id: 'member-joined',
    title: { en: 'Person joined a channel', fr: 'Personne arrivée dans un canal' },
    description: {
      en: 'Fires when somebody becomes a member of a channel.',
      fr: 'Se déclenche quand quelqu’un devient membre d’un canal.',
    },
    output: Member,
    sample: member,
    scopes: ['channels:read', 'groups:read'],
    fits: ({ type }) => type === 'member_joined_channel',
  }),
  eventTrigger({
    id: 'member-left',
    title: { en: 'Person left a channel', fr: 'Personne partie d’un canal' },
    description: {
      en: 'Fires when somebody leaves a channel or is removed.',
      fr: 'Se déclenche quand quelqu’un quitte un canal ou en est retiré.',
    },
    output: Member,
    sample: { ...member, type: 'member_left_channel' },
    scopes: ['channels:read', 'groups:read'],
    fits: ({ type }) => type === 'member_left_channel',
  }),
  eventTrigger({
    id: 'file-shared',
    title: { en: 'File shared', fr: 'Fichier partagé' },
    description: {
      en: 'Fires when somebody shares a file; only its id is in it.',
      fr: 'Se déclenche quand quelqu’un partage un fichier ; seul son identifiant y figure.',
    },
    output: Shared,
    sample: {
      type: 'file_shared',
      file_id: 'F123ABC456',
      user_id: 'U024BE7LH',
      channel_id: 'C024BE91L',
      ...aboutSample,
    },
    scopes: ['files:read'],
    fits: ({ type, channel_id }, { channel }) =>
      type === 'file_shared' && (channel === undefined || channel === channel_id),
  }),
  eventTrigger({
    id: 'event-received',
    title: { en: 'Any event', fr: 'Tout événement' },
    description: {
      en: 'Fires for whatever the app is subscribed to. A Slack app has one address for its events: take this one to serve several purposes from one flow.',
      fr: 'Se déclenche pour tout ce à quoi l’application est abonnée. Une application Slack n’a qu’une adresse : prenez celui-ci pour servir plusieurs usages depuis un seul flux.',
    },
    output: Any,
    sample: message,
    config: {
      types: Type.Optional(
        Type.Array(Type.String({ pattern: '^[a-z_]+$' }), {
          maxItems: 50,
          ...told(
            'Kinds',
            'Only these, by Slack’s names, e.g. `reaction_added`.',
            'Sortes',
            'Seulement celles-ci, sous leurs noms chez Slack, par ex. `reaction_added`.',
          ),
        }),
      ),
    },
    fits: ({ type }, { types }) => types === undefined || (types as string[]).includes(type),
  }),
];

export const eventTriggers = Object.fromEntries(triggers.map((trigger) => [trigger.id, trigger]));
