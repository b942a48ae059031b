import type { FlowDocument } from '@raccord/contract';
import { zohoClient } from '@raccord/sandbox/zoho-accounts/state';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { settled, soon } from './soon.ts';

// Accounts in a real browser: connected by consent on the sandbox's page, picked from, refused, taken back.

const program = browserProgram();
vi.setConfig({ testTimeout: 90_000 });

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'accounts',
  name: 'Accounts',
  connections: {
    books: { connector: 'zoho-books' },
    slack: { connector: 'slack' },
    crm: { connector: 'zoho-crm' },
    sheets: { connector: 'google-sheets' },
  },
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'customer',
      kind: 'action',
      uses: 'zoho-books/find-contact',
      connection: 'books',
      with: { email: 'a@b.example' },
    },
    {
      id: 'tell',
      kind: 'action',
      uses: 'slack/post-message',
      connection: 'slack',
      with: { channel: 'CGONE00001', text: 'Hello' },
    },
    { id: 'lead', kind: 'action', uses: 'zoho-crm/create-record', connection: 'crm', with: { module: 'Leads' } },
    { id: 'row', kind: 'action', uses: 'google-sheets/append-row', connection: 'sheets' },
  ],
  edges: [
    { from: 'start', to: 'customer' },
    { from: 'customer', to: 'tell' },
    { from: 'tell', to: 'lead' },
    { from: 'lead', to: 'row' },
  ],
};

