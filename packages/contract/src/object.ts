import type { Static, TObject, TSchema } from 'typebox';
import type {
  ActionContext,
  BulkItem,
  BulkResult,
  ConnectorContext,
  Effect,
  LocalText,
  RawDelivery,
  WebhookTrigger,
} from './connector.ts';

/** One of the other side's things, with its own field names. */
export type ObjectRecord = Record<string, unknown>;

/** One thing that can be done with an object. From it comes an action; a sync calls it directly. */
export type ObjectOperation<I extends TSchema = TSchema> = {
  description: LocalText;
  input: I;
  effect: Effect | ((configured: Record<string, unknown>) => Effect);
  /**
   * `find` gives `{}` when there is none; `get` and `update` throw `missing`. Where `identity.version` names a field, `update` takes it
   * too: given, and no longer the current one, the vendor is not written to and `duplicate` / `object.stale` is thrown.
   */
  run(context: ActionContext, input: Static<I>): Promise<ObjectRecord>;
  /** For `readback`: the earlier result if it is found to have been carried out. */
  readback?(context: ActionContext, input: Static<I>): Promise<ObjectRecord | undefined>;
  /** Many in one call; results in the order of the inputs. */
  bulk?: {
    max: number;
    run(context: ConnectorContext, items: readonly BulkItem<Static<I>>[]): Promise<BulkResult<ObjectRecord>[]>;
  };
  /** OAuth scopes it needs. */
  scopes?: readonly string[];
  /** Where the vendor has its own word for it: a payment is recorded, not created. */
  action?: { id: string; title: LocalText };
};

/** What happened to one of them. `saved`: created or changed, the vendor does not say which; the object's own times tell. */
export type ObjectChange = {
  /** Names this change, where neither id nor version can tell it from another one: a value that went back to what it was. */
  occurrence?: string;
} & (
  | { change: 'created' | 'updated' | 'saved'; record: ObjectRecord }
  /** A tombstone: `record` holds at least the id. `into`: the id of the one it was merged into. */
  | { change: 'deleted'; record: ObjectRecord; at?: string; into?: string }
);
export type ReportedChange = 'created' | 'updated' | 'deleted';

export type ObjectPage = {
  /** Oldest first. */
  changes: ObjectChange[];
  /** Where the next page or reading goes on; never past something that was not read. JSON. */
  cursor: unknown;
  more: boolean;
  /** A stretch of time the other side no longer remembers (an expired cursor, a log that was cut). ISO 8601. */
  lost?: { from: string; to: string };
};

export type ListOptions = {
  /** What a null cursor stands for: only what changes from now on (a trigger), or all there is (a sync, a back-fill). */
  from: 'now' | 'everything';
  /** How far back to read again, for vendors whose index is late. What comes twice is recognised by the engine. */
  overlapMs: number;
  /** Milliseconds since 1970. */
  now: number;
};

/** What changed, told by the vendor on asking (`page`), by itself (`webhook`), or both. The triggers are derived from it. */
export type ObjectList = {
  reports: readonly ReportedChange[];
  /** What the triggers can be told besides the place, e.g. to take only live data. Flat, nothing required; comes with the place. */
  config?: TObject;
  /** @param place which one, as the object's `place` says; `{}` when there is only one */
  page?(
    context: ConnectorContext,
    place: Record<string, unknown>,
    cursor: unknown,
    options: ListOptions,
  ): Promise<ObjectPage>;
  /** Default interval between two readings, e.g. `5m`. */
  every?: string;
  /** OAuth scopes that reading and subscribing need. */
  scopes?: readonly string[];
  webhook?: Omit<WebhookTrigger<Record<string, unknown>>, 'parse'> & {
    parse(delivery: RawDelivery, place: Record<string, unknown>): ObjectChange[];
  };
};

export type ObjectOperations = {
  list?: ObjectList;
  find?: ObjectOperation;
  get?: ObjectOperation;
  create?: ObjectOperation;
  update?: ObjectOperation;
  upsert?: ObjectOperation;
  /** Puts it away for good, or where the vendor can archive, does that. Removing what is gone is no failure. */
  remove?: ObjectOperation;
};

/** A field that only the account knows: a custom field, a column of a sheet. */
export type DiscoveredField = {
  name: string;
  /** As people see it in the vendor's own screens. */
  title: string;
  schema: TSchema;
  custom: boolean;
  required?: boolean;
  readOnly?: boolean;
};

/** A kind of thing in a system (design.md §5): actions, and one side of a sync, are derived from it and never written by hand. */
export type ObjectDefinition = {
  id: string;
  /** Without an article: `contact`, `facture`. */
  title: LocalText;
  /** With its article: `a contact`, `une facture`. */
  one: LocalText;
  /** Which one, where the account has many of the kind: a module, a sheet. Flat; part of the input of every operation too. */
  place?: TObject;
  /** What is the same in every account. */
  schema: TObject;
  /** What this account has besides. */
  fields?(context: ConnectorContext, place: Record<string, unknown>): Promise<DiscoveredField[]>;
  /** One of them; fits `schema`. */
  sample: ObjectRecord;
  identity: {
    /** Field with the vendor's id. */
    id: string;
    /** Field with the time of creation, by the vendor's clock. */
    createdAt?: string;
    /** Field with the time of the last change, by the vendor's clock. */
    modifiedAt?: string;
    /** Field that says who changed it last. */
    modifiedBy?: string;
    /** Field with an etag or a number of the version. */
    version?: string;
    /** Fields by which the same thing is recognised in another system, the best first. */
    match: readonly string[];
  };
  /** How a field is brought into the form in which two values are compared, so that a vendor's own reformatting is no change. */
  normal?: Readonly<Record<string, NormalForm>>;
  operations: ObjectOperations;
};
/** `email` lower case; `phone` digits after a plus; `text` trimmed and NFC; `moment` an instant; `date` a day; `set` a list without order. */
export type NormalForm = 'email' | 'phone' | 'text' | 'moment' | 'date' | 'number' | 'set';
