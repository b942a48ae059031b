import { existsSync, readFileSync } from 'node:fs';
import type { Document } from './specification.ts';

/**
 * Zoho's OpenAPI documents of CRM v8, put together into one. They stand beside the project and not in it: Zoho publishes them without a
 * licence. Where they are absent, the CRM is measured by nothing, and says so.
 */
const folder = new URL('../../../shared/specs/zoho-crm/', import.meta.url);
/** In this order: a path that two of them have is taken from the first. */
const names = [
  'record',
  'notes',
  'attachments',
  'tags',
  'notifications',
  'coql',
  'fields',
  'modules',
  'users',
  'org',
  'related_records',
  'common',
];

export function zohoCrmDocument(): Document | undefined {
  if (!existsSync(folder)) {
    process.emitWarning(`Zoho CRM's stand-in and connector were compared with nothing: ${folder.pathname} is absent.`);
    return undefined;
  }
  const paths: Document['paths'] = {};
  const components: NonNullable<Document['components']> = {};
  for (const name of names) {
    const document = withOwnNames(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), name) as Document;
    for (const [path, methods] of Object.entries(document.paths)) paths[path] = { ...methods, ...paths[path] };
    for (const [kind, entries] of Object.entries(document.components ?? {})) {
      const own = Object.entries(entries).map(([entry, value]) => [`${name}.${entry}`, value]);
      components[kind] = { ...components[kind], ...Object.fromEntries(own) };
    }
  }
  // What another document names that we have not taken may be anything.
  for (const missing of unknownSchemas({ paths, components }))
    components.schemas = { ...components.schemas, [missing]: {} };
  return { paths, components };
}

/** `#/components/schemas/Tag` of `tags` becomes `#/components/schemas/tags.Tag`, from whichever document it is named. */
function withOwnNames(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withOwnNames(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    if (key !== '$ref' || typeof inner !== 'string') return [key, withOwnNames(inner, name)] as const;
    const [, file, kind, entry] = /(?:\/(\w+)\.json)?#\/components\/(\w+)\/(.+)$/.exec(inner) ?? [];
    return [key, `#/components/${kind}/${file ?? name}.${entry}`] as const;
  });
  return Object.fromEntries(entries);
}

function unknownSchemas(document: Document): string[] {
  const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
  return named.filter((name) => document.components?.schemas?.[name] === undefined);
}
