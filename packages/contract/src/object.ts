import type { Static, TSchema } from 'typebox';
import type { ActionContext, ConnectorContext, Effect, LocalText } from './connector.ts';

/** One of the other side's things, with its own field names. */
export type ObjectRecord = Record<string, unknown>;

/** One thing that can be done with an object. From it comes an action; a sync calls it directly. */
export type ObjectOperation<I extends TSchema = TSchema> = {
  description: LocalText;
  input: I;
  effect: Effect;
  /** `find` gives `{}` when there is none; `get` and `update` throw `missing`. */
  run(context: ActionContext, input: Static<I>): Promise<ObjectRecord>;
  /** For `readback`: the earlier result if it is found to have been carried out. */
  readback?(context: ActionContext, input: Static<I>): Promise<ObjectRecord | undefined>;
  /** Where the vendor has its own word for it: a payment is recorded, not created. */
  action?: { id: string; title: LocalText };
};

export type ObjectPage = { records: ObjectRecord[]; cursor: unknown; more: boolean };

export type ObjectOperations = {
  /** What changed since the cursor, oldest first; a null cursor reads everything. */
  list?(context: ConnectorContext, cursor: unknown): Promise<ObjectPage>;
  find?: ObjectOperation;
  get?: ObjectOperation;
  create?: ObjectOperation;
  update?: ObjectOperation;
  upsert?: ObjectOperation;
  remove?: ObjectOperation;
};

/** A kind of thing in a system (design.md §5): actions, and one side of a sync, are derived from it and never written by hand. */
export type ObjectDefinition = {
  id: string;
  /** Without an article: `contact`, `facture`. */
  title: LocalText;
  /** With its article: `a contact`, `une facture`. */
  one: LocalText;
  schema: TSchema;
  identity: {
    /** Field with the vendor's id. */
    id: string;
    /** Field with the time of the last change, by the vendor's clock. */
    modifiedAt?: string;
    /** Fields by which the same thing is recognised in another system, the best first. */
    match: readonly string[];
  };
  operations: ObjectOperations;
};
