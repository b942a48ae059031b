import { readSettings } from '@raccord/server/env';
import { startServer } from '@raccord/server/server';
import type { Browser, BrowserContext } from 'playwright-core';
import { becomeOwner } from '../../tests/browser/become-owner.ts';
import { browserProgram, openBrowser } from '../../tests/browser/open-browser.ts';
import type { Stage } from '../src/setup/stage.ts';

export type Screens = {
  address: string;
  databaseUrl: string;
  /** A new context of somebody who is signed in: nothing of an earlier page is in its cache. */
  signedIn(): Promise<BrowserContext>;
  browser: Browser;
  call(method: 'POST' | 'GET', path: string, data?: unknown): Promise<unknown>;
};

const viewport = { width: 1440, height: 900 };

/** A real server with its worker and the sandbox, a real browser, and an owner. */
export async function openScreens(stage: Stage): Promise<Screens> {
  const program = browserProgram();
  if (program === undefined) throw new Error('this bench needs Chromium on the PATH');
  const home = await stage.folder('home');
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' });
  const databaseUrl = await stage.database('designer');
  const server = await startServer({ ...settings, databaseUrl });
  stage.onEnd(() => server.stop());
  const browser = await openBrowser(program);
  stage.onEnd(() => browser.close());
  const first = await browser.newContext({ baseURL: server.address, viewport, locale: 'en-GB' });
  const page = await first.newPage();
  const storageState = await becomeOwner(server.setupLink, page);
  await page.close();
  return {
    address: server.address,
    databaseUrl,
    browser,
    signedIn: () => browser.newContext({ baseURL: server.address, viewport, locale: 'en-GB', storageState }),
    async call(method, path, data) {
      const answer = await first.request.fetch(path, { method, data, headers: { origin: server.address } });
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return answer.json();
    },
  };
}
