import { readFile } from 'node:fs/promises';
import type { FlowDocument } from '@raccord/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled, soon } from './soon.ts';

// The list of flows, the templates and the documentation of a flow, in a real browser.

/** The machine may be busy. */

const program = browserProgram();
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(program === undefined)('flows', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  }
  const call = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers: { origin: screens.server.address } });
    expect(answer.ok(), path).toBe(true);
    return answer.json();
  };
  const flow = (id: string, more: Partial<FlowDocument> = {}): FlowDocument => ({
    ...{ schemaVersion: 1, id, name: `Flow ${id}`, edges: [] },
    nodes: [{ id: 'start', kind: 'trigger', uses: 'manual/run' }],
    ...more,
  });
  const put = (page: Page, document: FlowDocument) => call(page, '/api/flows', { document });
  const row = (page: Page, name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const menu = async (page: Page, name: string, item: string) => {
    await row(page, name)
      .getByRole('button', { name: `Actions for ${name}`, exact: true })
      .click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  it('a template is found by its app and becomes a draft, by keyboard alone', async () => {
    const page = await newPage();
    await page.goto('/templates');
    await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
    const cards = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) });
    await cards.first().waitFor();
    expect(await cards.count()).toBeGreaterThanOrEqual(7);
    await page.locator('input[aria-label=App]').focus();
    await page.keyboard.type('stripe');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await soon(() => cards.count()).toBe(3);
    expect(new URL(page.url()).search).toBe('?app=stripe');
    await page.getByRole('img', { name: /^Steps: .*Create an invoice/ }).waitFor();
    await page.getByRole('button', { name: 'Use this template: Stripe payment to Zoho Books' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Stripe payment to Zoho Books', level: 1 }).waitFor();
    await page.getByRole('treeitem').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/flows/stripe-payment-to-zoho-books');
  });

  it('the list says how flows are doing; it is searched, sorted and shared by its address', async () => {
    const page = await newPage();
    await put(page, flow('zeta', { tags: ['month end'], owner: 'Finance' }));
    await put(page, flow('alpha', { name: 'Á la une', tags: ['month end', 'press'] }));
    await call(page, '/api/flows/zeta/deploy', { environment: 'sandbox' });
    const { runId } = await call(page, '/api/flows/zeta/run', { environment: 'sandbox', input: {} });
    await expect
      .poll(async () => (await (await page.request.get(`/api/runs/${runId}`)).json()).run?.status, { timeout: 20_000 })
      .not.toBe('running');
    await page.goto('/flows?tag=month+end');
    await row(page, 'Flow zeta').getByText('Succeeded').waitFor();
    await row(page, 'Flow zeta').getByText('sandbox · version 1').waitFor();
    await row(page, 'Flow zeta').getByText('by hand').waitFor();
    await row(page, 'Á la une').getByText('Draft only').waitFor();
    const names = () => page.getByRole('rowheader').locator('a').allTextContents();
    expect(await names()).toEqual(['Flow zeta', 'Á la une']);
    await page.getByRole('button', { name: 'Last run' }).click();
    expect(await page.getByRole('columnheader', { name: 'Last run' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Show only flows tagged press' }).click();
    await soon(names).toEqual(['Á la une']);
    await page.reload();
    await soon(names).toEqual(['Á la une']);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('No flow is called or tagged that.').waitFor();
    await page.getByRole('button', { name: 'Show all flows' }).click();
    await row(page, 'Flow zeta').waitFor();
  });

  it('a flow is duplicated, labelled, archived from service, brought back, and deleted by its id', async () => {
    const page = await newPage();
    await put(page, flow('service', { name: 'In service' }));
    await call(page, '/api/flows/service/deploy', { environment: 'sandbox' });
    await page.goto('/flows?search=service');
    await menu(page, 'In service', 'Duplicate');
    await row(page, 'In service (copy)').getByText('Draft only').waitFor();

    await menu(page, 'In service (copy)', 'Tags and owner');
    const labels = page.getByRole('dialog');
    await labels.locator('input').first().fill('copies');
    await page.keyboard.press('Enter');
    await labels.getByLabel('Owner').fill('Zoé');
    await labels.getByRole('button', { name: 'Save' }).click();
    await row(page, 'In service (copy)').getByText('Zoé').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'In service (copy)').getByText('Zoé').waitFor({ state: 'detached' });

    await row(page, 'In service (copy)').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await row(page, 'In service (copy)').waitFor({ state: 'detached' });

    await menu(page, 'In service', 'Archive');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('In service in sandbox (version 1)').waitFor();
    await dialog.getByRole('button', { name: 'Stop and archive' }).click();
    await page.getByText('In service is archived.').waitFor();
    await page.getByRole('switch', { name: 'Archived flows' }).click();
    await menu(page, 'In service', 'Delete for ever');
    const remove = page.getByRole('dialog').getByRole('button', { name: 'Delete for ever' });
    expect(await remove.isDisabled()).toBe(true);
    await page.getByLabel('Id of the flow').fill('service');
    await remove.click();
    await row(page, 'In service').waitFor({ state: 'detached' });
    await menu(page, 'In service (copy)', 'Bring back');
    await page.getByRole('switch', { name: 'Archived flows' }).click();
    await row(page, 'In service (copy)').waitFor();
  });

  it('the documentation tells the flow in words; names and expressions are never markup', async () => {
    const page = await newPage();
    const evil = '<img src=x onerror=alert(1)>';
    await put(
      page,
      flow('told', {
        name: evil,
        description: evil,
        nodes: [
          { id: 'start', kind: 'trigger', uses: 'manual/run' },
          { id: 'sum', kind: 'map', title: evil, with: { [evil]: `{{start.total & '${evil}'}}` } },
        ],
        edges: [{ from: 'start', to: 'sum' }],
        groups: [{ id: 'sums', title: 'All sums', members: ['sum'] }],
        notes: [{ id: 'why', text: `Why? ${evil}`, x: 0, y: 0, width: 220, height: 120 }],
      }),
    );
    await page.goto('/flows?search=told');
    await menu(page, evil, 'Documentation');
    await page.getByRole('heading', { name: evil, level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Purpose', level: 2 }).waitFor();
    await page.getByText('A person starts it, or a program through the API.').waitFor();
    await page.getByRole('cell', { name: 'start.total', exact: true }).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: `Why? ${evil}` })
      .waitFor();
    await page.getByText('All sums').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Markdown' }).click();
    const markdown = await readFile(await (await saved).path(), 'utf8');
    expect(markdown).toMatch(/^# \\<img src=x onerror=alert\(1\)\\>\n/);
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    if ((await page.request.get('/api/flows/longest')).status() === 404) {
      const longest = { name: 'W'.repeat(200), owner: 'O'.repeat(200), tags: ['T'.repeat(50), 'b', 'c', 'd', 'e'] };
      await put(page, flow('longest', { ...longest, settings: { timezone: 'Europe/Paris' } }));
      await call(page, '/api/flows/longest/deploy', { environment: 'sandbox' });
    }
    const look = async (what: string) => expect(await findBarriers(page), what).toEqual([]);
    const open = async (path: string) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
    };
    await open('/flows');
    await page.getByRole('checkbox').nth(2).check();
    await look('the list');
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, 'no name makes the page wider than it is').toBe(0);
    await open('/templates');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await look('the templates');
    await open('/flows/stripe-payment-to-zoho-books/about');
    await page.getByRole('table').first().waitFor();
    await look('the documentation');
  });
});
