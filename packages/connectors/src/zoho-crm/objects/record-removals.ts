import {
  type BulkItem,
  type BulkResult,
  type ConnectorContext,
  Failure,
  type ObjectRecord,
  toFailure,
} from '@raccord/contract';
import { crm, crmItems, type Item, rowsOf } from '../client.ts';
import { errorOf, itemFailure } from '../failure.ts';
import { bulkResult } from './record-writes.ts';

type Removal = { module: string; id: string; trigger?: string[] };

export async function removeOne(context: ConnectorContext, removal: Removal): Promise<ObjectRecord> {
  const [result] = await removeTogether(context, [removal]);
  if (result instanceof Failure) throw result;
  return result!;
}

export async function removeMany(
  context: ConnectorContext,
  items: readonly BulkItem<Removal>[],
): Promise<BulkResult<ObjectRecord>[]> {
  const groups = new Map<string, number[]>();
  for (const [at, { input }] of items.entries()) {
    const group = JSON.stringify([input.module, input.trigger ?? []]);
    groups.set(group, [...(groups.get(group) ?? []), at]);
  }
  const results = new Map<number, ObjectRecord | Failure>();
  for (const places of groups.values()) {
    const removals = places.map((at) => items[at]!.input);
    const outcomes = await removeTogether(context, removals).catch((thrown: unknown) => toFailure(thrown));
    for (const [index, at] of places.entries()) results.set(at, Array.isArray(outcomes) ? outcomes[index]! : outcomes);
  }
  return items.map((_, at) => bulkResult(results.get(at)!));
}

async function removeTogether(
  context: ConnectorContext,
  removals: readonly Removal[],
): Promise<(ObjectRecord | Failure)[]> {
  const { module, trigger = [] } = removals[0]!;
  // The same id twice is answered once.
  const ids = [...new Set(removals.map(({ id }) => id))];
  const items = await crmItems(
    context,
    `/${module}`,
    { method: 'DELETE', query: { ids: ids.join(','), wf_trigger: trigger.includes('workflow') } },
    ids.length,
  );
  const outcomes = new Map<string, ObjectRecord | Failure>();
  for (const [at, item] of items.entries()) outcomes.set(ids[at]!, await outcome(context, module, ids[at]!, item));
  return removals.map(({ id }) => outcomes.get(id)!);
}

/** "Not deleted" may mean that it is not there: then it is as it should be. */
async function outcome(
  context: ConnectorContext,
  module: string,
  id: string,
  item: Item,
): Promise<ObjectRecord | Failure> {
  if (item.status !== 'error') return { id };
  if (errorOf(item)?.code === 'INVALID_DATA') {
    const [row] = rowsOf(await crm(context, `/${module}/${id}`, { method: 'GET' }));
    if (row === undefined) return { id };
  }
  return itemFailure(item, module);
}
