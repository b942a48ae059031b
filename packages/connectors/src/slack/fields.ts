import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

// Fields that the forms of several actions and triggers have in common.

export const strict = { additionalProperties: false };

const channelTold = told(
  'Channel',
  'Id of the channel, `C…`, at the bottom of its details; names change, ids do not.',
  'Canal',
  'Identifiant du canal, `C…`, en bas de ses détails ; les noms changent, pas les identifiants.',
);

export const channelField = Type.String({ pattern: '^[CDG][A-Z0-9]{1,30}$', choices: 'channel', ...channelTold });

/** For triggers: only what happens there. */
export const onlyChannel = Type.Optional(
  Type.String({
    pattern: '^[CDG][A-Z0-9]{1,30}$',
    choices: 'channel',
    ...told(
      'Channel',
      'Only what happens in this one; absent: everywhere the app is.',
      'Canal',
      'Seulement ce qui s’y passe ; absent : partout où se trouve l’application.',
    ),
  }),
);

export const messageTs = (titleEn: string, titleFr: string) =>
  Type.String({
    pattern: '^\\d+\\.\\d+$',
    ...told(
      titleEn,
      '`ts` of the message: what names it in its channel.',
      titleFr,
      '`ts` du message : ce qui le désigne dans son canal.',
    ),
  });

export const threadField = Type.Optional(
  Type.String({
    pattern: '^\\d+\\.\\d+$',
    ...told('Thread', '`ts` of the message to answer to.', 'Fil', '`ts` du message auquel répondre.'),
  }),
);

/** What a message is made of. */
export const contentFields = {
  text: Type.String({
    minLength: 1,
    maxLength: 40_000,
    ...told(
      'Text',
      'The message; with blocks, what notifications show instead of them.',
      'Texte',
      'Le message ; avec des blocs, ce que les notifications montrent à leur place.',
    ),
  }),
  allowMentions: Type.Optional(
    Type.Boolean({
      default: false,
      ...told(
        'Links and mentions',
        'Let `<…>` in the text make links and call people. Leave it off when the text comes from outside.',
        'Liens et mentions',
        'Laisser `<…>` dans le texte faire des liens et appeler des personnes. À éviter quand le texte vient de l’extérieur.',
      ),
    }),
  ),
  blocks: Type.Optional(
    Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      maxItems: 50,
      ...told(
        'Blocks',
        'Layout as made in Slack’s Block Kit Builder.',
        'Blocs',
        'Mise en page telle que faite dans le Block Kit Builder de Slack.',
      ),
    }),
  ),
};

/** Slack's three special characters; everything else, `*bold*` included, stays as it is. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export const MessagePlace = Type.Object({
  channel: Type.String({ description: 'Id of the channel.' }),
  ts: Type.String({ description: 'Names the message in its channel; always text.' }),
});
