import { isExpression, type JsonSchema } from '../inspector/json-schema.ts';
import { asTemplate, onlyExpression } from './source-path.ts';
import type { Source } from './source-tree.ts';
import { matchFields } from './suggest-mappings.ts';
import { readTargets, type Steps, type Target } from './targets.ts';

/** How a source is brought into a target; each has a sentence in the catalogues (`mapping.way.*`). */
export type Way =
  | 'value'
  | 'asText'
  | 'asNumber'
  | 'joined'
  | 'sum'
  | 'count'
  | 'first'
  | 'list'
  | 'entries'
  | 'json'
  | 'added';

/** One way to put a source into a target: what to set where, and what was made of it. */
export type Insertion = {
  way: Way;
  steps: Steps;
  value: string;
  about: { source: string; list?: string; fields?: string };
};

type Kind = 'text' | 'number' | 'list' | 'other' | 'any';

/** What could be meant by putting a source into a target, the most likely first; never empty. */
export function insertionsFor(source: Source, target: Target): Insertion[] {
  const { ofEntries } = target;
  const at = (way: Way, expression: string): Insertion => ({
    way,
    steps: target.steps,
    value: asTemplate(expression),
    about: { source: source.path, ...(source.inList === undefined ? {} : { list: source.inList.list }) },
  });
  const listInside = source.inList;
  if (ofEntries !== undefined && listInside !== undefined)
    return [entriesWith(target, ofEntries.list, source, listInside), at('first', firstOf(source))];
  const wanted = kindOfTarget(target);
  const isList = source.types.includes('array');
  if (target.kind === 'list' && wanted === 'list') return intoList(source, target, at);
  if (listInside === undefined && !isList)
    return [...converted(source, wanted, at), at('value', source.path)].slice(0, 2);
  return manyInto(source, wanted, at);
}

type Make = (way: Way, expression: string) => Insertion;

/** One value into a field of another type: nothing is converted by itself later. */
function converted(source: Source, wanted: Kind, at: Make): Insertion[] {
  const { path, types } = source;
  const has = (type: string) => types.includes(type);
  // `$string(null)` would be the text "null".
  const guarded = (call: string) => (has('null') ? `${path} != null ? ${call}` : call);
  if (wanted === 'text' && has('object')) return [at('json', guarded(`$string(${path})`))];
  if (wanted === 'text' && (has('number') || has('integer') || has('boolean')) && !has('string'))
    return [at('asText', guarded(`$string(${path})`))];
  if (wanted === 'number' && has('string') && !has('number') && !has('integer'))
    return [at('asNumber', guarded(`$number(${path})`))];
  return [];
}

/** Several values into a field of one. */
function manyInto(source: Source, wanted: Kind, at: Make): Insertion[] {
  const { path, types, inList } = source;
  const each = source.entryTypes ?? types;
  const ofObjects = each.includes('object') || (source.entryTypes !== undefined && source.children.length > 0);
  const list = at('list', `[${path}]`);
  const first = at('first', firstOf(source));
  const joined = at('joined', each.includes('string') ? `$join(${path}, ", ")` : `$join(${path}.$string(), ", ")`);
  const count = at('count', `$count(${path})`);
  if (wanted === 'text') return ofObjects ? [at('json', `$string(${path})`), count] : [joined, first];
  if (wanted === 'number') return ofObjects ? [count] : [at('sum', `$sum(${path})`), first, count];
  if (wanted === 'list') return [list];
  if (wanted === 'any') return inList === undefined ? [at('value', path), first, count] : [list, joined, first];
  return [first];
}

function firstOf({ path, inList }: Source): string {
  if (inList === undefined) return `${path}[0]`;
  return inList.inner === '' ? `${inList.list}[0]` : `${inList.list}[0].${inList.inner}`;
}

