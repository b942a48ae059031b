import { readFile } from 'node:fs/promises';
import { sandboxWebhookSecret, signStripe } from '@raccord/sandbox';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';

// Samples and trying, in a real browser against a real server with its worker and the sandbox.

const program = browserProgram();
const flow = 'stripe-payment-to-zoho-books';
const template = new URL(`../../flows/${flow}/`, import.meta.url);

describe.skipIf(program === undefined)('trying a flow', () => {
  let screens: Screens;
  let signedIn: SignedIn;
  let payment: Record<string, unknown>;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  const open = async (options: BrowserContextOptions = {}) => {
    const page = await screens.newPage({ storageState: signedIn, locale: 'en-GB', ...options });
    await page.goto(`/flows/${flow}`);
    const fr = options.locale === 'fr-FR';
    await page.getByRole('button', { name: fr ? 'Essayer' : 'Try it', exact: true }).click();
    return page;
  };
  const add = async (page: Page, way: RegExp) => {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: way }).click();
  };
  const choose = (page: Page, step: RegExp) =>
    page.getByRole('tree').first().getByRole('treeitem', { name: step }).click();

  it('without samples an example is tried; each step tells what it read, gave and would send, and nothing is sent', async () => {
    const first = await screens.newPage({ locale: 'en-GB' });
    signedIn = await becomeOwner(screens.server.setupLink, first);
    const document = JSON.parse(await readFile(new URL('flow.json', template), 'utf8'));
    await call(first, 'POST', '/api/flows', { document });
    payment = JSON.parse(await readFile(new URL('tests/known-customer.json', template), 'utf8')).records[0];
    const page = await open();
    await page.getByText('Example made from the schemas').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Clear', exact: true }).waitFor();
    await choose(page, /Create an invoice/);
    await page.getByRole('tab', { name: /Would send/ }).click();
    await page.getByRole('treeitem', { name: /^reference_number:/ }).waitFor();
    await page.getByText('Held back; the output is an example.').waitFor();
    await page.getByRole('tab', { name: 'Input' }).click();
    await page.getByRole('treeitem', { name: /^sale:/ }).waitFor();
    await page
      .locator('.react-flow__node')
      .filter({ hasText: 'Tell the sales channel' })
      .getByRole('img', { name: 'Succeeded' })
      .waitFor();
    expect(await runsOf(page)).toEqual([]);
  });

  it('what is pasted is told where it is no JSON, kept as text whatever it holds, and tried; an output is pinned', async () => {
    const page = await open();
    await add(page, /Paste/);
    const field = page.getByRole('textbox', { name: /What the trigger brings/ });
    await field.fill('{\n  "id": 1,\n}');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('line 3, column 1').waitFor();
    await field.fill('x'.repeat(1_000_001));
    await page.getByText('1,000,001 characters').waitFor();
    const description = '<img src=x onerror="document.title=\'hacked\'"><b>bold</b>';
    await field.fill(JSON.stringify({ ...payment, id: 'pi_pasted', description }));
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: /^pi_pasted/ }).waitFor();
    await page.getByRole('treeitem', { name: /^description:.*<img src=x/ }).waitFor();

    await page.getByRole('button', { name: 'Try the whole flow' }).click();
    await choose(page, /Find a contact/);
    await page.getByRole('tab', { name: 'Output' }).click();
    await page.getByRole('button', { name: 'Pin this output' }).click();
    await page.getByText('Outputs of steps').waitFor();
    await page.getByRole('button', { name: 'Try a part of the flow' }).click();
    await page.getByRole('menuitem', { name: /^Up to/ }).click();
    await page.getByText('Not done: the pinned output was taken.').waitFor();

    await page.getByRole('textbox', { name: 'Search names and values' }).fill('contact_id');
    await page.getByText(/^1 of/).waitFor();
    await page.getByRole('button', { name: 'What to do with pi_pasted' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('A payment with a picture');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^A payment with a picture/ }).waitFor();
    expect(await page.title()).toContain('Stripe payment');
  });

  it('a delivery is waited for: one that is not signed is told, the next is a sample', async () => {
    const page = await open();
    await add(page, /Wait for a delivery/);
    const url = await page.getByRole('textbox', { name: 'Address' }).inputValue();
    const address = `${screens.server.address}${new URL(url).pathname}`;
    const body = JSON.stringify({ ...event, data: { object: { ...payment, id: 'pi_caught' } } });
    const deliver = (signature: string) =>
      fetch(address, { method: 'POST', headers: { 'stripe-signature': signature }, body }).then(({ status }) => status);
    expect(await deliver('t=1,v1=00')).toBe(401);
    await page.getByText('A delivery came and was refused').waitFor();
    expect(await deliver(signStripe(body, sandboxWebhookSecret, Math.floor(Date.now() / 1_000)))).toBe(200);
    // Said, and shown.
    await page.getByText('A delivery came and is a sample now.').first().waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('button', { name: /^pi_caught/ }).waitFor();
  });

  it('in the sandbox it is a run like any other; real accounts are named before they are reached', async () => {
    const page = await open();
    await page.getByRole('combobox', { name: 'How to try' }).click();
    await page.getByRole('option', { name: /In the sandbox/ }).click();
    await page.getByRole('button', { name: 'Try the whole flow' }).click();
    await page.getByRole('link', { name: 'See the run' }).waitFor();
    expect(await runsOf(page)).toMatchObject([{ cause: 'trial', flowId: flow, counters: { total: 1 } }]);

    const live = (await call(page, 'POST', '/api/environments', { name: 'live' })) as { id: string };
    const accounts = { 'zoho-books': 'Our real books', slack: 'Our real Slack', stripe: 'Our real Stripe' };
    for (const [connector, name] of Object.entries(accounts))
      await call(page, 'POST', '/api/connections', { connector, name, environment: 'live', ...filled[connector] });
    await page.evaluate((id) => localStorage.setItem('raccord.environment', id), live.id);
    await page.reload();
    await page.getByRole('button', { name: 'Try it', exact: true }).click();
    await page.getByRole('combobox', { name: 'How to try' }).click();
    await page.getByRole('option', { name: /For real/ }).click();
    await page.getByRole('button', { name: 'Try the whole flow' }).click();
    const dialog = page.getByRole('dialog', { name: 'Try it for real?' });
    await dialog.getByText('Our real books').waitFor();
    await dialog.getByText('Create an invoice: 1 call that changes something').waitFor();
    await dialog.getByRole('button', { name: 'Do nothing' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await runsOf(page)).toHaveLength(1);
  });

  it.each(looks)('nothing keeps anybody out: %j', async ({ locale, colorScheme }) => {
    const fr = locale === 'fr';
    const page = await open({ locale: fr ? 'fr-FR' : 'en-GB', colorScheme });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: fr ? 'Effacer' : 'Clear', exact: true }).waitFor();
    await choose(page, fr ? /facture/ : /Create an invoice/);
    expect(await findBarriers(page)).toEqual([]);
  });
});

const event = {
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  created: 1_795_358_948,
  livemode: false,
};
/** Accounts that are nobody's: nothing is ever sent to them here. */
const filled: Record<string, object> = {
  'zoho-books': {
    credentials: { clientId: 'x', clientSecret: 'x', refreshToken: 'x' },
    settings: { organizationId: '1' },
  },
  slack: { credentials: { botToken: 'xoxb-1' } },
  stripe: { credentials: { secretKey: 'sk_test_1' } },
};

const runsOf = (page: Page) =>
  page.evaluate(async () => ((await (await fetch('/api/runs')).json()) as { runs: unknown[] }).runs);

async function call(page: Page, method: string, url: string, body: unknown): Promise<unknown> {
  const answer = await page.evaluate(
    async (asked) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(asked.url, { method: asked.method, headers, body: JSON.stringify(asked.body) });
      return { ok: response.ok, text: await response.text() };
    },
    { method, url, body },
  );
  if (!answer.ok) throw new Error(answer.text);
  return answer.text === '' ? undefined : JSON.parse(answer.text);
}
