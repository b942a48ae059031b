import type { FlowDocument, FlowNode } from '@raccord/contract';
import type { FlowChange, FlowChangeCode } from '@raccord/runtime/flow/diff-flows';
import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n/index.ts';
import { type JsonSchema, wordsOf } from '../inspector/json-schema.ts';
import { flowSchema, kindSchema } from '../inspector/kind-schemas.ts';
import type { Apps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';

/** How a change is marked, in the list and on the drawing. */
export type ChangeLook = 'added' | 'removed' | 'changed' | 'drawing';
export type Compared = { before: FlowDocument; after: FlowDocument; apps: Apps };

/** Longer values are cut: the sentence is to be read at a glance. */
const LONGEST = 160;

export function lookOf({ code, params }: FlowChange): ChangeLook {
  if (code === 'layout' || code === 'noteLook') return 'drawing';
  if (/Added$/.test(code)) return 'added';
  if (/Removed$/.test(code)) return 'removed';
  const values: Partial<Record<FlowChangeCode, true>> = { connection: true, row: true, field: true, property: true };
  if (values[code] !== true) return 'changed';
  return 'before' in params ? ('after' in params ? 'changed' : 'removed') : 'added';
}

/** A change as a sentence, in the words of the forms. */
export function describeChange(change: FlowChange, compared: Compared, t: TFunction): string {
  const { code, params, node } = change;
  const step = node === undefined ? '' : stepTitle(node, compared, t);
  const text = (name: string) => String(params[name]);
  const about = (where: string) => valueSentence(where, params, t);
  switch (code) {
    case 'flow':
      return about(t('versions.change.flow', { field: flowWord(text('field'), t) }));
    case 'setting':
      return about(t('versions.change.flow', { field: settingWord(text('setting'), t) }));
    case 'connection': {
      const which = 'before' in params ? ('after' in params ? 'Changed' : 'Removed') : 'Added';
      return t(`versions.change.connection${which}`, params);
    }
    case 'tableAdded':
    case 'tableRemoved':
      return t(`versions.change.${code}`, { table: text('table'), count: Number(params.rows) });
    case 'tableTitle':
      return about(t('versions.change.tableTitle', { table: text('table') }));
    case 'row':
      return about(t('versions.change.row', { table: text('table'), key: text('key') }));
    case 'stepAdded':
    case 'stepRemoved':
      return t(`versions.change.${code}`, { step });
    case 'stepRenamed':
      return t('versions.change.stepRenamed', { step, before: text('before'), after: text('after') });
    case 'stepMoved':
      return 'follows' in params
        ? t('versions.change.stepMoved', { step, follows: stepTitle(text('follows'), compared, t) })
        : t('versions.change.stepFirst', { step });
    case 'stepReplaced': {
      const kind = (name: string) => t(`editor.kind.${params[name] as FlowNode['kind']}`);
      return t('versions.change.stepReplaced', { step, before: kind('before'), after: kind('after') });
    }
    case 'field':
    case 'property': {
      const field = fieldWord(node ?? '', params.steps as Steps, compared, t);
      return about(t(`versions.change.${code}`, { step, field }));
    }
    case 'fieldsReordered':
      return t('versions.change.fieldsReordered', { step });
    case 'casesReordered':
      return t('versions.change.casesReordered', { step, ports: (params.ports as string[]).join(', ') });
    case 'edgeAdded':
    case 'edgeRemoved': {
      const ends = { from: stepTitle(text('from'), compared, t), to: stepTitle(text('to'), compared, t) };
      if (params.port === undefined) return t(`versions.change.${code}`, ends);
      return t(`versions.change.${code}By`, { ...ends, port: text('port') });
    }
    case 'groupAdded':
    case 'groupRemoved':
      return t(`versions.change.${code}`, { group: cut(text('group')), count: Number(params.steps) });
    case 'groupRenamed':
    case 'noteText':
      return t(`versions.change.${code}`, { before: cut(text('before')), after: cut(text('after')) });
    case 'groupMembers': {
      const [added, removed] = [params.added, params.removed].map((ids) =>
        cut((ids as string[]).map((id) => stepTitle(id, compared, t)).join(', ')),
      );
      const which = added === '' ? 'Lost' : removed === '' ? 'Gained' : 'Changed';
      return t(`versions.change.group${which}`, { group: cut(text('group')), added, removed });
    }
    case 'noteAdded':
    case 'noteRemoved':
    case 'noteLook':
      return t(`versions.change.${code}`, { text: cut(text('text')) });
    case 'layout':
      return t('versions.change.layout', { count: (params.nodes as string[]).length });
  }
}

type Steps = readonly (string | number)[];

function valueSentence(where: string, params: Record<string, unknown>, t: TFunction): string {
  const [before, after] = [shownValue(params.before, t), shownValue(params.after, t)];
  if (!('before' in params)) return t('versions.change.set', { where, after });
  return 'after' in params
    ? t('versions.change.changed', { where, before, after })
    : t('versions.change.removed', { where, before });
}

function shownValue(value: unknown, t: TFunction): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return typeof value === 'string' ? t('versions.change.quoted', { text: cut(text) }) : cut(text);
}

