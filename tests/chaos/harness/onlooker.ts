import type { Browser, BrowserContext, Page } from 'playwright-core';
import { becomeOwner } from '../../browser/become-owner.ts';

/** Somebody who has the screens open while all is broken around them. */
export type Onlooker = {
  /** Where a screen that was open all the while does not come to say what one opened now says; and what the pages complained of. */
  disagreements(): Promise<string[]>;
  leave(): Promise<void>;
};

/** Each follows the server's events through one stream; a browser opens six connections to a server at most. */
const places = ['/overview', '/inbox', '/runs', '/review'];
const PATIENCE_MS = 60_000;
/** What is told about moments and lengths of time changes by itself. */
const moments = /\b(\d+ |an? )?(milli)?(seconds?|minutes?|hours?|ms|s|min)( ago)?\b|\bnow\b|\d+:\d\d(:\d\d)?/g;

export async function sitDown(browser: Browser, baseURL: string, setupLink: string | undefined): Promise<Onlooker> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const first = await context.newPage();
  await becomeOwner(setupLink, first);
  await first.close();
  const complaints: string[] = [];
  const pages = await Promise.all(places.map((place) => open(context, place, complaints)));
  return {
    async disagreements() {
      const found: string[] = [];
      for (const [at, page] of pages.entries()) {
        const place = places[at]!;
        const difference = await differs(context, place, page, complaints);
        if (difference !== undefined) found.push(`the screen ${place} that was open says otherwise: ${difference}`);
      }
      return [...found, ...complaints.map((complaint) => `a screen complains: ${complaint}`)];
    },
    leave: () => context.close(),
  };
}

async function open(context: BrowserContext, place: string, complaints: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // That a server is away for a moment is noted by the browser, and is why we are here.
    if (message.type() === 'error' && !/Failed to load resource|EventSource|ERR_/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto(place);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** What differs between a page that was open and a fresh one of the same place, once both had time; undefined when nothing does. */
async function differs(context: BrowserContext, place: string, page: Page, complaints: string[]) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const fresh = await open(context, place, complaints);
    await fresh.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    const [now, before] = [await said(fresh), await said(page)];
    await fresh.close();
    if (now.join('\n') === before.join('\n')) return undefined;
    if (Date.now() > until) {
      const only = (these: string[], others: string[]) =>
        JSON.stringify(these.filter((line) => !others.includes(line)));
      return `only it says ${only(before, now)}, only a fresh one says ${only(now, before)}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** What a screen reader would read of a page's main part, line by line, without moments. */
async function said(page: Page): Promise<string[]> {
  const text = await page.locator('main').ariaSnapshot();
  return text.split('\n').map((line) => line.trim().replace(moments, '…'));
}
