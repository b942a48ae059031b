import type { Language } from '../i18n/index.ts';

/** What a form needs of a JSON schema. Connectors' schemas come over the wire, so nothing is taken for granted. */
export type JsonSchema = {
  type?: string | string[];
  title?: string;
  description?: string;
  fr?: { title?: string; description?: string };
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  patternProperties?: Record<string, JsonSchema>;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  const?: unknown;
  default?: unknown;
  format?: string;
  /** Records must not change it, such as the text of a query: no expression. */
  literal?: boolean;
  /** Characters a text may have. */
  maxLength?: number;
  /** The words for the values of `enum`, where a form of ours has them. */
  names?: Record<string, string>;
  /** What it is picked from in the connected account: the name of one of the connector's lists. */
  choices?: string;
  /** A name or a length of time of ours: never an expression. */
  fixed?: boolean;
  /** A text of several lines. */
  lines?: boolean;
  /** A time zone by its IANA name. */
  zones?: boolean;
};

export type FieldKind = 'group' | 'list' | 'map' | 'choice' | 'switch' | 'number' | 'text' | 'any';

/** How a field is drawn. */
export function kindOf(schema: JsonSchema): FieldKind {
  if (choicesOf(schema) !== undefined) return 'choice';
  const types = typesOf(schema);
  if (types.includes('object')) {
    const known = Object.keys(schema.properties ?? {}).length > 0;
    return known ? 'group' : 'map';
  }
  if (types.includes('array')) return 'list';
  if (types.includes('boolean')) return 'switch';
  if (types.includes('string')) return 'text';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return 'any';
}

function typesOf(schema: JsonSchema): string[] {
  const own = schema.type === undefined ? [] : [schema.type].flat();
  return own.length > 0 ? own : (schema.anyOf ?? []).flatMap(typesOf);
}

/** The values to choose from, when there are such. */
export function choicesOf(schema: JsonSchema): unknown[] | undefined {
  if (schema.enum !== undefined) return schema.enum;
  const fixed = schema.anyOf?.filter((one) => 'const' in one).map((one) => one.const);
  return fixed !== undefined && fixed.length > 0 && fixed.length === schema.anyOf?.length ? fixed : undefined;
}

/** What a field is called and what helps to fill it in, in the language of the screens where it has that. */
export function wordsOf(schema: JsonSchema, name: string, language: Language): { title: string; help?: string } {
  const local = language === 'fr' ? schema.fr : undefined;
  const help = local?.description ?? schema.description;
  return { title: local?.title ?? schema.title ?? name, ...(help === undefined ? {} : { help }) };
}

/** The fields of a group: the required ones first, each in the order of the schema. */
export function fieldsOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const required = new Set(schema.required ?? []);
  const all = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: required.has(name),
  }));
  return [...all.filter((one) => one.required), ...all.filter((one) => !one.required)];
}

/** The schema of what a map holds under names of one's own. */
export function valuesOf(schema: JsonSchema): JsonSchema {
  if (typeof schema.additionalProperties === 'object') return schema.additionalProperties;
  return Object.values(schema.patternProperties ?? {})[0] ?? {};
}

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.includes('{{');

/** The step of a problem's path, as the server writes it. */
export function pathStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[\w$-]{1,100}$/.test(step) ? `.${step}` : `[${JSON.stringify(step.slice(0, 100))}]`;
}

/**
 * What was typed into a field that takes more than text: a number where it reads as one, JSON where it is that, else the text. An empty
 * field is no field.
 */
export function readTyped(text: string, kind: 'number' | 'any'): unknown {
  if (text === '') return undefined;
  if (isExpression(text)) return text;
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && Number.isFinite(Number(text))) return Number(text);
  if (kind === 'number') return text;
  try {
    return /^[[{]|^(true|false|null)$/.test(text) ? (JSON.parse(text) as unknown) : text;
  } catch {
    return text;
  }
}

export function asTyped(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
