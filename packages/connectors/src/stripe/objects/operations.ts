import type { LocalText, ObjectOperation, ObjectRecord } from '@raccord/contract';
import Type, { type TProperties, type TSchema } from 'typebox';
import { defineOperation } from '../../shared/objects/define-object.ts';
import { type StripeList, stripeGet, stripePost, stripeSearch } from '../client.ts';
import { metadataField, metadataSearch, strict } from '../fields.ts';

/** An id cannot leave its place in the path. */
export function pathOf(collection: string, id: string, step = ''): string {
  return `${collection}/${encodeURIComponent(id)}${step}`;
}

/** Reading one by its id. */
export function getOf(
  collection: string,
  id: TSchema,
  description: LocalText,
  action?: ObjectOperation['action'],
): ObjectOperation {
  return defineOperation({
    ...(action === undefined ? {} : { action }),
    description,
    input: Type.Object({ id: Type.Unsafe<string>(id) }, strict),
    effect: 'read',
    run: async (context, asked) => (await stripeGet<ObjectRecord>(context, pathOf(collection, asked.id))).body,
  });
}

/** Creating by one call under our idempotency key. */
export function createOf(
  collection: string,
  fields: TProperties,
  description: LocalText,
  action?: ObjectOperation['action'],
): ObjectOperation {
  return defineOperation({
    ...(action === undefined ? {} : { action }),
    description,
    input: Type.Object({ ...fields, metadata: metadataField }, strict),
    effect: 'key',
    run: (context, given) => stripePost<ObjectRecord>(context, collection, given as ObjectRecord),
  });
}

/** Changing what is given and leaving the rest. */
export function updateOf(
  collection: string,
  id: TSchema,
  fields: TProperties,
  description: LocalText = {
    en: 'Changes the fields you fill in and leaves the others as they are.',
    fr: 'Modifie les champs que vous remplissez et laisse les autres tels quels.',
  },
): ObjectOperation {
  return defineOperation({
    description,
    input: Type.Object({ id: Type.Unsafe<string>(id), ...fields, metadata: metadataField }, strict),
    effect: 'key',
    run: (context, { id: which, ...given }) =>
      stripePost<ObjectRecord>(context, pathOf(collection, which), given as ObjectRecord),
  });
}

type FindOptions = {
  description: LocalText;
  /** Filters of the list, as Stripe names them: exact, and true at once. */
  fields: TProperties;
  /** Sent with every list. */
  always?: Record<string, string>;
  /** Fields that only Stripe's search knows, whose index lags behind; `{}` when it is nothing but metadata. */
  searched?: TProperties;
};

/** The newest one that fits. By the list, which is true at once; by the search only where the list cannot. */
export function findOf(collection: string, { description, fields, always, searched }: FindOptions): ObjectOperation {
  const only = searched === undefined ? {} : { ...searched, metadata: metadataSearch };
  const input = Type.Object({ ...fields, ...only }, { ...strict, minProperties: 1 });
  return defineOperation({
    description,
    input,
    effect: 'read',
    async run(context, asked) {
      const given = Object.entries(asked as Record<string, unknown>);
      const clauses = given.filter(([name]) => Object.hasOwn(only, name));
      const filters = given.filter(([name]) => !Object.hasOwn(only, name)) as [string, string][];
      if (clauses.length > 0) {
        const rows = await stripeSearch<ObjectRecord>(context, collection, Object.fromEntries(clauses));
        return rows.find((row) => filters.every(([name, value]) => fieldOf(row, name) === value)) ?? {};
      }
      const query = { ...always, ...Object.fromEntries(filters), limit: 1 };
      const { body } = await stripeGet<StripeList<ObjectRecord>>(context, collection, query);
      return body.data[0] ?? {};
    },
  });
}

/** A filter's field in the object; the subscription of an invoice stands deeper than its filter says. */
function fieldOf(row: ObjectRecord, name: string): unknown {
  const { subscription_details: details } = (row.parent ?? {}) as { subscription_details?: ObjectRecord | null };
  return name === 'subscription' ? details?.subscription : row[name];
}
