import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@raccord/server/env';
import { type RunningServer, startServer } from '@raccord/server/server';
import { type TestDatabase, testDatabase } from '@raccord/server/testing/test-database';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram, openBrowser } from './open-browser.ts';

// The screens in a real browser, against a real server with its worker and the sandbox.

const program = browserProgram();
const template = new URL('../../flows/stripe-payment-to-zoho-books/flow.json', import.meta.url);
const anne = { name: 'Anne Roy', email: 'anne@acme.example', password: 'une phrase assez longue' };

describe.skipIf(program === undefined)('the screens', () => {
  let database: TestDatabase;
  let home: string;
  let server: RunningServer;
  let browser: Browser;
  let signedIn: NonNullable<BrowserContextOptions['storageState']>;

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'raccord-screens-'));
    const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' });
    server = await startServer({ ...settings, databaseUrl: database.url });
    browser = await openBrowser(program!);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  /** A page that fails its test for whatever it complains of in the console. */
  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
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
  }

  it('the first owner follows the one-time link into the screens', async () => {
    const page = await newPage({ locale: 'en-GB' });
    await page.goto(server.setupLink!);
    await page.getByLabel('Your name').fill(anne.name);
    await page.getByLabel('E-mail address').fill(anne.email);
    await page.getByLabel('Password').fill(anne.password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('link', { name: 'Open Raccord' }).click();
    await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
    await page.getByText('No flows yet').waitFor();
    signedIn = await page.context().storageState();
  });

  it('whoever is not signed in signs in first, and comes out where they wanted to go', async () => {
    const page = await newPage({ locale: 'fr-FR' });
    await page.goto('/connections?search=stripe');
    await page.getByLabel('Adresse e-mail').fill(anne.email);
    await page.getByLabel('Mot de passe').first().fill('une autre phrase');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Mot de passe').first().fill(anne.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('rowheader', { name: /Stripe/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?search=stripe');
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('button', { name: /^Tester Stripe/ }).click();
    await page.getByText(/fonctionne : elle atteint/).waitFor();
  });

  it('a link in the address bar cannot lead to another site after signing in', async () => {
    const page = await newPage();
    await page.goto('/sign-in?to=//evil.example/');
    await page.getByLabel('E-mail address').fill(anne.email);
    await page.getByLabel('Password').first().fill(anne.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
    expect(page.url()).toBe(`${server.address}/flows`);
  });

  it('a flow is imported from a file; what is none is refused in words', async () => {
    const page = await newPage({ storageState: signedIn });
    await page.goto('/flows');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await page.getByText('notes.json is not JSON').waitFor();
    const hostile = Buffer.from('{"schemaVersion":1,"id":"x","name":"<img src=x onerror=alert(1)>","__proto__":{}}');
    await choose.setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: hostile });
    await expect.poll(() => page.getByRole('alert').count()).toBe(2);
    await choose.setInputFiles({
      name: 'flow.json',
      mimeType: 'application/json',
      buffer: await readFile(template),
    });
    await page.getByRole('rowheader', { name: 'Stripe payment to Zoho Books' }).waitFor();
    await page.getByText('Draft only').waitFor();
  });

  it('the keyboard alone leads from screen to screen', async () => {
    const page = await newPage({ storageState: signedIn });
    await page.goto('/flows');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('connec');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ storageState: signedIn, locale, colorScheme, reducedMotion: 'reduce' });
    for (const path of ['/flows', '/connections', '/environments', '/nowhere', '/sign-in']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
      expect(await findBarriers(page, colorScheme), path).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
  });
});
