import type { FlowGraph } from '../flow/graph.ts';

/** A place in a layer: a step, or where a long connection passes. */
export type LayerPlace = { key: string; real: boolean };
export type Layers = {
  layers: LayerPlace[][];
  /** Each connection, through all layers between its ends. */
  ways: { port?: string; through: string[] }[];
};

/** More places for passing connections than this and they go straight. */
const MOST_PASSES = 4_000;
const SWEEPS = 6;

/** Puts the steps of a graph into layers: each behind all that lead to it, and within a layer near to what it is connected with. */
export function layersOf(graph: FlowGraph): Layers {
  const ids = [...graph.byId.keys()];
  const rank = ranksOf(graph, ids);
  const layers: LayerPlace[][] = [];
  const put = (place: LayerPlace, at: number) => {
    layers[at] ??= [];
    layers[at].push(place);
  };
  for (const id of ids) put({ key: id, real: true }, rank.get(id)!);
  const edges = ids.flatMap((id) => graph.outgoing.get(id)!).filter(({ from, to }) => from !== to);
  const between = (from: string, to: string) => Math.max(0, rank.get(to)! - rank.get(from)! - 1);
  const straight = edges.reduce((sum, { from, to }) => sum + between(from, to), 0) > MOST_PASSES;
  const ways = edges.map(({ from, to, port }, index): Layers['ways'][number] => {
    const passes = straight ? 0 : between(from, to);
    const keys = Array.from({ length: passes }, (_, step) => `~${index} ${step}`);
    for (const [step, key] of keys.entries()) put({ key, real: false }, rank.get(from)! + 1 + step);
    return { ...(port === undefined ? {} : { port }), through: [from, ...keys, to] };
  });
  return { layers: sweep(layers, ways), ways };
}

/** The length of the longest way to each step. Steps on or behind a circle stand one behind the other after all others. */
function ranksOf(graph: FlowGraph, ids: readonly string[]): Map<string, number> {
  const rank = new Map<string, number>();
  for (const id of graph.order) {
    const before = graph.incoming.get(id)!.map(({ from }) => rank.get(from)!);
    rank.set(
      id,
      before.reduce((most, one) => Math.max(most, one + 1), 0),
    );
  }
  let last = Math.max(-1, ...rank.values());
  for (const id of ids) {
    if (rank.has(id)) continue;
    last += 1;
    rank.set(id, last);
  }
  return rank;
}

/** Moves each place towards the middle of its neighbours in the layer before, then in the layer behind, a few times. */
function sweep(layers: LayerPlace[][], ways: Layers['ways']): LayerPlace[][] {
  const neighbours = { before: new Map<string, string[]>(), behind: new Map<string, string[]>() };
  const note = (map: Map<string, string[]>, key: string, other: string) =>
    map.set(key, [...(map.get(key) ?? []), other]);
  for (const { through } of ways) {
    for (let index = 1; index < through.length; index++) {
      note(neighbours.before, through[index]!, through[index - 1]!);
      note(neighbours.behind, through[index - 1]!, through[index]!);
    }
  }
  let sorted = layers;
  for (let round = 0; round < SWEEPS; round++) {
    const look = round % 2 === 0 ? neighbours.before : neighbours.behind;
    const place = new Map<string, number>();
    const keep = (layer: readonly LayerPlace[]) => {
      for (const [index, { key }] of layer.entries()) place.set(key, index - (layer.length - 1) / 2);
    };
    for (const layer of sorted) keep(layer);
    const wanted = ({ key }: LayerPlace) => {
      const others = look.get(key) ?? [];
      if (others.length === 0) return place.get(key)!;
      return others.reduce((sum, other) => sum + place.get(other)!, 0) / others.length;
    };
    const through = round % 2 === 0 ? sorted : sorted.toReversed();
    const moved = through.map((layer) => {
      const now = layer.map((one, index) => ({ one, index, at: wanted(one) }));
      now.sort((a, b) => a.at - b.at || a.index - b.index);
      const next = now.map(({ one }) => one);
      keep(next);
      return next;
    });
    sorted = round % 2 === 0 ? moved : moved.reverse();
  }
  return sorted;
}
