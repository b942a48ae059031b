import { type ActionContext, defineAction, Failure, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { crm, rowsOf } from '../client.ts';
import { itemFailure } from '../failure.ts';
import { id, module } from '../schemas.ts';

const input = Type.Object(
  {
    module,
    id,
    tags: Type.Array(Type.String({ minLength: 1, maxLength: 25 }), {
      minItems: 1,
      maxItems: 10,
      ...told('Tags', 'Names of up to 25 characters.', 'Étiquettes', 'Des noms de 25 caractères au plus.'),
    }),
  },
  { additionalProperties: false },
);
type Tagging = { module: string; id: string; tags: string[] };
const output = Type.Object({ id: Type.String(), tags: Type.Array(Type.String()) });

export const addTags = defineAction({
  id: 'add-tags',
  version: 1,
  title: { en: 'Tag a CRM record', fr: 'Étiqueter une fiche du CRM' },
  description: {
    en: 'Adds tags to a record; those it has already stay. A tag that does not exist yet is made.',
    fr: 'Ajoute des étiquettes à une fiche ; celles qu’elle a déjà restent. Une étiquette qui n’existe pas encore est créée.',
  },
  input,
  output,
  effect: 'upsert',
  writes: { object: 'record', field: () => ['Tag'] },
  scopes: ['ZohoCRM.modules.UPDATE'],
  run: (context, tagging) =>
    change(context, 'add_tags', tagging, { tags: tagging.tags.map((name) => ({ name })), over_write: false }),
});

export const removeTags = defineAction({
  id: 'remove-tags',
  version: 1,
  title: { en: 'Untag a CRM record', fr: 'Retirer des étiquettes d’une fiche du CRM' },
  description: {
    en: 'Takes tags off a record. A tag it does not have is no failure.',
    fr: 'Retire des étiquettes d’une fiche. Une étiquette qu’elle n’a pas n’est pas un échec.',
  },
  input,
  output,
  effect: 'upsert',
  writes: { object: 'record', field: () => ['Tag'] },
  scopes: ['ZohoCRM.modules.UPDATE', 'ZohoCRM.modules.READ'],
  async run(context, tagging) {
    const before = await tagsOf(context, tagging);
    const wanted = new Set(tagging.tags.map((name) => name.toLowerCase()));
    const named = before.filter(({ name }) => wanted.has(name.toLowerCase()));
    // Zoho wants their ids, too.
    if (named.length > 0) return change(context, 'remove_tags', tagging, { tags: named });
    return { id: tagging.id, tags: before.map(({ name }) => name) };
  },
});

async function change(context: ActionContext, verb: 'add_tags' | 'remove_tags', tagging: Tagging, json: object) {
  const path = `/${tagging.module}/${tagging.id}/actions/${verb}`;
  const [item] = rowsOf(await crm(context, path, { method: 'POST', json, module: tagging.module }));
  if (item?.status !== 'success') throw itemFailure(item, tagging.module);
  const { tags = [] } = (item.details ?? {}) as { tags?: { name: string }[] };
  return { id: tagging.id, tags: tags.map(({ name }) => name) };
}

async function tagsOf(
  context: ActionContext,
  { module: name, id: of }: Tagging,
): Promise<{ id: string; name: string }[]> {
  const [row] = rowsOf(await crm(context, `/${name}/${of}`, { method: 'GET', query: { fields: 'Tag' } }));
  if (row === undefined) {
    throw new Failure('missing', 'http.notFound', { from: 'Zoho CRM', status: 204, message: `${name} ${of}` });
  }
  const tags = Array.isArray(row.Tag) ? (row.Tag as ObjectRecord[]) : [];
  return tags.map(({ id: tag, name: called }) => ({ id: String(tag), name: String(called) }));
}
