import { createHash } from 'node:crypto';
import { defineTrigger, Failure, FileRef, type PollPage } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';

const PAGE = 20;
const MOST_BYTES = 25 * 1_048_576;
/** A file is taken once nobody has written to it for so long. */
const SETTLED_MS = 5_000;

/** Keys of all files that were there or have been taken; those that are gone are forgotten. */
type Cursor = { seen: string[] };

export const fileAppeared = defineTrigger({
  id: 'file-appeared',
  version: 1,
  title: { en: 'File in a folder', fr: 'Fichier dans un dossier' },
  description: {
    en: 'Fires for each new or changed file of a folder that the operator of this server has opened to flows. Files stay where they are.',
    fr: 'Se déclenche pour chaque fichier nouveau ou modifié d’un dossier que l’exploitant de ce serveur a ouvert aux flux. Les fichiers restent en place.',
  },
  config: Type.Object(
    {
      folder: Type.String({
        minLength: 1,
        maxLength: 100,
        choices: 'folders',
        ...told(
          'Folder',
          'By the name that the operator gave it.',
          'Dossier',
          'Par le nom que l’exploitant lui a donné.',
        ),
      }),
      pattern: Type.Optional(
        Type.String({ maxLength: 200, ...told('Names', 'e.g. `orders-*.csv`.', 'Noms', 'Par ex. `commandes-*.csv`.') }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    folder: Type.String(),
    name: Type.String(),
    size: Type.Integer(),
    changedAt: Type.String({ description: 'ISO 8601' }),
    file: Type.Union([FileRef, Type.Null()], { description: 'Null when the file is too large to go through a flow.' }),
  }),
  sample: {
    folder: 'imports',
    name: 'commandes-2026-11-20.csv',
    size: 2_048,
    changedAt: '2026-11-20T07:00:00.000Z',
    file: {
      file: '01890000-0000-7000-8000-000000000000',
      name: 'commandes-2026-11-20.csv',
      type: 'text/csv',
      size: 2_048,
    },
  },
  poll: {
    every: '1m',
    async page({ folders, files }, { folder, pattern }, stored, { now }): Promise<PollPage> {
      if (folders === undefined) throw new Failure('config', 'folders.notOpen', { folder, open: '—' });
      const fits = matcher(pattern ?? '*');
      const present = (await folders.list(folder))
        .filter(({ name }) => fits(name))
        .map((file) => ({ ...file, key: `${file.name}@${file.changedAt}@${file.size}` }))
        .sort((a, b) => a.changedAt - b.changedAt);
      // What was there when the trigger was switched on is old.
      if (stored === null) return { items: [], cursor: { seen: present.map(({ key }) => short(key)) }, more: false };
      const known = new Set((stored as Cursor).seen);
      const fresh = present.filter(({ key, changedAt }) => !known.has(short(key)) && changedAt <= now - SETTLED_MS);
      const taken = fresh.slice(0, PAGE);
      const items = [];
      for (const { name, size, changedAt, key } of taken) {
        const type = /\.csv$/i.test(name) ? 'text/csv' : 'application/octet-stream';
        const file =
          size > MOST_BYTES ? null : await files.put({ name, type, content: await folders.read(folder, name) });
        const data = { folder, name, size, changedAt: new Date(changedAt).toISOString(), file };
        items.push({ dedupeKey: key, data });
      }
      const kept = present.filter(({ key }) => known.has(short(key)) || taken.some((one) => one.key === key));
      return { items, cursor: { seen: kept.map(({ key }) => short(key)) }, more: fresh.length > taken.length };
    },
  },
});

/** `*` and `?` as in a shell; everything else is itself. */
function matcher(pattern: string): (name: string) => boolean {
  const parts = [...pattern].map((sign) =>
    sign === '*' ? '[^/]*' : sign === '?' ? '[^/]' : sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
  );
  const regex = new RegExp(`^${parts.join('').replace(/(\[\^\/\]\*)+/g, '[^/]*')}$`, 'iu');
  return (name) => regex.test(name);
}

function short(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 12);
}
