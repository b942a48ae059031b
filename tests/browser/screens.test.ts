import { readFile } from 'node:fs/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anne, becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled } from './soon.ts';

// The screens in a real browser, against a real server with its worker and the sandbox.

const program = browserProgram();
const template = new URL('../../flows/stripe-payment-to-zoho-books/flow.json', import.meta.url);

describe.skipIf(program === undefined)('the screens', () => {
  let screens: Screens;
  let signedIn: SignedIn;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());
  const newPage = (options?: BrowserContextOptions) => screens.newPage(options);

  it('the first owner follows the one-time link into the screens', async () => {
    const page = await newPage({ locale: 'en-GB' });
    signedIn = await becomeOwner(screens.server.setupLink, page);
    await page.getByText('Nothing needs you at the moment.').waitFor();
    await page.getByRole('link', { name: 'Flows' }).click();
    await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
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
    await page.getByText(/fonctionne\s: elle atteint/).waitFor();
  });

  it('a link in the address bar cannot lead to another site after signing in', async () => {
    const page = await newPage();
    await page.goto('/sign-in?to=//evil.example/');
    await page.getByLabel('E-mail address').fill(anne.email);
    await page.getByLabel('Password').first().fill(anne.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
    expect(page.url()).toBe(`${screens.server.address}/flows`);
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

  it('a screen that was opened while the server was away fills by itself once it answers again', async () => {
    const page = await newPage({ storageState: signedIn });
    await page.goto('/environments');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const everything = '**/api/**';
    await page.route(everything, (route) => route.fulfill({ status: 503 }));
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.getByText('This could not be loaded').first().waitFor();
    await page.unroute(everything);
    await page.getByText('Nothing to do here').waitFor();
  });

  it('the keyboard alone leads from screen to screen', async () => {
    const page = await newPage({ storageState: signedIn });
    await page.goto('/flows');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('[role=dialog] input:focus').waitFor();
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
      await settled(page);
      expect(await findBarriers(page), path).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
  });
});
