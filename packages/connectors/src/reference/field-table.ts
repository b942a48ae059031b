import type { TSchema } from 'typebox';
import { type Language, words } from './words.ts';

type Field = {
  type?: string | string[];
  title?: string;
  description?: string;
  fr?: { title?: string; description?: string };
  enum?: unknown[];
  const?: unknown;
  anyOf?: Field[];
  items?: Field;
  properties?: Record<string, Field>;
  required?: string[];
  choices?: string;
};

/** The fields of a schema as a Markdown table; empty when it has none. */
export function fieldTable(schema: TSchema, language: Language): string {
  const { properties = {}, required = [] } = schema as unknown as Field;
  const rows = Object.entries(properties).map(([name, field]) => {
    const must = required.includes(name) ? `, ${words[language].required}` : '';
    return `| \`${name}\` | ${typeOf(field, language)}${must} | ${meaning(field, language)} |`;
  });
  if (rows.length === 0) return '';
  const { field, type, meaning: means } = words[language];
  return [`| ${field} | ${type} | ${means} |`, '| --- | --- | --- |', ...rows].join('\n');
}

function typeOf(field: Field, language: Language): string {
  const say = words[language];
  if (field.choices !== undefined) return say.picked;
  const values = field.enum ?? field.anyOf?.flatMap((one) => (one.const === undefined ? [] : [one.const]));
  if (values !== undefined && values.length > 0)
    return `${say.oneOf} ${values.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (field.type === 'array')
    return field.items === undefined ? say.listOf : `${say.listOf} ${typeOf(field.items, language)}`;
  if (field.anyOf !== undefined) return field.anyOf.map((one) => typeOf(one, language)).join(' / ');
  return (
    [field.type ?? []]
      .flat()
      .map((type) => say.types[type] ?? type)
      .join(' / ') || 'JSON'
  );
}

function meaning(field: Field, language: Language): string {
  const { title, description } = language === 'fr' ? { ...field, ...field.fr } : field;
  const told = [title === undefined ? '' : `**${title}**`, description ?? ''].filter((part) => part !== '').join(' · ');
  return told.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
