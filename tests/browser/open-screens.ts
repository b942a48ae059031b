import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@raccord/server/env';
import { type RunningServer, startServer } from '@raccord/server/server';
import { testDatabase } from '@raccord/server/testing/test-database';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { openBrowser } from './open-browser.ts';

export type Screens = {
  server: RunningServer;
  /** A page that fails its test for whatever it complains of in the console. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
};

/** A real server with its worker and the sandbox, and a browser in front of it. */
export async function openScreens(program: string): Promise<Screens> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'raccord-screens-'));
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' });
  const server = await startServer({ ...settings, databaseUrl: database.url });
  const browser = await openBrowser(program);
  return {
    server,
    async newPage(options = {}) {
      const context = await browser.newContext({ baseURL: server.address, ...options });
      // Short of the test's own limit, so that what is waited for in vain is named.
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        // A refusal of the server is told on the screen; the browser notes it besides.
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
          complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      return page;
    },
    async close() {
      await browser.close();
      await server.stop();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
