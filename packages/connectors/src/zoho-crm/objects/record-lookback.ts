import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import { crm, infoOf, rowsOf } from '../client.ts';
import { fieldsIn } from './record-fields.ts';
import { fieldsOf, type Written } from './record-input.ts';

const DAY_MS = 86_400_000;
const MOST_PAGES = 5;
const MOST_FIELDS = 47;

/** What several records of one call share: pages are read once, and no record is taken for two. */
export type Lookback = { answers: Map<string, Promise<ObjectRecord>>; taken: Set<string> };
export const newLookback = (): Lookback => ({ answers: new Map(), taken: new Set() });

/**
 * The record an earlier attempt has created, by what we sent: the newest one of the last day whose fields all say so. The list is
 * read and not the search, whose index is late. Where our own key is kept in a unique field there is nothing to look for: Zoho says
 * itself that the key is taken.
 */
export async function createdBefore(
  context: ConnectorContext,
  input: Written,
  lookback = newLookback(),
): Promise<ObjectRecord | undefined> {
  const { module } = input;
  if (await hasKeyField(context, module, lookback)) return undefined;
  const sent = fieldsOf(input);
  const names = Object.keys(sent).slice(0, MOST_FIELDS);
  const fields = [...names, 'Created_Time'].join(',');
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = { fields, sort_by: 'Created_Time', sort_order: 'desc', per_page: 200, page };
    const answer = await read(lookback, context, `/${module}`, query);
    for (const row of rowsOf(answer)) {
      const age = Date.now() - Date.parse(String(row.Created_Time));
      if (age > DAY_MS) return undefined;
      if (lookback.taken.has(String(row.id)) || !isWhatWasSent(row, sent, names)) continue;
      lookback.taken.add(String(row.id));
      return { ...sent, ...row };
    }
    if (infoOf(answer).more_records !== true) return undefined;
  }
  return undefined;
}

async function hasKeyField(context: ConnectorContext, module: string, lookback: Lookback): Promise<boolean> {
  const { keyField } = context.settings;
  if (typeof keyField !== 'string' || keyField === '') return false;
  const facts = fieldsIn(await read(lookback, context, '/settings/fields', { module }));
  return facts.some(({ api_name, unique }) => api_name === keyField && typeof unique === 'object' && unique !== null);
}

function read(
  { answers }: Lookback,
  context: ConnectorContext,
  path: string,
  query: Record<string, string | number>,
): Promise<ObjectRecord> {
  const key = `${path} ${JSON.stringify(query)}`;
  const answer = answers.get(key) ?? crm(context, path, { method: 'GET', query });
  answers.set(key, answer);
  return answer;
}

/** A field that the module does not know has been passed over, and says nothing. */
function isWhatWasSent(row: ObjectRecord, sent: ObjectRecord, names: readonly string[]): boolean {
  const known = names.filter((name) => name in row);
  return known.length > 0 && known.every((name) => sameValue(row[name], sent[name]));
}

/** Whether Zoho shows what we sent, in its own way of showing it. */
function sameValue(shown: unknown, sent: unknown): boolean {
  if (isEmpty(sent)) return isEmpty(shown);
  if (isEmpty(shown)) return false;
  if (Array.isArray(sent)) return Array.isArray(shown) && sameList(shown, sent);
  const [left, right] = [idOf(shown), idOf(sent)];
  if (left !== undefined || right !== undefined) return (left ?? shown) === (right ?? sent);
  if (typeof sent === 'number') return Math.abs(Number(shown) - sent) < 0.005;
  if (typeof sent === 'boolean') return shown === sent;
  return sameText(String(shown), String(sent));
}

function sameText(shown: string, sent: string): boolean {
  if (shown.trim() === sent.trim()) return true;
  const moment = /^\d{4}-\d{2}-\d{2}T/;
  return moment.test(shown) && moment.test(sent) && Date.parse(shown) === Date.parse(sent);
}

/** Lists of names are compared whatever their order is; of what has rows of its own only the number is. */
function sameList(shown: unknown[], sent: unknown[]): boolean {
  if (shown.length !== sent.length) return false;
  return sent.every((item) => typeof item !== 'string' || shown.includes(item));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : undefined;
}
