import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure, type FlowDocument, type LocalText } from '@raccord/contract';
import { flowFacts } from '../stores/flow-facts.ts';
import { storedDocument } from './read-document.ts';

/** A flow to begin with: a folder of `flows/`. */
export type Template = {
  id: string;
  title: LocalText;
  description: LocalText;
  tags: string[];
  apps: string[];
  document: FlowDocument;
  /** `document`: the text of the file. */
  tests: { id: string; name: string; document: string }[];
  /** What steps have given, by their id; the trigger's are what the flow is tried on. */
  samples: Record<string, { name: LocalText; data: unknown }[]>;
  /** What the words in it are in French: titles, notes, names of ways and tests. */
  french: Record<string, string>;
};

const folder = new URL('../../../../flows/', import.meta.url);

/** All templates of the product, by id. They are few and small, and are read anew: while one writes them they change. */
export async function readTemplates(): Promise<Template[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(ids.sort().map(readTemplate));
}

/** @throws Failure `missing` / `server.noTemplate` */
export async function findTemplate(id: string): Promise<Template> {
  const found = (await readTemplates()).find((one) => one.id === id);
  if (found === undefined) throw new Failure('missing', 'server.noTemplate', { template: id });
  return found;
}

/** `template.json` says in both languages what `flow.json` says in one; without it, that one has to do. */
async function readTemplate(id: string): Promise<Template> {
  const home = new URL(`${id}/`, folder);
  const text = await readFile(new URL('flow.json', home), 'utf8');
  const document = storedDocument(text);
  const { name, description = '' } = document;
  const same = (words: string) => ({ en: words, fr: words });
  const json = (file: string) => readFile(new URL(file, home), 'utf8').then(JSON.parse, () => ({}));
  const words: Partial<Pick<Template, 'title' | 'description' | 'french'>> = await json('template.json');
  const samples: Template['samples'] = await json('samples.json');
  const { tags, apps } = flowFacts(text);
  return {
    ...{ id, title: same(name), description: same(description), french: {}, ...words },
    ...{ tags, apps, document, samples, tests: await readTests(new URL('tests/', home)) },
  };
}

async function readTests(home: URL): Promise<Template['tests']> {
  const names = await readdir(home).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(async (file) => {
        const document = await readFile(new URL(file, home), 'utf8');
        const { name } = JSON.parse(document) as { name: string };
        return { id: basename(file, '.json'), name, document };
      }),
  );
}
