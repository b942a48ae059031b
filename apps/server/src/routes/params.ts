import Type from 'typebox';

export const Uuid = Type.String({ format: 'uuid' });
/** `…/:id` of what has a UUID. */
export const IdParams = Type.Object({ id: Uuid });
/** `…/:id` of a flow. */
export const FlowParams = Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }) });

/** A page of a list: `after` is the `next` of the page before. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Uuid),
};
export const Next = Type.Union([Type.String(), Type.Null()], { description: 'Pass it as `after` for the next page.' });
/** ISO 8601. */
export const Moment = Type.String({ description: 'ISO 8601' });
export const MomentOrNull = Type.Union([Moment, Type.Null()]);

/** The `after` of the next page; null when this one was not full. */
export function pageOf(items: readonly { id: string }[], limit: number): string | null {
  return items.length < limit ? null : (items.at(-1)?.id ?? null);
}
