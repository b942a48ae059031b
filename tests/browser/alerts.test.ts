import { watchOnce } from '@raccord/server/alerts/watch-alerts';
import { sampleFlow } from '@raccord/server/testing/sample-flow';
import { insertFailure, insertRun } from '@raccord/server/testing/sample-run';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anne, becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled } from './soon.ts';

// Alerts in a real browser: a channel that is tried, a rule with its preview, an incident that somebody looks after.

const program = browserProgram();
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(program === undefined)('alerts', () => {
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
  const pick = async (page: Page, field: string, option: string | RegExp) => {
    await page
      .getByRole('combobox', { name: field, exact: true })
      .or(page.getByRole('textbox', { name: field, exact: true }))
      .first()
      .press('ArrowDown');
    await page.getByRole('option', { name: option }).click();
  };
  async function fail(count: number) {
    const { db } = screens.server.deps;
    const { id: environmentId } = await db.selectFrom('environments').select('id').executeTakeFirstOrThrow();
    const place = { flowId: 'orders', environmentId };
    const { runId, recordIds } = await insertRun(db, {
      ...place,
      states: Array.from({ length: count }, () => 'failed'),
    });
    const failure = { kind: 'input' as const, code: 'http.refused', params: {} };
    for (const recordId of recordIds) await insertFailure(db, { ...place, runId, recordId, failure });
  }
  /** What the server does every half minute. */
  async function watch() {
    const { pool, ring, publicUrl } = screens.server.deps;
    await ring(await watchOnce(pool, { now: Date.now(), address: publicUrl, slow: true }));
  }

  it('a channel is made and tried: a test that arrives is said to, and one that does not says why', async () => {
    const page = await newPage();
    const made = await page.request.post('/api/flows', {
      data: { document: sampleFlow('orders', { name: 'Stripe → Books' }) },
      headers: { origin: screens.server.address },
    });
    expect(made.ok(), await made.text()).toBe(true);
    await page.goto('/alerts');
    await page.getByText('Nobody is told yet').waitFor();
    await page.getByRole('link', { name: 'To the channels' }).click();
    await page.getByRole('button', { name: 'New channel' }).click();
    const dialog = page.getByRole('dialog', { name: 'New channel' });
    await dialog.getByLabel('Name').fill('on-call mail');
    await pick(page, 'Connection', /^Mail/);
    await dialog.getByLabel('From').fill('raccord@acme.example');
    await dialog.getByLabel('To').first().fill('ops@acme.example');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Send a test through on-call mail' }).click();
    await page.getByText('The test message has left through on-call mail.').waitFor();

    await page.getByRole('button', { name: 'New channel' }).click();
    await dialog.getByLabel('Name').fill('own program');
    await pick(page, 'Kind', 'Webhook');
    await dialog.getByLabel('Address').fill('http://127.0.0.1:9/alerts');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const secret = page.getByRole('dialog', { name: 'Signing secret' });
    await secret.getByText(/^whsec_/).waitFor();
    await secret.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Send a test through own program' }).click();
    await page.getByText('Does not work', { exact: true }).waitFor();
    await page.getByText(/Does not work since .*127\.0\.0\.1/).waitFor();
    await page.getByRole('button', { name: 'Delete: own program' }).click();
    await page.getByRole('dialog', { name: 'Delete' }).getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('rowheader', { name: 'own program' }).waitFor({ state: 'detached' });
  });

  it('a rule says what it would have done; what it finds is seen at once, and somebody looks after it', async () => {
    const page = await newPage();
    await fail(4);
    await page.goto('/alerts?view=rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New rule' });
    await dialog.getByLabel('More than').fill('3');
    await pick(page, 'Of', 'Flow Stripe → Books');
    await pick(page, 'Tell', 'on-call mail');
    await page.keyboard.press('Escape');
    await dialog
      .getByText('Tell on-call mail when more than 3 records of “Stripe → Books” fail within 10 minutes.')
      .waitFor();
    await dialog.getByText('In the last 7 days this would have fired once.').waitFor();
    await dialog.getByText('Now it would find one case.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Open' }).click();
    // The server may have looked by itself meanwhile: whoever is first finds it, and the open list shows it either way.
    await watch();
    const sentence = '4 records of “Stripe → Books” failed within 10 minutes in sandbox';
    const incident = page.getByRole('article', { name: sentence });
    await incident.getByText('Sent', { exact: true }).waitFor();
    await incident.getByRole('button', { name: /^I look after it/ }).click();
    await incident.getByText(new RegExp(`^${anne.email} looks after it`)).waitFor();
    await incident.getByRole('button', { name: /^Mute/ }).click();
    await page.getByRole('menuitem', { name: 'for a day' }).first().click();
    await incident.getByText('Muted', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Rules' }).click();
    await page.getByRole('button', { name: /^Tell again/ }).click();
    await page.getByRole('button', { name: /^Tell again/ }).waitFor({ state: 'detached' });
    const [{ id }] = (await (await page.request.get('/api/alert-incidents')).json()).incidents;
    await page.goto(`/alerts?incident=${id}`);
    await page.getByRole('region', { name: 'This alert' }).getByText(sentence).waitFor();
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    for (const view of ['open', 'rules', 'channels', 'history']) {
      await page.goto(`/alerts?view=${view}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      expect(await findBarriers(page), view).toEqual([]);
      if (view === 'open' || view === 'history') continue;
      await page.getByRole('button', { name: /^(New|Nouve)/ }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findBarriers(page), `${view} dialog`).toEqual([]);
    }
  });
});
