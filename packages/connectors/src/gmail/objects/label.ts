import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import type { gmail_v1 } from '../../shared/google/apis.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { callGmail, scopes, userId } from '../client.ts';

const Label = Type.Object({
  id: Type.String({ description: '`Label_12`; those of Gmail itself are called as they are.' }),
  name: Type.String(),
  type: Type.String({ description: '`system` or `user`.' }),
});
const name = Type.String({
  minLength: 1,
  maxLength: 225,
  ...told('Name', 'Levels are parted by `/`.', 'Nom', 'Les niveaux sont séparés par `/`.'),
});
const input = Type.Object({ name }, { additionalProperties: false });

const find = defineOperation({
  description: {
    en: 'Gives the label of this name, or an empty object if there is none. Case does not count.',
    fr: 'Donne le libellé de ce nom, ou un objet vide s’il n’y en a pas. La casse ne compte pas.',
  },
  input,
  effect: 'read',
  scopes: [scopes.read],
  run: async (context, asked) => (await labelNamed(context, asked.name)) ?? {},
});

const upsert = defineOperation({
  action: { id: 'ensure-label', title: { en: 'Make sure a label exists', fr: 'S’assurer qu’un libellé existe' } },
  description: {
    en: 'Gives the label of this name, and creates it if there is none.',
    fr: 'Donne le libellé de ce nom, et le crée s’il n’y en a pas.',
  },
  input,
  // Gmail refuses a second label of the same name.
  effect: 'upsert',
  scopes: [scopes.modify],
  async run(context, asked) {
    const known = await labelNamed(context, asked.name);
    if (known !== undefined) return known;
    const made = await callGmail<gmail_v1.Schema$Label>(
      context,
      ({ labels }, options) => labels.create({ userId: userId(context), requestBody: { name: asked.name } }, options),
      { needs: scopes.modify },
    );
    return shown(made);
  },
});

export const label = defineObject({
  id: 'label',
  title: { en: 'Label', fr: 'Libellé' },
  one: { en: 'a label', fr: 'un libellé' },
  schema: Label,
  sample: { id: 'Label_12', name: 'Support', type: 'user' },
  identity: { id: 'id', match: ['name'] },
  operations: { find, upsert },
});

export async function allLabels(context: ConnectorContext): Promise<gmail_v1.Schema$Label[]> {
  const { labels = [] } = await callGmail<gmail_v1.Schema$ListLabelsResponse>(context, (users, options) =>
    users.labels.list({ userId: userId(context) }, options),
  );
  return labels;
}

async function labelNamed(context: ConnectorContext, wanted: string): Promise<ObjectRecord | undefined> {
  const folded = wanted.trim().toLowerCase();
  const found = (await allLabels(context)).find((one) => one.name?.toLowerCase() === folded);
  return found === undefined ? undefined : shown(found);
}

function shown({ id, name: title, type }: gmail_v1.Schema$Label): ObjectRecord {
  return { id: id ?? '', name: title ?? '', type: type ?? 'user' };
}