function intoList(source: Source, target: Target, at: Make): Insertion[] {
  const items = target.schema.items ?? {};
  const ofGroups = items.properties !== undefined;
  const listed = source.inList !== undefined || source.types.includes('array');
  if (!ofGroups) return [at('list', `[${source.path}]`)];
  if (source.inList !== undefined && source.inList.inner !== '') {
    const field = matchFields([source], innerTargets(items))[0]?.target.steps.at(-1) ?? source.name;
    return [entries(target.steps, source.inList.list, [[String(field), source.inList.inner]], source)];
  }
  if (!listed) return [at('list', `[${source.path}]`)];
  // Entries that have the fields already go over as they are.
  const inner = matchFields(source.children, innerTargets(items));
  if (inner.length === 0) return [at('value', source.path)];
  const fields = inner.map(({ source: from, target: to }): [string, string] => [
    String(to.steps.at(-1)),
    from.inList!.inner,
  ]);
  return [entries(target.steps, source.path, fields, source), at('value', source.path)];
}

const innerTargets = (items: JsonSchema) =>
  readTargets(
    Object.entries(items.properties ?? {}).map(([name, schema]) => ({ name, schema, required: false })),
    {},
    'en',
  ).filter(({ kind }) => kind === 'leaf');

/** An element of a list onto a field of entries: one entry is made for each element, with what was mapped before and this. */
function entriesWith(
  target: Target,
  steps: Steps,
  source: Source,
  { list, inner }: { list: string; inner: string },
): Insertion {
  const name = String(target.steps.at(-1));
  const needsText = kindOfTarget(target) === 'text' && !source.types.includes('string') && source.types.length > 0;
  const value = inner === '' ? '$' : needsText ? `$string(${inner})` : inner;
  return entries(steps, list, [[name, value]], source);
}

function entries(steps: Steps, list: string, fields: readonly [string, string][], source: Source): Insertion {
  return {
    way: 'entries',
    steps,
    value: asTemplate(`[${list}.{ ${fields.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }]`),
    about: { source: source.path, list, fields: fields.map(([name]) => name).join(', ') },
  };
}

const PAIR = /\s*("(?:[^"\\]|\\.)*")\s*:\s*((?:[^,{}()"'`[\]]|`[^`]*`|\$string\([^()]*\))+?)\s*(?:,|$)/y;

/**
 * The entries that were made before, with those of an insertion added: dropping a second field does not take away the first. Undefined
 * where the text is not one of ours or comes from another list.
 */
export function joinedEntries(before: unknown, next: string): string | undefined {
  const [old, added] = [readEntries(before), readEntries(next)];
  if (old === undefined || added === undefined || old.list !== added.list) return undefined;
  const fields = new Map([...old.fields, ...added.fields]);
  return asTemplate(`[${old.list}.{ ${[...fields].map(([name, value]) => `${name}: ${value}`).join(', ')} }]`);
}

function readEntries(value: unknown): { list: string; fields: [string, string][] } | undefined {
  const [, list = '', inside = ''] = /^\[(.+?)\.\{([\s\S]*)\}\]$/.exec(onlyExpression(value) ?? '') ?? [];
  const fields: [string, string][] = [];
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < inside.trimEnd().length) {
    const pair = PAIR.exec(inside);
    if (pair === null) return undefined;
    fields.push([pair[1]!, pair[2]!]);
  }
  return fields.length === 0 ? undefined : { list, fields };
}

function kindOfTarget({ types, kind }: Target): Kind {
  if (kind === 'list') return 'list';
  if (types.length === 0) return 'any';
  if (types.includes('string')) return 'text';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return types.includes('array') ? 'list' : 'other';
}

/** What the field holds after it: in a text that has fixed words in it the source is added at the end. */
export function insertedInto({ value, steps }: Target, insertion: Insertion): Insertion {
  if (insertion.way === 'entries') {
    const joined = joinedEntries(value, insertion.value);
    return joined === undefined ? insertion : { ...insertion, value: joined };
  }
  const sameField = insertion.steps === steps;
  const mixed = isExpression(value) && onlyExpression(value) === undefined;
  return sameField && mixed ? { ...insertion, way: 'added', value: `${value}${insertion.value}` } : insertion;
}
