import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { findByMessageId, inFolder, locate, withImap } from '../imap.ts';
import { placeFields } from '../place-fields.ts';

export const move = defineAction({
  id: 'move',
  version: 1,
  title: { en: 'Move a mail', fr: 'Déplacer un courrier' },
  description: {
    en: 'Moves a mail to another folder; one that is there already stays.',
    fr: 'Déplace un courrier vers un autre dossier ; s’il y est déjà, il y reste.',
  },
  input: Type.Object(
    {
      ...placeFields,
      to: Type.String({
        minLength: 1,
        maxLength: 500,
        choices: 'folders',
        ...told('To folder', 'It must exist.', 'Vers le dossier', 'Il doit exister.'),
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ folder: Type.String(), uid: Type.Integer() }),
  effect: 'upsert',
  writes: { object: 'message' },
  run: (context, { folder: from, to, ...asked }) =>
    withImap(context, { changes: true }, async (client) => {
      const moved = await inFolder(client, from, async (folder) => {
        const uid = await locate(client, folder, asked);
        return uid !== undefined && (await client.messageMove(String(uid), to, { uid: true })) !== false;
      });
      const there = await inFolder(client, to, () => findByMessageId(client, asked.messageId));
      if (there !== undefined) return { folder: to, uid: there };
      if (moved) throw new Failure('transient', 'mail.unclear', { host: to }, { uncertain: true });
      throw new Failure('missing', 'mail.noMessage', { folder: from, message: asked.messageId });
    }),
});
