import { createHash } from 'node:crypto';
import { type Erased, erasePayload, eraseShape, eraseStrings, eraseTest } from '../../person/erase-json.ts';
import type { Subject } from '../../person/subject.ts';

/** How a column is rid of a person. JSON is read and written again; a list of texts loses its own; `text` is one text; a `key` leaves its hash, since it must stay apart from others. */
export type Eraser = 'payload' | 'strings' | 'shape' | 'test' | 'text' | 'texts' | 'key';
export type PersonalTable = {
  table: string;
  columns: Record<string, Eraser>;
  /** Of texts, made of the others: they go with them, whatever they say. */
  derived?: readonly string[];
  /** SQL about its rows `t`: the flow they are of. */
  flow?: string;
  /** Records, their journal and failures belong together; each has a way of its own. */
  by?: 'records' | 'attempts' | 'failures';
};

const ofRun = '(select u.flow_id from runs u where u.id = t.run_id)';

/** Where the data of people stands, in the order in which it is erased. `columns-of-all-tables` of the test sees to it that none is forgotten. */
export const personalTables: readonly PersonalTable[] = [
  {
    table: 'records',
    columns: { key: 'text', input: 'payload', carried: 'payload', answer: 'payload' },
    flow: ofRun,
    by: 'records',
  },
  { table: 'attempts', columns: { entries: 'payload' }, flow: ofRun, by: 'attempts' },
  {
    table: 'failures',
    columns: { failure: 'strings', data: 'payload', record_key: 'text' },
    flow: 't.flow_id',
    by: 'failures',
  },
  {
    table: 'approvals',
    columns: {
      question: 'text',
      data: 'payload',
      edited: 'payload',
      record_key: 'text',
      remember_key: 'text',
      comment: 'text',
    },
    flow: 't.flow_id',
  },
  { table: 'remembered_choices', columns: { key: 'key', changes: 'strings', comment: 'text' }, flow: 't.flow_id' },
  { table: 'files', columns: { name: 'text' } },
  { table: 'failure_notes', columns: { data: 'strings' } },
  { table: 'failure_groups', columns: { tags: 'texts' } },
  { table: 'failure_jobs', columns: { target: 'strings', replacement: 'strings' } },
  { table: 'samples', columns: { name: 'text', data: 'shape' }, derived: ['name'], flow: 't.flow_id' },
  { table: 'sample_listeners', columns: { refusal: 'strings' }, flow: 't.flow_id' },
  { table: 'flow_tests', columns: { name: 'text', document: 'test' }, flow: 't.flow_id' },
  { table: 'tracing_entries', columns: { data: 'strings' }, flow: 't.flow_id' },
  { table: 'alert_incidents', columns: { subject: 'text', facts: 'strings' }, flow: 't.flow_id' },
  { table: 'alert_deliveries', columns: { failure: 'strings' } },
  { table: 'alert_channels', columns: { failure: 'strings' } },
  { table: 'connection_holds', columns: { failure: 'strings' } },
  { table: 'subscriptions', columns: { failure: 'strings' } },
  { table: 'triggers', columns: { last_result: 'strings' }, flow: 't.flow_id' },
  { table: 'clean_ups', columns: { failure: 'text' } },
];

/**
 * What is not erased, and why: it is told in the look, table by table, so that somebody may change it by hand. Who did what is kept; an
 * account of ours ends when it is taken away; what people set up is theirs; the rest is made by us, and names nobody.
 */
export const notErased: Record<string, { why: 'audit' | 'account' | 'setUp'; columns: readonly string[] }> = {
  events: { why: 'audit', columns: ['actor', 'data', 'subject'] },
  auth_users: { why: 'account', columns: ['name', 'email', 'image'] },
  flows: { why: 'setUp', columns: ['name', 'draft', 'owner', 'tags', 'updated_by'] },
  flow_versions: { why: 'setUp', columns: ['document', 'note', 'created_by'] },
  environments: { why: 'setUp', columns: ['name', 'variables'] },
  connections: { why: 'setUp', columns: ['name', 'settings', 'account', 'test_result', 'connect_result', 'endpoints'] },
  triggers: { why: 'setUp', columns: ['config', 'cursor', 'lost'] },
  subscriptions: { why: 'setUp', columns: ['config', 'state', 'address'] },
  alert_channels: { why: 'setUp', columns: ['name', 'target'] },
  alert_rules: { why: 'setUp', columns: ['condition', 'tag', 'updated_by'] },
  hooks: { why: 'setUp', columns: ['url'] },
  api_tokens: { why: 'setUp', columns: ['name'] },
};

/** A value without the subject; `taken` empty: it does not name it. */
export function eraseColumn(how: Eraser, value: unknown, subject: Subject): Erased & { text: unknown } {
  if (how === 'text' || how === 'key') {
    const named = typeof value === 'string' && subject.in(value);
    return {
      left: value,
      text: named ? erasedText(how, String(value)) : value,
      taken: named ? [value] : [],
      whole: named,
    };
  }
  if (how === 'texts') {
    const erased = eraseStrings(value, subject);
    return { ...erased, text: erased.left };
  }
  const ways = { payload: erasePayload, strings: eraseStrings, shape: eraseShape, test: eraseTest };
  const json: unknown = readJson(String(value));
  const erased = ways[how](json, subject);
  return { ...erased, text: erased.taken.length === 0 ? value : JSON.stringify(erased.left) };
}

const erasedText = (how: 'text' | 'key', value: string) =>
  how === 'text' ? '[erased]' : `erased:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`;

/** What cannot be read as JSON is one text. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