describe.skipIf(program === undefined)('connections', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  let sandbox = '';
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());
  afterEach(() => fetch(`${sandbox}/_sandbox/faults`, { method: 'DELETE' }));

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await setUp();
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  }
  async function setUp(): Promise<SignedIn> {
    const page = await screens.newPage({ locale: 'en-GB' });
    const owner = await becomeOwner(screens.server.setupLink, page);
    const { clientId, clientSecret } = zohoClient;
    await send(page, 'POST', '/api/flows', { document: flow });
    await send(page, 'PUT', '/api/oauth/clients/zoho-books', { clientId, clientSecret });
    sandbox = (await send(page, 'GET', '/api/sandbox')).address;
    return owner;
  }
  async function send(page: Page, method: string, path: string, data?: unknown) {
    const answer = await page.request.fetch(path, { method, data, headers: { origin: screens.server.address } });
    expect(answer.status(), path).toBeLessThan(300);
    return answer.status() === 204 ? undefined : answer.json();
  }
  async function fault(spec: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${sandbox}/_sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(spec) });
    expect(answer.ok).toBe(true);
  }
  async function openStep(page: Page, name: RegExp): Promise<void> {
    await page.goto('/flows/accounts');
    await page.getByRole('treeitem', { name }).click();
  }
  const inspector = (page: Page) => page.getByRole('region', { name: 'Settings of the step' });
  const channel = (page: Page) => inspector(page).getByRole('combobox', { name: 'Channel' });
  const popup = async (page: Page, act: () => Promise<void>): Promise<Page> => {
    const opened = page.waitForEvent('popup');
    await act();
    return opened;
  };

  it('a step gets a new connection in place: consent in a window, its end noticed without reloading', async () => {
    const page = await newPage();
    await openStep(page, /^Find a contact/);
    await inspector(page).getByRole('combobox', { name: 'In sandbox' }).click();
    await page.getByRole('option', { name: 'New connection…' }).click();
    const dialog = page.getByRole('dialog', { name: 'A new connection' });
    await dialog.getByLabel('Name').fill('Books of Anne');
    // The sandbox's addresses are taken over from the connection that is there.
    await dialog.getByText(/Addresses and settings are those of/).waitFor();
    const vendor = await popup(page, () => dialog.getByRole('button', { name: 'Save and connect an account' }).click());
    await vendor.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText(/Connected as/).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await soon(() => inspector(page).getByRole('combobox', { name: 'In sandbox' }).inputValue()).toBe('Books of Anne');
    const { slots } = await send(page, 'GET', '/api/flows/accounts/bindings/sandbox');
    expect(slots).toContainEqual(
      expect.objectContaining({
        slot: 'books',
        connection: expect.objectContaining({ name: 'Books of Anne', explicit: true }),
      }),
    );
  });

  it('a refused consent, a window that is closed and one that is blocked are each said in words', async () => {
    const page = await newPage();
    await page.goto('/connections');
    await page.getByRole('link', { name: 'Zoho Books (sandbox)' }).click();
    const reconnect = page.getByRole('button', { name: 'Reconnect', exact: true });
    const refusing = await popup(page, () => reconnect.click());
    await refusing.getByRole('button', { name: 'Reject' }).click();
    await page.getByText(/The account is not connected\. \S+/).waitFor();
    await refusing.close();
    const closing = await popup(page, () => reconnect.click());
    await closing.getByRole('button', { name: 'Accept' }).waitFor();
    await closing.close();
    await page.getByText(/seems to be closed/).waitFor();

    const strict = await newPage();
    await strict.addInitScript(() => Object.assign(globalThis, { open: () => null }));
    await strict.goto(page.url());
    await strict.getByRole('button', { name: 'Reconnect', exact: true }).click();
    await strict.getByText('Your browser did not let the window open.').waitFor();
    const link = strict.getByRole('link', { name: 'Open the page of Zoho Books here' });
    expect(await link.getAttribute('href')).toContain(`${sandbox}/zoho/oauth/v2/auth`);
  });

  it('values are picked by name; what is gone is said, what is typed is taken as it is', async () => {
    const page = await newPage();
    await openStep(page, /^Post a message/);
    await inspector(page)
      .getByText(/“CGONE00001” is no longer in Slack \(sandbox\)/)
      .waitFor();
    await channel(page).click();
    await channel(page).fill('vent');
    await page.getByRole('option', { name: '#ventes' }).click();
    await soon(() => channel(page).inputValue()).toBe('#ventes');
    const stored = async () => (await send(page, 'GET', '/api/flows/accounts')).document.nodes[2].with.channel;
    await soon(stored).toBe('C0VENTES001');
    await channel(page).click();
    await channel(page).fill('C0MYOWN001');
    await page.getByRole('option', { name: /^Take “C0MYOWN001”/ }).click();
    await soon(stored).toBe('C0MYOWN001');
  });

  it('what can be picked depends on what was picked before; fields that only the account has are in the form', async () => {
    const page = await newPage();
    await openStep(page, /^Add a row/);
    const pick = async (name: string) => {
      await inspector(page).getByRole('combobox', { name, exact: true }).click();
      const first = page.getByRole('option').first();
      const label = await first.textContent();
      await first.click();
      return label;
    };
    expect(await pick('Spreadsheet')).toMatch(/\S/);
    const withOf = async () => (await send(page, 'GET', '/api/flows/accounts')).document.nodes[4].with;
    await soon(async () => (await withOf())?.spreadsheetId).toMatch(/\S/);
    const sheet = await pick('Sheet');
    await soon(async () => (await withOf())?.sheet).toBe(sheet);
    await openStep(page, /^Create a CRM record/);
    await inspector(page).getByText('Company').first().waitFor();
  });

  it('an account that is slow says so and can be left alone; one that is shut out says how to come back', async () => {
    const page = await newPage();
    await fault({ vendor: 'slack', fault: 'slow', delayMs: 6_000, match: { path: '*conversations.list' } });
    await openStep(page, /^Post a message/);
    // As long as it is asked, nobody is offered to take a name for a value.
    const asIs = page.getByRole('option', { name: /^Take “ventes” as it is/ });
    await channel(page).fill('ventes');
    await inspector(page)
      .getByText(/^Asking Slack/)
      .waitFor();
    expect(await asIs.count()).toBe(0);
    await inspector(page)
      .getByText(/takes its time to answer/)
      .waitFor();
    await inspector(page).getByRole('button', { name: 'Stop waiting' }).click();
    await inspector(page)
      .getByText(/Not asked to the end/)
      .waitFor();
    await fetch(`${sandbox}/_sandbox/faults`, { method: 'DELETE' });
    await fault({ vendor: 'slack', fault: 'revoked' });
    await inspector(page).getByRole('button', { name: 'Try again' }).click();
    await inspector(page).getByRole('button', { name: 'Reconnect' }).waitFor();
    // Refused by the vendor, not by us: whoever works here stays signed in.
    expect(new URL(page.url()).pathname).toBe('/flows/accounts');
  });

  it('a connection is made with a key, renamed, tried, and deleted; what uses it is named, and no secret comes back', async () => {
    const page = await newPage();
    await page.goto('/connections');
    await page.getByRole('button', { name: 'New connection' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'System' }).fill('Stripe');
    await page.getByRole('option', { name: 'Stripe' }).click();
    await dialog.getByLabel('Name').fill('Second Stripe');
    await dialog
      .getByLabel(/^API key/)
      .first()
      .fill('sk_test_canary_wrong');
    await dialog.getByRole('button', { name: 'Save and test' }).click();
    await dialog.getByText('It is saved, but does not work yet').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Second Stripe' }).click();
    await page.getByRole('heading', { name: 'Second Stripe', level: 1 }).waitFor();
    await page.getByText('Refused at the last try').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByLabel('Name').fill('Old Stripe');
    await dialog.getByText(/never shown again: secretKey/).waitFor();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Old Stripe', level: 1 }).waitFor();
    expect(await page.content()).not.toContain('canary');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete the connection' }).click();
    await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
    await soon(() => page.getByRole('link', { name: 'Old Stripe' }).count()).toBe(0);

    await page.getByRole('link', { name: 'Slack (sandbox)' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Accounts (draft only)').waitFor();
  });

  it('the sandbox: rows are found, a fault is switched on and met, somebody pays, and all is taken back', async () => {
    const page = await newPage();
    await page.goto('/sandbox?system=slack');
    await page.getByRole('searchbox', { name: 'Search in the rows' }).fill('ventes');
    await page.getByRole('button', { name: /^Open C0VENTES001/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('treeitem', { name: /ventes/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('1 fault is switched on').waitFor();
    const slackConnection = page.getByRole('link', { name: 'Slack (sandbox)' });
    const id = (await slackConnection.getAttribute('href'))!.split('/').at(-1);
    await page.request.post(`/api/connections/${id}/test`, { data: {}, headers: { origin: screens.server.address } });
    await page.getByText('Used up').waitFor();
    await soon(() => page.getByText('1 fault is switched on').count()).toBe(0);
    await page.getByRole('tab', { name: 'Calls and events' }).click();
    await page
      .getByRole('row', { name: /HTTP 429.*Fault.*Slack \(sandbox\)/ })
      .getByRole('button')
      .first()
      .click();
    await dialog.getByText('It met a fault: Answers 429: too many calls.').waitFor();
    await page.keyboard.press('Escape');

    await page.goto('/sandbox?system=stripe&view=events');
    const pays = page.getByRole('region', { name: 'A customer pays' });
    await pays.getByLabel('E-mail address').fill('payer@screen.example');
    await pays.getByRole('button', { name: 'Make it happen' }).click();
    await pays.getByText('It happened.').waitFor();
    await page.goto('/sandbox?system=stripe&table=charges&q=payer@screen.example');
    await page.getByText('1 of 1 rows').waitFor();
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await dialog.getByRole('button', { name: 'Reset Stripe' }).click();
    await page.getByText('No row holds these words.').waitFor();
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    const look = async (what: string) => expect(await findBarriers(page), what).toEqual([]);
    await page.goto('/connections');
    await page.getByRole('link', { name: 'Slack (sandbox)' }).waitFor();
    await look('the list');
    await page.getByRole('link', { name: 'Zoho CRM (sandbox)' }).click();
    await page.getByRole('region').nth(3).waitFor();
    await look('a connection');
    await page.getByRole('button', { name: /^(Edit|Modifier)$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Save|Enregistrer)$/ })
      .waitFor();
    await look('its form');
  });

  it.each(looks)('axe has nothing to say of the sandbox ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    for (const view of ['data', 'calls&all=true', 'faults', 'events']) {
      await page.goto(`/sandbox?system=stripe&view=${view}`);
      await page.getByRole('tabpanel').waitFor();
      await settled(page);
      expect(await findBarriers(page), view).toEqual([]);
    }
  });
});
