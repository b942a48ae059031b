import type { ConnectorRegistry, FlowDocument, Language, LocalText } from '@raccord/contract';
import { type FlowGraph, readGraph } from '../flow/graph.ts';
import { describeStart } from './describe-start.ts';
import { describeStep } from './describe-step.ts';
import { describeTable } from './describe-table.ts';
import { drawFlow } from './draw-flow.ts';
import {
  type Block,
  code,
  type FlowPage,
  listed,
  paragraph,
  type Section,
  sentence,
  text,
  type Words,
} from './page.ts';
import { stepWords } from './step-words.ts';
import { type PageWords, words } from './words.ts';

/** What the house knows of a flow beside its document. Moments are ISO 8601. */
export type Surroundings = {
  shown: { version: number } | { revision: number; at: string; by: string | null };
  environments: {
    name: string;
    deployment?: { version: number; active: boolean; at: string; by: string | null } | undefined;
    /** By slot; what is missing is not bound yet. */
    connections: Record<string, { name: string; explicit: boolean }>;
  }[];
  versions: { version: number; at: string; by: string | null; note: string | null }[];
  /** What the tests show. */
  tests: string[];
};

export type Reader = {
  language: Language;
  /** Milliseconds since 1970. */
  now: number;
  /** The reader's own time zone. */
  zone: string;
};

/** What the parts of the page are made with. */
export type Description = Reader & {
  flow: FlowDocument;
  registry: ConnectorRegistry;
  graph: FlowGraph;
  words: PageWords;
  local(text: LocalText): string;
  /** A moment in the reader's zone and language. */
  moment(iso: string): string;
  stepTitle(id: string): string;
};

/** The whole documentation of a flow, from its document and what is around it. Pure: the same for the same arguments. */
export function describeFlow(
  flow: FlowDocument,
  registry: ConnectorRegistry,
  around: Surroundings,
  reader: Reader,
): FlowPage {
  const { language, zone } = reader;
  const t = words[language];
  const graph = readGraph(flow);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const titleOf = (id: string) => stepWords(graph.byId.get(id)!.node, registry, language);
  const d: Description = {
    ...{ ...reader, flow, registry, graph, words: t },
    local: (both) => both[language],
    moment: (iso) => format.format(new Date(iso)),
    stepTitle: (id) => titleOf(id).title,
  };
  const order = [...graph.order, ...[...graph.byId.keys()].filter((id) => !graph.order.includes(id))];
  const steps = order.map((id) => graph.byId.get(id)!.node).filter(({ kind }) => kind !== 'trigger');
  const picture: Block = { kind: 'picture', picture: drawFlow(flow, 'down', titleOf), text: t.pictureText };
  const sections: (Section | undefined)[] = [
    { id: 'purpose', title: t.purpose, blocks: purpose(d) },
    { id: 'service', title: t.service, blocks: service(d, around) },
    { id: 'picture', title: t.picture, blocks: [picture] },
    { id: 'start', title: t.starts, blocks: describeStart(d) },
    { id: 'steps', title: t.steps, blocks: [], parts: steps.map((node) => describeStep(d, node)) },
    groups(d),
    notes(d),
    flow.tables === undefined
      ? undefined
      : {
          id: 'tables',
          title: t.tables,
          blocks: [],
          parts: Object.keys(flow.tables).map((id) => describeTable(d, id)),
        },
    { id: 'connections', title: t.connections, blocks: connections(d, around) },
    { id: 'tests', title: t.tests, blocks: tests(d, around) },
    { id: 'history', title: t.history, blocks: history(d, around) },
  ];
  const shown = sections.filter((section) => section !== undefined);
  return { language, title: flow.name, facts: facts(d, around), sections: shown };
}

function purpose({ flow, words: t }: Description): Block[] {
  const paragraphs = (flow.description ?? '').split(/\n\s*\n/).filter((each) => each.trim() !== '');
  if (paragraphs.length === 0) return [paragraph([text(t.noPurpose)])];
  return paragraphs.map((each) => paragraph([text(each)]));
}

