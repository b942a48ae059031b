import { invalid } from './errors.ts';
import type { FormHash } from './form.ts';
import type { StripeState } from './state.ts';

export function expandNames(form: FormHash): string[] {
  const names = form.expand;
  if (names === undefined) return [];
  if (!Array.isArray(names)) return invalid('Invalid array', 'expand');
  return names.filter((name) => typeof name === 'string');
}

/** A copy of `result` in which the named ids are replaced by their objects (`customer`, `data.customer`, `latest_charge.balance_transaction`). */
export function expand(state: StripeState, result: object, names: readonly string[]): object {
  let expanded = result;
  for (const name of names) {
    const keys = name.split('.');
    if (keys.length > 4) invalid('You cannot expand more than 4 levels of a property.', 'expand');
    expanded = expandOne(state, expanded, keys, name) as object;
  }
  return expanded;
}

function expandOne(state: StripeState, value: unknown, keys: readonly string[], name: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => expandOne(state, item, keys, name));
  if (!Object.hasOwn(value, key)) {
    return invalid(`This property cannot be expanded (${name}).`, 'expand');
  }
  const found = (value as Record<string, unknown>)[key];
  const object = typeof found === 'string' ? (objectById(state, found) ?? found) : found;
  return { ...value, [key]: expandOne(state, object, rest, name) };
}

function objectById(state: StripeState, id: string): object | undefined {
  switch (id.split('_', 1)[0]) {
    case 'cus':
      return state.customers.get(id);
    case 'ch':
      return state.charges.get(id);
    case 'pi':
      return state.paymentIntents.get(id);
    case 'in':
      return state.invoices.get(id);
    case 'sub':
      return state.subscriptions.get(id);
    case 're':
      return state.refunds.get(id);
    case 'txn':
      return state.balanceTransactions.get(id);
    default:
      return undefined;
  }
}
