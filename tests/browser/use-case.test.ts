import type { FlowDocument } from '@raccord/contract';
import { zohoClient } from '@raccord/sandbox/zoho-accounts/state';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { openSpeech, type Speech } from './open-speech.ts';
import { soon } from './soon.ts';

// What the product is for, as an analyst does it: a payment at Stripe becomes a customer, an invoice and a payment in Zoho Books and a
// message in Slack, drawn from blank, put into service, and tried by somebody who pays. Once by mouse, once by keyboard alone.

/** What is saved takes a moment; the machine may be busy. */
const program = browserProgram();
vi.setConfig({ testTimeout: 600_000 });

const customerId = '{{customer.contact_id ? customer.contact_id : newCustomer.contact_id}}';
const day = `{{$fromMillis(payment.created * 1000, '[Y0001]-[M01]-[D01]')}}`;
const message = '💶 {{sale.email}}: {{sale.amount}}';
const said = (email: string) => `💶 ${email}: 241`;

/** Milliseconds; under which a list that opens and the next key meet. */
const LATE_MS = 30;

type Entry = { [field: string]: unknown };

describe.skipIf(program === undefined)('the use case, drawn from blank', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  let sandbox = '';
  /** One more each time, so that a case can be tried again. */
  let drawn = 0;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  async function newPage(): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    const page = await screens.newPage({ ...desk, storageState: signedIn });
    page.setDefaultTimeout(30_000);
    sandbox = (await (await page.request.get('/api/sandbox')).json()).address;
    return page;
  }
  async function stored(page: Page, id: string): Promise<FlowDocument> {
    return (await (await page.request.get(`/api/flows/${id}`)).json()).document;
  }
  /** The sandbox's own side: what somebody does at the vendor, and what the vendor holds. */
  async function vendor(path: string, body?: object): Promise<{ [list: string]: Entry[] }> {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${sandbox}/_sandbox${path}`, init);
    expect(answer.ok, path).toBe(true);
    return answer.json() as Promise<{ [list: string]: Entry[] }>;
  }

  /** The drawing is what was meant; and somebody who pays finds it in the books and in the channel, once. */
  async function expectItWorks(page: Page): Promise<void> {
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    // The next case pays too: this flow is not to hear of it.
    onTestFinished(async () => {
      const headers = { origin: screens.server.address };
      await page.request.post(`/api/flows/${id}/undeploy`, { data: { environment: 'sandbox' }, headers });
    });
    const { nodes, edges } = await stored(page, id);
    expect(nodes.map((node) => [node.id, 'uses' in node ? node.uses : node.kind])).toEqual([
      ['payment', 'stripe/payment-succeeded'],
      ['sale', 'map'],
      ['customer', 'zoho-books/find-contact'],
      ['known', 'branch'],
      ['invoice', 'zoho-books/create-invoice'],
      ['newCustomer', 'zoho-books/create-contact'],
      ['received', 'zoho-books/record-payment'],
      ['told', 'slack/post-message'],
    ]);
    expect(edges.map(({ from, port, to }) => [from, port, to].filter(Boolean).join(' ')).sort()).toEqual([
      'customer known',
      'invoice received',
      'known no newCustomer',
      'known yes invoice',
      'newCustomer invoice',
      'payment sale',
      'received told',
      'sale customer',
    ]);
    const email = `${id}@acme.example`;
    const sale = { amount: 24_100, currency: 'eur', email, name: `Jeanne of ${id}`, description: 'Atelier' };
    await vendor('/stripe/pay', sale);
    const told = async () => (await vendor('/state/slack')).messages?.filter(({ text }) => text === said(email)).length;
    const failed = async () => (await (await page.request.get(`/api/failures?flow=${id}`)).json()).failures;
    // The message is the last step.
    await soon(async () => ({ told: await told(), failed: await failed() })).toEqual({ told: 1, failed: [] });
    const { contacts = [], invoices = [], customerpayments = [] } = await vendor('/state/zoho-books');
    const [customer, ...others] = contacts.filter((contact) => contact.email === email);
    expect([customer, ...others]).toMatchObject([{ contact_name: sale.name }]);
    const its = (list: Entry[]) => list.filter((entry) => entry.customer_id === customer?.contact_id);
    expect(its(invoices)).toMatchObject([{ total: 241, balance: 0 }]);
    expect(its(customerpayments)).toMatchObject([{ amount: 241 }]);
  }

  it('by mouse', async () => {
    const page = await newPage();
    const step = page.getByRole('region', { name: 'Settings of the step' });
    const field = (name: string | RegExp) => step.getByRole('textbox', { name, exact: true });
    const more = () => step.getByRole('button', { name: /more fields$/ }).click();
    const add = async (search: string, name: string) => {
      await page.getByRole('combobox', { name: 'Search steps' }).fill(search);
      await page.getByRole('option').first().click();
      await field('Name in expressions').fill(name);
      await field('Title').click();
    };
    const addBehind = async (search: string, name: string) => {
      await page.getByRole('button', { name: 'Add a step', exact: true }).click();
      await add(search, name);
    };
    await page.goto('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByLabel('Name').fill(`Paid by mouse ${++drawn}`);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('treeitem').first().waitFor();
    await addBehind('stripe payment succeeded', 'payment');
    await addBehind('map fields', 'sale');
    await step.getByRole('button', { name: 'Map fields' }).click();
    const mapping = page.getByRole('dialog', { name: /^Mapping/ });
    const source = (path: string) => mapping.locator(`[data-source="${path}"]`);
    await source('payment.receipt_email').dragTo(mapping.locator('[data-new-field]'));
    const called = async (name: string, expression: string) => {
      await mapping.getByRole('textbox', { name: 'Name of a new field' }).fill(name);
      await mapping.getByRole('button', { name: 'Add a field', exact: true }).click();
      await mapping.getByRole('textbox', { name: `Expression of ${name}` }).fill(expression);
    };
    await called('amount', '{{payment.amount_received / 100}}');
    await called('date', day);
    await called('email', '{{payment.receipt_email}}');
    await mapping.getByRole('button', { name: 'Remove the field receipt_email' }).click();
    await mapping.getByRole('button', { name: 'Close the mapping' }).click();
    await addBehind('books find contact', 'customer');
    await field('E-mail').fill('{{sale.email}}');
    await addBehind('branch', 'known');
    await field('Condition').fill('{{$exists(customer.contact_id)}}');
    await addBehind('books create invoice', 'invoice');
    await field('Customer').fill(customerId);
    await field(/^Reference/).fill('{{payment.id}}');
    await step.getByRole('button', { name: /^Add an entry: Lines/ }).click();
    await field('Name').fill('{{payment.description}}');
    await field(/^Price$/).fill('{{sale.amount}}');
    // The way of strangers is dragged into the open, where it asks what comes there; then on to the invoice.
    await page.getByRole('button', { name: 'Show everything' }).click();
    const pane = (await page.locator('.react-flow__pane').boundingBox())!;
    await page.locator('[data-handleid=":no"]').hover();
    await page.mouse.down();
    await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height - 120, { steps: 5 });
    await page.mouse.up();
    await add('books create contact', 'newCustomer');
    await field('Display name').fill('{{payment.shipping.name}}');
    await more();
    await field('E-mail').fill('{{sale.email}}');
    await page.getByRole('button', { name: 'Show everything' }).click();
    const node = (title: string) => page.locator('.react-flow__node', { hasText: title });
    await node('Create a contact').locator('[data-handleid=":"]').dragTo(node('Create an invoice').locator('.target'));
    await page.getByRole('treeitem', { name: /^Create an invoice/ }).click();
    await addBehind('books record payment', 'received');
    await field('Customer').fill('{{invoice.customer_id}}');
    await field('Amount').fill('{{sale.amount}}');
    await field('Date').fill('{{sale.date}}');
    await field('Mode').fill('creditcard');
    await field('Reference').fill('{{payment.id}}');
    await more();
    await step.getByRole('button', { name: /^Add an entry: Invoices/ }).click();
    await field('Invoice').fill('{{invoice.invoice_id}}');
    await field(/^Amount applied/).fill('{{sale.amount}}');
    await addBehind('slack post message', 'told');
    await step.getByRole('combobox', { name: 'Channel' }).click();
    await page.getByRole('option', { name: /ventes/ }).click();
    await field(/^Text/).fill(message);
    await page.getByText('Nothing is wrong with this flow.').waitFor();
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await page.getByRole('button', { name: 'Put into service in sandbox' }).click();
    await page.getByText(/Version 1 is in service in sandbox/).waitFor();
    await expectItWorks(page);
  });

  it('by keyboard alone, with a screen reader listening', async () => {
    const page = await newPage();
    // As on a busy machine, where keys come before what a list does to itself a moment after it opened.
    await page.addInitScript(`const setInTime = window.setTimeout;
      window.setTimeout = (run, ms, ...rest) => setInTime(run, ms || ${LATE_MS}, ...rest);`);
    const speech = await openSpeech(page);
    const { press, type, put, tabTo, on } = speech;
    await page.goto('/flows');
    await on('main', /^Flows$/);
    await tabTo('button', /^New flow$/);
    await press('Enter');
    await on('textbox', /^Name$/);
    await type(`Paid by keys ${++drawn}`);
    await press('Enter');
    await on('main', /^Paid by keys/);

    // The start of a blank flow makes way for Stripe.
    await addStep(speech, 'stripe payment succeeded', 'payment');
    await addStep(speech, 'map fields', 'sale');
    await press('f');
    await on('textbox', /^Name of a new field$/);
    await addField(speech, 'amount', '{{payment.amount_received / 100}}');
    await addField(speech, 'date', day);
    // The third is mapped from the field instead of written.
    await tabTo('textbox', /^Name of a new field$/);
    await type('email');
    await press('Enter');
    await on('button', /^email /);
    await tabTo('button', /^Map to… email/);
    await press('Enter');
    await on('textbox', /^Search what can be mapped$/);
    await type('receipt');
    await press('Enter');
    await on('button', /^Map to… email/);
    await speech.status(/^Mapped email/);
    await press('Escape');
    await on('treeitem', /^Map fields 3 fields/);

    // An account is connected where it is needed.
    await addStep(speech, 'books find contact', 'customer', async () => {
      await tabTo('combobox', /^In sandbox$/);
      await speech.choose(/^New connection/);
      await on('textbox', /^Name$/);
      await press('Control+a');
      await type(`Books ${drawn}`);
      await tabTo('textbox', /^Client id/i);
      await put(zohoClient.clientId);
      await tabTo('textbox', /^Client secret/i);
      await put(zohoClient.clientSecret);
      await tabTo('button', /^Save and connect an account$/);
      const opening = page.waitForEvent('popup');
      await press('Enter');
      const window = await opening;
      const there = await openSpeech(window);
      await there.tabTo('button', /^Accept$/);
      await there.press('Enter');
      await speech.status(/Connected as/);
      await tabTo('button', /^Done$/);
      await press('Enter');
      await on('combobox', /^In sandbox$/);
      await tabTo('textbox', /^E-mail/);
      await type('{{sale.email}}');
    });
    await addStep(speech, 'branch', 'known', async () => {
      await tabTo('textbox', /^Condition$/);
      await put('{{$exists(customer.contact_id)}}');
    });
    await addStep(speech, 'books create invoice', 'invoice', async () => {
      await tabTo('textbox', /^Customer$/);
      await put(customerId);
      await tabTo('textbox', /^Reference/);
      await type('{{payment.id}}');
      await tabTo('button', /^Add an entry: Lines/);
      await press('Enter');
      await on('textbox', /^Item$/);
      await tabTo('textbox', /^Name$/);
      await put('{{payment.description}}');
      await tabTo('textbox', /^Price$/);
      await type('{{sale.amount}}');
    });
    // Back to where the ways part: the way that is still free is the one of strangers.
    await press('ArrowUp');
    await on('treeitem', /^Branch/);
    await addStep(speech, 'books create contact', 'newCustomer', async () => {
      await tabTo('textbox', /^Display name$/);
      await put('{{payment.shipping.name}}');
      await tabTo('button', /more fields$/);
      await press('Enter');
      await tabTo('textbox', /^E-mail$/);
      await type('{{sale.email}}');
    });
    await press('c');
    await on('combobox', /^Leads to$/);
    await type('invoice');
    await speech.choose(/invoice/);
    await tabTo('button', /^Connect$/);
    await press('Enter');
    await on('treeitem', /Create a contact.*leads to invoice/);
    await press('End');
    await on('treeitem', /Create an invoice/);
    await addStep(speech, 'books record payment', 'received', async () => {
      await tabTo('textbox', /^Customer$/);
      await put('{{invoice.customer_id}}');
      await tabTo('textbox', /^Amount$/);
      await type('{{sale.amount}}');
      await tabTo('textbox', /^Date$/);
      await type('{{sale.date}}');
      await tabTo('textbox', /^Mode$/);
      await type('creditcard');
      await tabTo('textbox', /^Reference$/);
      await type('{{payment.id}}');
      await tabTo('button', /more fields$/);
      await press('Enter');
      await tabTo('button', /^Add an entry: Invoices/);
      await press('Enter');
      await on('textbox', /^Invoice$/);
      await put('{{invoice.invoice_id}}');
      await tabTo('textbox', /^Amount applied$/);
      await type('{{sale.amount}}');
    });
    await addStep(speech, 'slack post message', 'told', async () => {
      await tabTo('combobox', /^Channel/);
      await type('ventes');
      await speech.choose(/^#?ventes$/);
      await tabTo('textbox', /^Text/);
      await put(message);
    });
    // Whatever is wrong is said where it is; here nothing is.
    await on('treeitem', /^Post a message.* end of the way$/);
    await page.getByText('Saved', { exact: true }).waitFor();
    await press('F6', 'F6');
    await tabTo('button', /^Deploy…$/, 'Shift+Tab');
    await press('Enter');
    await tabTo('button', /^Put into service in sandbox$/);
    await press('Enter');
    await speech.status(/Version 1 is in service in sandbox/);
    await expectItWorks(page);
  });

  /** By the palette; named, filled in, and back in the outline. */
  async function addStep(
    { press, type, on, tabTo }: Speech,
    search: string,
    name: string,
    fillIn?: () => Promise<void>,
  ) {
    await press('a');
    await on('combobox', /^Search steps$/);
    await type(search);
    await press('Enter');
    await on('textbox', /^Title$/);
    await tabTo('textbox', /^Name in expressions$/);
    await press('Control+a');
    await type(name);
    await press('Enter');
    await fillIn?.();
    await press('Escape');
    await on('treeitem', /step \d of \d/);
  }
  async function addField({ press, type, on, tabTo, heard }: Speech, name: string, expression: string) {
    await tabTo('textbox', /^Name of a new field$/);
    await type(name);
    await press('Enter');
    await on('button', new RegExp(`^${name} `));
    await tabTo('textbox', new RegExp(`^Expression of ${name}`));
    await type(expression);
    // What it gives on the example is said with the field.
    await soon(async () => (await heard()).description).toMatch(/^fine/);
  }
});
