import type { ObjectDefinition } from '@raccord/contract';
import Type, { type TObject, type TSchema } from 'typebox';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { bookId, customFields, date, lineItems, notes, reference, text, uniqueKey } from '../fields.ts';
import {
  createDocument,
  type DocumentKind,
  documentBefore,
  findDocument,
  readDocument,
  updateDocument,
  upsertDocument,
} from './documents.ts';

const strict = { additionalProperties: false };
type Words = [string, string, string, string];

/** What one kind of document has of its own. */
export type SalesDocument = Pick<ObjectDefinition, 'id' | 'title' | 'one' | 'sample'> & {
  kind: DocumentKind;
  schema: TObject;
  match: readonly string[];
  /** Its id in a form. */
  idWords: Words;
  party: TSchema;
  /** Fields beside party, lines, reference, date, notes and custom fields; those to create with. */
  own: Record<string, TSchema>;
  /** Which group of scopes it is under, e.g. `creditnotes`. */
  scope: string;
  /** Whether Books finds it by a unique field. */
  upserts: boolean;
  list?: NonNullable<ObjectDefinition['operations']['list']>;
};

/** Credit notes, estimates, bills and recurring invoices: the same operations on the same kind of thing. */
export function salesDocument(of: SalesDocument): ObjectDefinition {
  const { kind, own, party, scope, one } = of;
  const scopes = (...rights: string[]) => rights.map((right) => `ZohoBooks.${scope}.${right}`);
  const id = bookId(...of.idWords);
  const written = { [kind.party]: party, line_items: lineItems, ...own, date, notes, custom_fields: customFields };
  const isName = kind.recognisedBy !== 'reference_number';
  const recognised = isName ? {} : { reference_number: reference };

  const find = defineOperation({
    description: {
      en: `Gives the newest that fits, or an empty object if there is none.`,
      fr: `Donne le plus récent qui convient, ou un objet vide s’il n’y en a pas.`,
    },
    input: Type.Object(
      {
        [kind.recognisedBy]: isName
          ? own[kind.recognisedBy]!
          : text(100, 'Reference', 'The whole reference.', 'Référence', 'La référence entière.'),
        [kind.party]: Type.Optional(party),
      },
      strict,
    ),
    effect: 'read',
    scopes: scopes('READ'),
    run: (context, query) => findDocument(kind, context, query as Record<string, string>),
  });
  const get = defineOperation({
    description: { en: `Gives ${one.en} with its lines.`, fr: `Donne ${one.fr} avec ses lignes.` },
    input: Type.Object({ [kind.id]: id }, strict),
    effect: 'read',
    scopes: scopes('READ'),
    run: (context, input) => readDocument(kind, context, String((input as Record<string, unknown>)[kind.id])),
  });
  const create = defineOperation({
    description: {
      en: `Creates ${one.en}. After a broken call it is recognised by what tells it apart and its lines, and not created twice.`,
      fr: `Crée ${one.fr}. Après un appel interrompu, le document est reconnu à ce qui le distingue et à ses lignes, et n’est pas créé deux fois.`,
    },
    input: Type.Object({ ...recognised, ...written }, strict),
    effect: 'readback',
    scopes: scopes('CREATE', 'UPDATE', 'READ'),
    run: (context, json) => createDocument(kind, context, json),
    readback: (context, json) => documentBefore(kind, context, json as never),
  });
  const update = defineOperation({
    description: {
      en: 'Changes the fields you fill in. Lines replace all there were.',
      fr: 'Modifie les champs que vous remplissez. Les lignes remplacent toutes les anciennes.',
    },
    input: Type.Object(
      { [kind.id]: id, ...Type.Partial(Type.Object({ ...recognised, ...written })).properties },
      strict,
    ),
    effect: 'upsert',
    scopes: scopes('UPDATE'),
    run: (context, input) => updateDocument(kind, context, input),
  });
  const upsert = defineOperation({
    description: {
      en: 'Updates the one that has this value in a unique custom field, else creates it. However often it runs, there is one.',
      fr: 'Modifie celui qui a cette valeur dans un champ personnalisé unique, sinon le crée. Même répété, il n’y en a qu’un.',
    },
    input: Type.Object({ ...uniqueKey, ...Type.Partial(Type.Object(recognised)).properties, ...written }, strict),
    effect: 'upsert',
    scopes: scopes('CREATE', 'UPDATE'),
    run: (context, input) => upsertDocument(kind, context, input as never),
  });
  return defineObject({
    id: of.id,
    title: of.title,
    one,
    schema: of.schema,
    sample: of.sample,
    identity: { id: kind.id, createdAt: 'created_time', modifiedAt: 'last_modified_time', match: of.match },
    operations: {
      ...(of.list === undefined ? {} : { list: of.list }),
      find,
      get,
      create,
      update,
      ...(of.upserts ? { upsert } : {}),
    },
  });
}
