import { type ConnectorContext, defineAction, Failure, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, crmItems, rowsOf } from '../client.ts';
import { itemFailure } from '../failure.ts';
import { id, module } from '../schemas.ts';

type Note = { module: string; id: string; title?: string; content: string };
const MOST = 100;

export const addNote = defineAction({
  id: 'add-note',
  version: 1,
  title: { en: 'Add a note to a CRM record', fr: 'Ajouter une note à une fiche du CRM' },
  description: {
    en: 'Writes a note on a record. After a broken call it is recognised by its text and not written twice.',
    fr: 'Écrit une note sur une fiche. Après un appel interrompu, elle est reconnue à son texte et n’est pas écrite deux fois.',
  },
  input: Type.Object(
    {
      module,
      id,
      title: Type.Optional(
        Type.String({ maxLength: 120, ...told('Title', 'Above the text.', 'Titre', 'Au-dessus du texte.') }),
      ),
      content: Type.String({
        minLength: 1,
        maxLength: 32_000,
        ...told('Text', 'What is noted.', 'Texte', 'Ce qui est noté.'),
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String() }),
  effect: 'readback',
  writes: { object: 'note' },
  scopes: ['ZohoCRM.modules.CREATE', 'ZohoCRM.modules.READ'],
  async run(context, note) {
    const [result] = await write(context, [note]);
    if (result instanceof Failure) throw result;
    return result!;
  },
  readback: (context, note) => writtenBefore(context, note),
  bulk: {
    max: MOST,
    async run(context, items) {
      const earlier = await Promise.all(
        items.map(({ input, mayHaveRun }) => (mayHaveRun ? writtenBefore(context, input) : undefined)),
      );
      const rest = items.filter((_, at) => earlier[at] === undefined).map(({ input }) => input);
      const results = rest.length === 0 ? [] : await write(context, rest);
      return earlier.map((found) => {
        const result = found ?? results.shift()!;
        return result instanceof Failure ? { ok: false, failure: result.toData() } : { ok: true, output: result };
      });
    },
  },
});

async function write(context: ConnectorContext, notes: readonly Note[]): Promise<({ id: string } | Failure)[]> {
  const data = notes.map((note) => ({
    ...(note.title === undefined ? {} : { Note_Title: note.title }),
    Note_Content: note.content,
    Parent_Id: { id: note.id, module: { api_name: note.module } },
  }));
  const items = await crmItems(context, '/Notes', { method: 'POST', json: { data, trigger: [] } }, notes.length);
  return items.map((item) =>
    item.status === 'error'
      ? itemFailure(item, 'Notes')
      : { id: String((item.details as ObjectRecord | undefined)?.id) },
  );
}

/** Among the record's newest notes, one with this very text. */
async function writtenBefore(context: ConnectorContext, note: Note): Promise<{ id: string } | undefined> {
  const query = { fields: 'Note_Title,Note_Content', per_page: 200 };
  const rows = rowsOf(await crm(context, `/${note.module}/${note.id}/Notes`, { method: 'GET', query }));
  const same = rows.find(
    (row) =>
      sameText(row.Note_Content, note.content) && (note.title === undefined || sameText(row.Note_Title, note.title)),
  );
  return same === undefined ? undefined : { id: String(same.id) };
}

function sameText(shown: unknown, sent: string): boolean {
  return (
    String(shown ?? '')
      .trim()
      .replaceAll('\r\n', '\n') === sent.trim().replaceAll('\r\n', '\n')
  );
}
