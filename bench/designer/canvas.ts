import type { Page } from 'playwright-core';
import { median } from '../src/measure/statistics.ts';
import type { Line } from '../src/measure/table.ts';
import { panFrames, zoomFrames } from './frames.ts';
import type { Screens } from './screens.ts';

const ROUNDS = 3;
const LEAST = 50;

type Drawn = { nodes: object[]; edges: object[] };

/** Pan and zoom of a large flow, ours and plain xyflow in turns. */
export async function canvas(screens: Screens, plainAddress: string, flowId: string): Promise<Line[]> {
  const context = await screens.signedIn();
  const ours = await context.newPage();
  await ours.goto(`/flows/${flowId}`);
  await ours.locator('.react-flow__node').first().waitFor();
  const drawn = await drawnOf(ours, screens, flowId);
  const plain = await context.newPage();
  await plain.addInitScript((given: Drawn) => Object.assign(globalThis, { drawn: given }), drawn);
  await plain.goto(plainAddress);
  await plain.locator('.react-flow__node').first().waitFor();

  const figures = {
    pan: { ours: [] as number[], plain: [] as number[] },
    zoom: { ours: [] as number[], plain: [] as number[] },
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, page] of [
      ['ours', ours],
      ['plain', plain],
    ] as const) {
      await page.bringToFront();
      const box = await page.locator('.react-flow').boundingBox();
      if (box === null) throw new Error(`${name}: there is no drawing`);
      figures.pan[name].push(await panFrames(page, box));
      figures.zoom[name].push(await zoomFrames(page, box));
    }
  }
  await context.close();
  return (['pan', 'zoom'] as const).map((what): Line => {
    const [mine, bare] = [median(figures[what].ours), median(figures[what].plain)];
    return {
      metric: `${what}, 300 steps`,
      ours: mine,
      baseline: bare,
      unit: 'fps',
      target: { text: `≥ ${LEAST}`, met: mine >= LEAST },
      note: 'median of all frames; the baseline is xyflow with the same boxes and lines and nothing in them',
    };
  });
}

/** The same boxes at the same places for the plain drawing. */
async function drawnOf(page: Page, screens: Screens, flowId: string): Promise<Drawn> {
  const { document } = (await screens.call('GET', `/api/flows/${flowId}`)) as {
    document: { nodes: { id: string }[]; edges: { from: string; to: string }[] };
  };
  await page.locator('.react-flow__minimap').waitFor();
  const columns = Math.ceil(document.nodes.length / 6);
  return {
    nodes: document.nodes.map(({ id }, index) => ({
      id,
      data: { label: id },
      position: { x: (index % columns) * 300, y: Math.floor(index / columns) * 160 },
      width: 220,
      height: 100,
    })),
    edges: document.edges.map(({ from, to }) => ({ id: `${from}>${to}`, source: from, target: to })),
  };
}
