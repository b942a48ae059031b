import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { inFolder, locate, withImap } from '../imap.ts';
import { placeFields } from '../place-fields.ts';

const Keyword = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_$.-]+$' });

export const mark = defineAction({
  id: 'mark',
  version: 1,
  title: { en: 'Mark a mail', fr: 'Marquer un courrier' },
  description: {
    en: 'Marks a mail as read, flagged, or with keywords of your own.',
    fr: 'Marque un courrier comme lu, signalé, ou avec vos propres mots-clés.',
  },
  input: Type.Object(
    {
      ...placeFields,
      seen: Type.Optional(Type.Boolean(told('Read', 'Whether it counts as read.', 'Lu', 'S’il compte comme lu.'))),
      flagged: Type.Optional(
        Type.Boolean(told('Flagged', 'Whether it carries the flag.', 'Signalé', 'S’il porte le drapeau.')),
      ),
      add: Type.Optional(
        Type.Array(Keyword, {
          maxItems: 20,
          ...told('Keywords to add', 'e.g. `Filed`.', 'Mots-clés à ajouter', 'Par ex. `Classe`.'),
        }),
      ),
      remove: Type.Optional(
        Type.Array(Keyword, {
          maxItems: 20,
          ...told('Keywords to remove', 'e.g. `Filed`.', 'Mots-clés à retirer', 'Par ex. `Classe`.'),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ uid: Type.Integer(), flags: Type.Array(Type.String()) }),
  effect: 'upsert',
  writes: { object: 'message' },
  run: (context, asked) =>
    withImap(context, { changes: true }, (client) =>
      inFolder(client, asked.folder, async (folder) => {
        const uid = await locate(client, folder, asked);
        if (uid === undefined)
          throw new Failure('missing', 'mail.noMessage', { folder: asked.folder, message: asked.messageId });
        const { seen, flagged, add = [], remove = [] } = asked;
        const on = [...(seen === true ? ['\\Seen'] : []), ...(flagged === true ? ['\\Flagged'] : []), ...add];
        const off = [...(seen === false ? ['\\Seen'] : []), ...(flagged === false ? ['\\Flagged'] : []), ...remove];
        if (on.length > 0) await client.messageFlagsAdd(String(uid), on, { uid: true });
        if (off.length > 0) await client.messageFlagsRemove(String(uid), off, { uid: true });
        const now = await client.fetchOne(String(uid), { flags: true }, { uid: true });
        return { uid, flags: now === false ? [] : [...(now.flags ?? [])] };
      }),
    ),
});
