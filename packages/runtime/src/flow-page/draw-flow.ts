import type { FlowDocument, NodeKind } from '@raccord/contract';
import { readGraph } from '../flow/graph.ts';
import { type Layers, layersOf } from './layers.ts';

export type PictureNode = {
  id: string;
  kind: NodeKind;
  /** The connector of an action or a trigger. */
  app?: string;
  title: string;
  line: string;
  x: number;
  y: number;
};
/** `path`: of an SVG; `label` stands on it. */
export type PictureEdge = {
  from: string;
  to: string;
  port?: string;
  path: string;
  label?: { text: string; x: number; y: number };
};
export type FlowPicture = {
  width: number;
  height: number;
  node: { width: number; height: number };
  nodes: PictureNode[];
  edges: PictureEdge[];
};

/** `down`: with words, for a page; `right`: only marks, for a card. */
export const shapes = {
  down: { node: { width: 236, height: 52 }, between: 24, layers: 36, margin: 4 },
  right: { node: { width: 36, height: 36 }, between: 12, layers: 20, margin: 4 },
} as const;

/**
 * A picture of a flow: steps in layers, so that every connection goes forward and no two steps overlap. The same for the same flow.
 * @param words what a step is called, and a line of what it does
 */
export function drawFlow(
  flow: Pick<FlowDocument, 'nodes' | 'edges'>,
  direction: keyof typeof shapes,
  words: (id: string) => { title: string; line: string },
): FlowPicture {
  const graph = readGraph(flow);
  const { node, between, layers: gap, margin } = shapes[direction];
  const down = direction === 'down';
  const [along, across] = down ? [node.height, node.width] : [node.width, node.height];
  const layers = layersOf(graph);
  const breadth = (layer: Layers['layers'][number]) =>
    layer.reduce((sum, { real }) => sum + (real ? across : 0) + between, -between);
  const widest = Math.max(...layers.layers.map(breadth));
  /** The middle of each place, along and across. */
  const middle = new Map<string, { along: number; across: number }>();
  for (const [index, layer] of layers.layers.entries()) {
    let at = margin + (widest - breadth(layer)) / 2;
    for (const { key, real } of layer) {
      const size = real ? across : 0;
      middle.set(key, { along: margin + index * (along + gap) + along / 2, across: at + size / 2 });
      at += size + between;
    }
  }
  const point = (place: { along: number; across: number }) =>
    down ? { x: place.across, y: place.along } : { x: place.along, y: place.across };
  const length = margin * 2 + layers.layers.length * along + (layers.layers.length - 1) * gap;
  const nodes = [...graph.byId].map(([id, { node: drawn }]): PictureNode => {
    const { x, y } = point(middle.get(id)!);
    const app = 'uses' in drawn ? { app: drawn.uses.slice(0, drawn.uses.indexOf('/')) } : {};
    return { id, kind: drawn.kind, ...app, ...words(id), x: round(x - node.width / 2), y: round(y - node.height / 2) };
  });
  const edges = layers.ways.map(({ port, through }): PictureEdge => {
    const places = through.map((key) => middle.get(key)!);
    const ends = { from: through[0]!, to: through.at(-1)!, ...(port === undefined ? {} : { port }) };
    const path = curve(places, along / 2, point);
    if (port === undefined || !down) return { ...ends, path };
    const first = places[0]!;
    const second = places[1]!;
    const share = (a: number, b: number) => a + (b - a) * 0.5;
    const at = point({ along: first.along + along / 2 + gap / 2, across: share(first.across, second.across) });
    return { ...ends, path, label: { text: port, x: round(at.x), y: round(at.y) } };
  });
  const [width, height] = down ? [widest + margin * 2, length] : [length, widest + margin * 2];
  return { width: round(width), height: round(height), node: { ...node }, nodes, edges };
}

type Place = { along: number; across: number };

/** From the end of the first step to the beginning of the last one, smoothly through the places between. */
function curve(places: readonly Place[], half: number, point: (place: Place) => { x: number; y: number }): string {
  const text = (place: Place) => {
    const { x, y } = point(place);
    return `${round(x)} ${round(y)}`;
  };
  const first = { ...places[0]!, along: places[0]!.along + half };
  let path = `M ${text(first)}`;
  let from = first;
  for (const [index, place] of places.entries()) {
    if (index === 0) continue;
    const last = index === places.length - 1;
    const to = { ...place, along: place.along - half };
    const bend = (to.along + from.along) / 2;
    path += ` C ${text({ along: bend, across: from.across })}, ${text({ along: bend, across: to.across })}, ${text(to)}`;
    from = last ? to : { ...to, along: place.along + half };
    if (!last) path += ` L ${text(from)}`;
  }
  return path;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;
