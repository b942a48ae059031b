import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templates } from './templates.mjs';

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Writes the files of a new connector and puts it into the registry.
 * @param root the checkout
 * @returns the files written, and what to do next
 */
export function newConnector(root, { id, title = id }) {
  if (id === undefined || !kebab.test(id))
    throw new Error(
      'Say what it is called, in small letters with dashes: npm run new:connector -- acme-crm "Acme CRM"',
    );
  const source = fileURLToPath(new URL('packages/connectors/src/', root));
  const folder = join(source, id);
  if (existsSync(folder)) throw new Error(`There is a connector “${id}” already: ${folder}`);
  const names = { id, title: title.replaceAll("'", '’'), name: camel(id) };
  const files = Object.entries(templates).map(([file, text]) => {
    const target = join(folder, file.replace('{id}', id));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      text.replaceAll(/__(id|title|name)__/g, (_, word) => names[word]),
    );
    return target;
  });
  const registry = join(source, 'index.ts');
  writeFileSync(registry, register(readFileSync(registry, 'utf8'), names));
  const next = `Now: endpoints and status table in client.ts, the sign-in in auth.ts, then your objects. Run
  npx vitest run packages/connectors/src/${id} packages/connectors/src/registry.test.ts
  npx vitest run packages/connectors/src/reference -u     (writes its page)
and go on with step 3 of CONTRIBUTING.md.`;
  return { files: [...files, registry], next };
}

function camel(id) {
  return id.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Adds the import and the entry where the alphabet wants them. */
function register(registry, { id, name }) {
  const lines = registry.split('\n');
  insert(
    lines,
    /^import \{ \w+ \} from '\.\/([\w-]+)\/index\.ts';$/,
    id,
    `import { ${name} } from './${id}/index.ts';`,
  );
  insert(lines, /^ {2}'?([\w-]+)'?(?:: \w+)?,$/, id, id === name ? `  ${id},` : `  '${id}': ${name},`);
  return lines.join('\n');
}

function insert(lines, pattern, id, line) {
  const known = lines.flatMap((text, at) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? [] : [{ found, at }];
  });
  const before = known.filter(({ found }) => found < id).at(-1);
  const at = before === undefined ? (known[0]?.at ?? lines.length) : before.at + 1;
  lines.splice(at, 0, line);
}
