import type { FlowDocument, FlowNode, Language } from '@raccord/contract';
import type { Template } from './read-templates.ts';

type Begun = Pick<Template, 'document' | 'tests'> & {
  name: string;
  description: string;
  samples: { node: string; name: string; data: unknown }[];
};

/** A template as somebody of this language begins with it: what people read is in their language, what is computed stays the same. */
export function templateIn(
  { title, description, document, tests, samples, french }: Template,
  language: Language,
): Begun {
  const told = (text: string) => (language === 'fr' && Object.hasOwn(french, text) ? french[text]! : text);
  return {
    name: title[language],
    description: description[language],
    document: withWords(document, told),
    tests: tests.map(({ id, name, document: text }) => {
      const test = { ...JSON.parse(text), name: told(name) };
      return { id, name: told(name), document: `${JSON.stringify(test, undefined, 2)}\n` };
    }),
    samples: Object.entries(samples).flatMap(([node, list]) =>
      list.map(({ name, data }) => ({ node, name: name[language], data })),
    ),
  };
}

/** All the words of a flow that people read and nothing computes with. */
export function withWords(document: FlowDocument, told: (text: string) => string): FlowDocument {
  const { notes, groups, tables } = document;
  const branches = new Set(document.nodes.flatMap(({ id, kind }) => (kind === 'branch' ? [id] : [])));
  return {
    ...document,
    nodes: document.nodes.map((node) => nodeWith(node, told)),
    edges: document.edges.map((edge) =>
      edge.port !== undefined && branches.has(edge.from) ? { ...edge, port: told(edge.port) } : edge,
    ),
    ...(notes === undefined ? {} : { notes: notes.map((note) => ({ ...note, text: told(note.text) })) }),
    ...(groups === undefined ? {} : { groups: groups.map((group) => ({ ...group, title: told(group.title) })) }),
    ...(tables === undefined
      ? {}
      : {
          tables: Object.fromEntries(
            Object.entries(tables).map(([id, table]) => [
              id,
              table.title === undefined ? table : { ...table, title: told(table.title) },
            ]),
          ),
        }),
  };
}

function nodeWith(node: FlowNode, told: (text: string) => string): FlowNode {
  const { title, note } = node;
  const words = {
    ...(title === undefined ? {} : { title: told(title) }),
    ...(note === undefined ? {} : { note: told(note) }),
  };
  if (node.kind === 'approval') {
    const { question, fields } = node;
    const asked = question === undefined ? {} : { question: told(question) };
    const named = fields?.map((field) => (field.title === undefined ? field : { ...field, title: told(field.title) }));
    return { ...node, ...words, ...asked, ...(named === undefined ? {} : { fields: named }) };
  }
  if (node.kind !== 'branch') return { ...node, ...words };
  const cases = node.cases.map((one) => ({ ...one, port: told(one.port) }));
  return { ...node, ...words, cases, ...(node.otherwise === undefined ? {} : { otherwise: told(node.otherwise) }) };
}
