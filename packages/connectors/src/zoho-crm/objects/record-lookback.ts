import type { ConnectorContext, ObjectRecord } from '@raccord/contract';
import { crm, infoOf, rowsOf } from '../client.ts';
import { readFields } from './record-fields.ts';
import { fieldsOf, type Written } from './record-input.ts';

const DAY_MS = 86_400_000;
const MOST_PAGES = 5;
const MOST_FIELDS = 47;

/**
 * The record an earlier attempt has created, by what we sent: the newest one of the last day whose fields all say so. The list is
 * read and not the search, whose index is late. Where our own key is kept in a unique field there is nothing to look for: Zoho says
 * itself that the key is taken.
 */
export async function createdBefore(context: ConnectorContext, input: Written): Promise<ObjectRecord | undefined> {
  const { keyField } = context.settings;
  const { module } = input;
  if (typeof keyField === 'string' && keyField !== '') {
    const facts = await readFields(context, module);
    if (facts.some(({ api_name, unique }) => api_name === keyField && typeof unique === 'object' && unique !== null)) {
      return undefined;
    }
  }
  const sent = fieldsOf(input);
  const names = Object.keys(sent).slice(0, MOST_FIELDS);
  const query = {
    fields: [...names, 'Created_Time'].join(','),
    sort_by: 'Created_Time',
    sort_order: 'desc',
    per_page: 200,
  };
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await crm(context, `/${module}`, { method: 'GET', query: { ...query, page } });
    for (const row of rowsOf(answer)) {
      const age = Date.now() - Date.parse(String(row.Created_Time));
      if (age > DAY_MS) return undefined;
      if (names.every((name) => sameValue(row[name], sent[name]))) return { ...sent, ...row };
    }
    if (infoOf(answer).more_records !== true) return undefined;
  }
  return undefined;
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
