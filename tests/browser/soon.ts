import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the page is to say before long; how long is no measure of speed, as other tests run beside. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 40_000 });

/** Nothing on the page waits for data any more. */
export const settled = (page: Page) => soon(() => page.locator('[aria-busy=true]').count()).toBe(0);
