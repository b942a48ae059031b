import type { FlowDocument } from '@raccord/contract';
import { readGraph } from '@raccord/runtime/flow/graph';
import type { Held } from './sample-queries.ts';

/**
 * What comes before a step, with nothing of the step itself but its place: so that what is typed into it changes nothing of what it reads.
 */
export function beforeStep(document: FlowDocument, id: string): FlowDocument | undefined {
  const { byId, upstream } = readGraph(document);
  const before = upstream.get(id);
  const kind = byId.get(id)?.node.kind;
  if (before === undefined || kind === undefined || kind === 'trigger') return undefined;
  const { schemaVersion, id: flow, name, connections, tables } = document;
  const nodes = document.nodes.flatMap((node) => (before.has(node.id) ? [withoutWords(node)] : []));
  const place = { id, kind: 'map' as const, with: {} };
  return {
    ...{ schemaVersion, id: flow, name: name === '' ? flow : name },
    ...(connections === undefined ? {} : { connections }),
    ...(tables === undefined ? {} : { tables }),
    nodes: [...nodes, place],
    edges: document.edges.filter(({ from, to }) => before.has(from) && (before.has(to) || to === id)),
  };
}

function withoutWords<N extends FlowDocument['nodes'][number]>({ title: _title, note: _note, ...node }: N) {
  return node as N;
}

/** What one record shows to the step. `sample`: index of the one it came from, `part`: its place among those made of it. */
export type Seen = { sample: number; part: number; value: Record<string, unknown> };

/** So many are looked at together. */
const MOST = 50;

/**
 * What expressions of a step read, for each sample: of the records that came to it, else (filtered, failed) of what is known, filled up
 * with examples.
 */
export function seenAt(held: Held, id: string, samples: number, example: Record<string, unknown>): Seen[] {
  const { env, records } = held;
  const run = { ...(example.run as object) };
  return Array.from({ length: samples }, (_, sample) => {
    const family = records.filter(({ index }) => index === sample);
    const came = family.filter(({ visited }) => visited.includes(id));
    const known = came.length > 0 ? came : family.filter(({ parentId }) => parentId === undefined).slice(0, 1);
    return known.map(({ values }, part): Seen => {
      const { [id]: _own, ...before } = values;
      return { sample, part, value: { ...(came.length > 0 ? {} : example), ...before, env, run } };
    });
  })
    .flat()
    .slice(0, MOST);
}
