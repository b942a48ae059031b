import { type ActionContext, defineAction } from '@raccord/contract';
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
  run: (context, tagging) => change(context, 'add_tags', tagging),
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
  scopes: ['ZohoCRM.modules.UPDATE'],
  run: (context, tagging) => change(context, 'remove_tags', tagging),
});

async function change(context: ActionContext, verb: 'add_tags' | 'remove_tags', tagging: Tagging) {
  const path = `/${tagging.module}/${tagging.id}/actions/${verb}`;
  const json = { tags: tagging.tags.map((name) => ({ name })) };
  const [item] = rowsOf(await crm(context, path, { method: 'POST', json, module: tagging.module }));
  if (item?.status !== 'success') throw itemFailure(item, tagging.module);
  const { tags = [] } = (item.details ?? {}) as { tags?: { name: string }[] };
  return { id: tagging.id, tags: tags.map(({ name }) => name) };
}