function facts({ flow, words: t, moment }: Description, { shown }: Surroundings): Block {
  const { owner, tags = [], settings = {} } = flow;
  const rows: { label: string; words: Words }[] = [{ label: t.owner, words: [text(owner ?? t.none)] }];
  const add = (label: string, value: Words | undefined) => value !== undefined && rows.push({ label, words: value });
  add(t.tags, tags.length === 0 ? undefined : listed(tags.map(text)));
  add(t.id, [code(flow.id)]);
  if ('version' in shown) add(t.shown, sentence(t.shownVersion, { version: text(String(shown.version)) }));
  else {
    const { revision, at, by } = shown;
    const params = { revision: text(String(revision)), at: text(moment(at)), by: text(by ?? '') };
    add(t.shown, sentence(by === null ? t.shownDraft : t.shownDraftBy, params));
  }
  add(t.timezone, [text(settings.timezone ?? 'UTC')]);
  add(t.recordKey, settings.recordKey === undefined ? undefined : [code(settings.recordKey)]);
  add(t.order, settings.ordering === 'key' ? [text(t.ordered)] : undefined);
  add(t.concurrency, settings.concurrency === undefined ? undefined : [text(String(settings.concurrency))]);
  return { kind: 'facts', rows };
}

function service({ words: t, moment }: Description, { environments }: Surroundings): Block[] {
  const rows = environments.flatMap(({ name, deployment }): Words[][] => {
    if (deployment === undefined) return [];
    const { version, active, at, by } = deployment;
    const cells = [name, String(version), active ? t.active : t.inactive, moment(at), by ?? t.none];
    return [cells.map((cell) => [text(cell)])];
  });
  if (rows.length === 0) return [paragraph([text(t.nowhere)])];
  const head = [t.environment, t.version, t.state, t.since, t.by];
  return [{ kind: 'table', label: t.service, head, rows }];
}

function groups({ flow, graph, words: t, stepTitle }: Description): Section | undefined {
  if (flow.groups === undefined || flow.groups.length === 0) return undefined;
  const rows = flow.groups.map(({ id, title, members }) => ({
    label: title.trim() === '' ? id : title,
    words: listed(members.map((member) => text(graph.byId.has(member) ? stepTitle(member) : member))),
  }));
  return { id: 'groups', title: t.groups, blocks: [{ kind: 'facts', rows }] };
}

function notes({ flow, words: t }: Description): Section | undefined {
  const items = (flow.notes ?? []).filter((note) => note.text.trim() !== '').map((note): Words => [text(note.text)]);
  return items.length === 0 ? undefined : { id: 'notes', title: t.notes, blocks: [{ kind: 'list', items }] };
}

function connections({ flow, registry, words: t, local }: Description, { environments }: Surroundings): Block[] {
  const slots = Object.entries(flow.connections ?? {});
  if (slots.length === 0) return [paragraph([text(t.noConnections)])];
  const rows = slots.map(([slot, { connector }]): Words[] => {
    const app = Object.hasOwn(registry, connector) ? local(registry[connector]!.title) : connector;
    const bound = environments.map(({ connections: of }): Words => {
      const binding = Object.hasOwn(of, slot) ? of[slot] : undefined;
      if (binding === undefined) return [text(t.unbound)];
      return binding.explicit ? [text(binding.name)] : sentence(t.defaultConnection, { name: text(binding.name) });
    });
    return [[code(slot)], [text(app)], ...bound];
  });
  const head = [t.slot, t.app, ...environments.map(({ name }) => name)];
  return [{ kind: 'table', label: t.connections, head, rows }];
}

function tests({ words: t }: Description, around: Surroundings): Block[] {
  if (around.tests.length === 0) return [paragraph([text(t.noTests)])];
  return [{ kind: 'list', items: around.tests.map((name) => [text(name)]) }];
}

function history({ words: t, moment }: Description, { versions }: Surroundings): Block[] {
  if (versions.length === 0) return [paragraph([text(t.noHistory)])];
  const rows = versions.map(({ version, at, by, note }) =>
    [String(version), moment(at), by ?? t.none, note ?? t.none].map((cell): Words => [text(cell)]),
  );
  return [{ kind: 'table', label: t.history, head: [t.version, t.when, t.by, t.remark], rows }];
}
