import {
  type ActionContext,
  type BulkItem,
  type BulkResult,
  type ConnectorContext,
  Failure,
  type ObjectRecord,
  toFailure,
} from '@raccord/contract';
import { crmItems, type Item } from '../client.ts';
import { errorOf, itemFailure } from '../failure.ts';
import { fieldsOf, type Written } from './record-input.ts';
import { createdBefore, newLookback } from './record-lookback.ts';

/** What one write is: the record to send and what the call that carries it must say. */
type Write = { input: Written; fields: ObjectRecord; key?: string };
type Verb = 'create' | 'update' | 'upsert';

export async function writeOne(context: ActionContext, verb: Verb, input: Written): Promise<ObjectRecord> {
  const [result] = await send(context, verb, [writeOf(context, verb, input, context.idempotencyKey)]);
  if (result instanceof Failure) throw result;
  return result!;
}

/** Up to 100 records in one call for each module; each has its own outcome. */
export async function writeMany(
  context: ConnectorContext,
  verb: Verb,
  items: readonly BulkItem<Written>[],
): Promise<BulkResult<ObjectRecord>[]> {
  const results = new Map<number, ObjectRecord | Failure>();
  const groups = new Map<string, number[]>();
  const lookback = newLookback();
  for (const [at, item] of items.entries()) {
    const { input, mayHaveRun, idempotencyKey } = item;
    if (verb === 'create' && mayHaveRun) {
      const found = await attempted(() => createdBefore(context, input, lookback));
      if (found !== undefined) {
        results.set(at, found);
        continue;
      }
    }
    const { module, trigger = [], duplicate_check_fields: checked = [], Modified_Time: version } = input;
    // The version stands in a header, so one that has one goes alone.
    const alone = verb === 'update' && version !== undefined ? idempotencyKey : '';
    const group = JSON.stringify([module, trigger, checked, alone]);
    groups.set(group, [...(groups.get(group) ?? []), at]);
  }
  for (const places of groups.values()) {
    const writes = places.map((at) => writeOf(context, verb, items[at]!.input, items[at]!.idempotencyKey));
    const outcomes = await attempted(() => send(context, verb, writes));
    for (const [index, at] of places.entries()) {
      results.set(at, Array.isArray(outcomes) ? outcomes[index]! : outcomes!);
    }
  }
  return items.map((_, at) => bulkResult(results.get(at)!));
}

function writeOf({ settings }: ConnectorContext, verb: Verb, input: Written, idempotencyKey: string): Write {
  const { keyField } = settings;
  const fields = verb === 'update' ? { ...fieldsOf(input), id: input.id } : fieldsOf(input);
  if (verb !== 'create' || typeof keyField !== 'string' || keyField === '') return { input, fields };
  return { input, fields: { ...fields, [keyField]: idempotencyKey }, key: keyField };
}

/** One call for writes that say the same but for the record. */
async function send(
  context: ConnectorContext,
  verb: Verb,
  writes: readonly Write[],
): Promise<(ObjectRecord | Failure)[]> {
  const { module, trigger = [], duplicate_check_fields: checked = [], Modified_Time: version } = writes[0]!.input;
  const items = await crmItems(
    context,
    verb === 'upsert' ? `/${module}/upsert` : `/${module}`,
    {
      method: verb === 'update' ? 'PUT' : 'POST',
      module,
      ...(writes.length > 1 ? { rate: 'heavy' } : {}),
      json: {
        data: writes.map(({ fields }) => fields),
        ...(verb === 'upsert' && checked.length > 0 ? { duplicate_check_fields: checked } : {}),
        // Left out, it would run everything there is.
        trigger,
      },
      ...(verb === 'update' && version !== undefined ? { headers: { 'if-unmodified-since': version } } : {}),
    },
    writes.length,
  );
  return items.map((item, at) => outcome(item, writes[at]!));
}

function outcome(item: Item, { input, fields, key }: Write): ObjectRecord | Failure {
  const details = (item.details ?? {}) as ObjectRecord;
  if (item.status !== 'error') {
    const { action, duplicate_field } = item;
    return {
      ...fields,
      ...details,
      ...(action === undefined ? {} : { action, duplicate_field: duplicate_field ?? null }),
    };
  }
  // Our key is taken: this very record was created by an earlier attempt.
  const error = errorOf(item);
  const twin = (details.duplicate_record ?? details) as ObjectRecord;
  const isOurs = key !== undefined && error?.code === 'DUPLICATE_DATA' && details.api_name === key;
  if (isOurs && typeof twin.id === 'string') return { ...fields, id: twin.id };
  return itemFailure(item, input.module);
}

async function attempted<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (thrown) {
    return toFailure(thrown);
  }
}

export function bulkResult(result: ObjectRecord | Failure): BulkResult<ObjectRecord> {
  return result instanceof Failure ? { ok: false, failure: result.toData() } : { ok: true, output: result };
}