const cut = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);

/** What a step is called; of a step that is gone, what it was called. */
export function stepTitle(id: string, { before, after, apps }: Compared, t: TFunction): string {
  const node = nodeOf(id, after) ?? nodeOf(id, before);
  return node === undefined ? id : describeNode(node, apps, t).title;
}

const nodeOf = (id: string, { nodes }: FlowDocument) => nodes.find((node) => node.id === id);

/** A place within a step, in the words of its form: `Lines, no. 2 › Price`. */
export function fieldWord(id: string, steps: Steps, { before, after, apps }: Compared, t: TFunction): string {
  const node = nodeOf(id, after) ?? nodeOf(id, before);
  const [part = '', ...inner] = steps;
  if (node === undefined) return steps.join('.');
  const own = ownWord(String(part), t);
  if (own !== undefined) return [own, ...inner].join(' › ');
  const uses = part === 'with' && 'uses' in node ? apps.find(node.uses) : undefined;
  const schema = (uses?.kind === 'action' ? uses.of.input : uses?.of.config) as JsonSchema | undefined;
  if (schema !== undefined) return wordsAlong(schema, inner, t) || wordsAlong(kindSchema('map', t), steps, t);
  return wordsAlong(kindSchema(node.kind, t), node.kind === 'map' && inner.length > 0 ? inner : steps, t);
}

function ownWord(part: string, t: TFunction): string | undefined {
  if (part === 'version') return t('versions.change.actionVersion');
  if (part === 'title' || part === 'note' || part === 'connection' || part === 'uses')
    return t(`versions.change.${part}`);
  return undefined;
}

function wordsAlong(schema: JsonSchema, steps: Steps, t: TFunction): string {
  const words: string[] = [];
  let at: JsonSchema = schema;
  for (const step of steps) {
    if (typeof step === 'number') {
      at = at.items ?? {};
      const last = words.pop();
      words.push(last === undefined ? String(step + 1) : t('versions.change.item', { field: last, n: step + 1 }));
      continue;
    }
    at = at.properties?.[step] ?? (typeof at.additionalProperties === 'object' ? at.additionalProperties : {});
    words.push(wordsOf(at, step, currentLanguage()).title || step);
  }
  return words.join(' › ');
}

function flowWord(field: string, t: TFunction): string {
  if (field === 'name') return t('editor.fields.flowName');
  return field === 'description' || field === 'owner' || field === 'tags' ? t(`versions.change.${field}`) : field;
}

function settingWord(setting: string, t: TFunction): string {
  const settings = flowSchema(t).properties?.settings ?? {};
  return wordsAlong(settings, [setting], t);
}
