import { readSettings } from '@raccord/server/env';
import { startServer } from '@raccord/server/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { browserProgram, openBrowser } from '../../tests/browser/open-browser.ts';
import type { Stage } from '../src/setup/stage.ts';

export type Screens = {
  address: string;
  /** A new context of somebody who is signed in: nothing of an earlier page is in its cache. */
  signedIn(): Promise<BrowserContext>;
  browser: Browser;
  call(method: 'POST' | 'GET', path: string, data?: unknown): Promise<unknown>;
};

const viewport = { width: 1440, height: 900 };
const owner = { name: 'Anne Roy', email: 'anne@acme.example', password: 'une phrase assez longue' };

/** A real server with its worker and the sandbox, a real browser, and an owner. */
export async function openScreens(stage: Stage): Promise<Screens> {
  const program = browserProgram();
  if (program === undefined) throw new Error('this bench needs Chromium on the PATH');
  const home = await stage.folder('home');
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' });
  const server = await startServer({ ...settings, databaseUrl: await stage.database('designer') });
  stage.onEnd(() => server.stop());
  const browser = await openBrowser(program);
  stage.onEnd(() => browser.close());
  const first = await browser.newContext({ baseURL: server.address, viewport, locale: 'en-GB' });
  await becomeOwner(await first.newPage(), server.setupLink!);
  const storageState = await first.storageState();
  return {
    address: server.address,
    browser,
    signedIn: () => browser.newContext({ baseURL: server.address, viewport, locale: 'en-GB', storageState }),
    async call(method, path, data) {
      const answer = await first.request.fetch(path, { method, data, headers: { origin: server.address } });
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return answer.json();
    },
  };
}

async function becomeOwner(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('link', { name: 'Open Raccord' }).waitFor();
  await page.close();
}
