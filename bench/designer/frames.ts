import type { Page } from 'playwright-core';
import { median } from '../src/measure/statistics.ts';

type Box = { x: number; y: number; width: number; height: number };

/** Milliseconds that a movement lasts, and between two positions of the mouse. */
const MOVES_MS = 2_500;
const BETWEEN_MS = 16;

/** What stands in the page while it is measured. */
type Counting = { requestAnimationFrame(step: (at: number) => void): number; frames?: number[] };

/** Frames per second while the mouse moves: the median of all frames, each as fast as it was. */
async function framesDuring(page: Page, move: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counting = globalThis as unknown as Counting;
    const frames: number[] = [];
    counting.frames = frames;
    const step = (at: number) => {
      frames.push(at);
      if (counting.frames === frames) counting.requestAnimationFrame(step);
    };
    counting.requestAnimationFrame(step);
  });
  await move();
  const frames = await page.evaluate(() => {
    const counting = globalThis as unknown as Counting;
    const counted = counting.frames ?? [];
    delete counting.frames;
    return counted;
  });
  return median(frames.slice(1).map((at, index) => 1_000 / (at - frames[index]!)));
}

async function repeatedly(act: (turn: number) => Promise<void>): Promise<void> {
  const end = performance.now() + MOVES_MS;
  for (let turn = 0; performance.now() < end; turn++) {
    const began = performance.now();
    await act(turn);
    const left = BETWEEN_MS - (performance.now() - began);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}

/** The drawing is pulled about in circles. */
export function panFrames(page: Page, { x, y, width, height }: Box): Promise<number> {
  const [middleX, middleY] = [x + width / 2, y + height - 40];
  return framesDuring(page, async () => {
    await page.mouse.move(middleX, middleY);
    await page.mouse.down();
    await repeatedly((turn) =>
      page.mouse.move(middleX + 300 * Math.sin(turn / 15), middleY - 150 + 150 * Math.cos(turn / 15)),
    );
    await page.mouse.up();
  });
}

/** In and out by the wheel. */
export function zoomFrames(page: Page, { x, y, width, height }: Box): Promise<number> {
  return framesDuring(page, async () => {
    await page.mouse.move(x + width / 2, y + height / 2);
    await repeatedly((turn) => page.mouse.wheel(0, 60 * Math.sign(Math.sin(turn / 20))));
  });
}
