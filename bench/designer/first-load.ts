import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { median } from '../src/measure/statistics.ts';
import type { Line } from '../src/measure/table.ts';
import type { Screens } from './screens.ts';

const ROUNDS = 5;
const MOST_KB = 350;
const MOST_MS = 2_000;

/** What the first screen costs: the scripts it fetches, and how long until it can be worked in. Each time with nothing in the cache. */
export async function firstLoad(screens: Screens, plainAddress: string): Promise<Line[]> {
  const [ours, blank]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const context = await screens.signedIn();
    const page = await context.newPage();
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response);
    });
    ours.push(await untilShown(page, '/flows', 'New flow'));
    // Only now: this process is the server, too.
    const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
    bytes = sizes.reduce((sum, one) => sum + one, 0);
    const bare = await context.newPage();
    blank.push(await untilShown(bare, `${plainAddress}/blank.html`, undefined));
    await context.close();
  }
  const kilobytes = bytes / 1_000;
  const interactive = median(ours);
  return [
    {
      metric: 'first load, scripts',
      ours: kilobytes,
      unit: 'kB gzip',
      target: { text: `≤ ${MOST_KB} kB`, met: kilobytes <= MOST_KB },
      note: 'all scripts that the list of flows fetches',
    },
    {
      metric: 'first load, interactive',
      ours: interactive,
      baseline: median(blank),
      unit: 'ms',
      target: { text: `≤ ${MOST_MS} ms`, met: interactive <= MOST_MS },
      note: 'from the address to a primary button that opens its dialog; the baseline is a page that is a heading; median of 5',
    },
  ];
}

/** Milliseconds until the page is there, and with `button` until it answers to it. */
async function untilShown(page: Page, address: string, button: string | undefined): Promise<number> {
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (button !== undefined) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
  }
  return performance.now() - began;
}
