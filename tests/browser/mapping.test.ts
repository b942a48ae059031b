import type { FlowDocument } from '@raccord/contract';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { soon } from './soon.ts';

// Mapping in a real browser: by mouse, by keyboard alone, typed; what fails, what never ends, tables, and many samples at once.

const program = browserProgram();
vi.setConfig({ testTimeout: 240_000 });

const document = (id: string): FlowDocument => ({
  schemaVersion: 1,
  id,
  name: `Flow ${id}`,
  settings: { recordKey: '{{payment.id}}' },
  connections: { stripe: { connector: 'stripe' }, books: { connector: 'zoho-books' } },
  tables: { decimals: { rows: { jpy: 0 } } },
  nodes: [
    { id: 'payment', kind: 'trigger', uses: 'stripe/payment-succeeded', connection: 'stripe' },
    { id: 'decimals', kind: 'lookup', table: 'decimals', key: '{{payment.currency}}', otherwise: 2 },
    { id: 'sale', kind: 'map', with: { amount: '{{payment.amount_received / 100}}' } },
    { id: 'customer', kind: 'action', uses: 'zoho-books/create-contact', connection: 'books', with: {} },
  ],
  edges: [
    { from: 'payment', to: 'decimals' },
    { from: 'decimals', to: 'sale' },
    { from: 'sale', to: 'customer' },
  ],
});
const payment = (id: string, more: object) => ({ id, amount_received: 1250, currency: 'eur', ...more });

describe.skipIf(program === undefined)('mapping', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    const page = await screens.newPage({ ...desk, storageState: signedIn, ...options });
    page.setDefaultTimeout(30_000);
    return page;
  }
  async function post(page: Page, path: string, data: object): Promise<void> {
    const made = await page.request.post(path, { data, headers: { origin: screens.server.address } });
    expect(made.ok(), await made.text()).toBe(true);
  }
  async function put(page: Page, flow: FlowDocument, samples: object[] = []): Promise<void> {
    await post(page, '/api/flows', { document: flow });
    for (const data of samples) await post(page, `/api/flows/${flow.id}/samples`, { node: 'payment', data });
  }
  async function stored(page: Page, id: string): Promise<FlowDocument> {
    const answer = await page.request.get(`/api/flows/${id}`);
    return (await answer.json()).document;
  }
  const nodeOf = async (page: Page, flow: string, id: string) =>
    (await stored(page, flow)).nodes.find((node) => node.id === id);

  /** Opens a step's mapping by its button. */
  async function openMapping(page: Page, flow: string, step: RegExp, button = 'Map fields'): Promise<Locator> {
    await page.goto(`/flows/${flow}`);
    await page.getByRole('treeitem', { name: step }).click();
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^(Mapping|Correspondances)/ });
    await dialog.getByRole('radiogroup').first().waitFor();
    return dialog;
  }
  const source = (dialog: Locator, path: string) => dialog.locator(`[data-source="${path}"]`);
  const target = (dialog: Locator, path: string) => dialog.locator(`[data-target='${path}']`);
  const opened = async (dialog: Locator, step: string) => {
    const item = source(dialog, step);
    if ((await item.getAttribute('aria-expanded')) === 'false') {
      await item.focus();
      await item.press('ArrowRight');
    }
  };

  it('by mouse: a source is dragged to a field and to a new one, what is made is said and can be undone', async () => {
    const page = await newPage();
    await put(page, document('by-mouse'), [payment('pi_1', { receipt_email: 'ann@acme.example' })]);
    const dialog = await openMapping(page, 'by-mouse', /Create a contact/);
    // The schema is there before any sample; the sample's values stand beside it.
    await opened(dialog, 'payment');
    await source(dialog, 'payment.receipt_email').getByText('ann@acme.example').waitFor();
    await source(dialog, 'payment.receipt_email').dragTo(target(dialog, '.with.contact_name'));
    await dialog.getByText('What was made: payment.receipt_email as it is.').waitFor();
    await target(dialog, '.with.contact_name').getByText('fine', { exact: true }).first().waitFor();
    // A number that goes to a text is written as one.
    await source(dialog, 'payment.amount_received').dragTo(target(dialog, '.with.notes'));
    await dialog.getByText('payment.amount_received as text').first().waitFor();
    await soon(() => nodeOf(page, 'by-mouse', 'customer')).toMatchObject({
      with: { contact_name: '{{payment.receipt_email}}', notes: '{{$string(payment.amount_received)}}' },
    });
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await soon(() => nodeOf(page, 'by-mouse', 'customer')).toMatchObject({
      with: { contact_name: '{{payment.receipt_email}}' },
    });
    // The rest is proposed, and taken in one go.
    await dialog.getByRole('button', { name: /^Accept \d+ suggestion/ }).click();
    await soon(() => nodeOf(page, 'by-mouse', 'customer')).toMatchObject({
      with: { email: '{{payment.receipt_email}}' },
    });
    await dialog.getByRole('button', { name: 'Close the mapping' }).click();
    await page.getByRole('treeitem', { name: /^Map fields/ }).click();
    await page.getByRole('button', { name: 'Map fields', exact: true }).click();
    await opened(dialog, 'payment');
    await source(dialog, 'payment.currency').dragTo(dialog.locator('[data-new-field]'));
    await soon(() => nodeOf(page, 'by-mouse', 'sale')).toMatchObject({ with: { currency: '{{payment.currency}}' } });
  });

  it('by keyboard alone: from the tree, from the field, and typed with completion', async () => {
    const page = await newPage();
    await put(page, document('by-keys'));
    await page.goto('/flows/by-keys');
    await page.getByRole('treeitem', { name: /Create a contact/ }).focus();
    await page.getByRole('button', { name: 'Map fields', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Mapping/ });
    await dialog.getByRole('tree').waitFor();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // The nearest step is open; the trigger is the last but the environment.
    await dialog.getByRole('treeitem').first().focus();
    await press('End', 'ArrowUp', 'ArrowRight', 'ArrowRight');
    const first = (await page.locator('[data-source]:focus').getAttribute('data-source'))!;
    expect(first).toMatch(/^payment\./);
    await press('Enter');
    await dialog.getByText(`${first} is chosen. Choose the field it goes to`).waitFor();
    await page.locator('[data-target] button:focus').waitFor();
    await press('Enter');
    await soon(async () => JSON.stringify(await nodeOf(page, 'by-keys', 'customer'))).toContain(first);
    // From the field: its button, a word, Enter.
    await page.locator('[data-target] button:focus').waitFor();
    await press('ArrowDown', 'Enter');
    const field = page.locator('[data-target][data-chosen=true]');
    await field.getByRole('button', { name: /^Map to…/ }).focus();
    await press('Enter');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('currency');
    await press('Enter');
    const path = (await field.getAttribute('data-target'))!;
    await soon(async () => JSON.stringify(await nodeOf(page, 'by-keys', 'customer'))).toContain('{{payment.currency}}');
    // Typed: completion of functions and fields, help for the call.
    await field.getByRole('textbox', { name: /^Expression of/ }).focus();
    await press('Control+a', 'Delete');
    await page.keyboard.type('{{$upp');
    const offered = page.locator('.cm-tooltip-autocomplete li[aria-selected]');
    await offered.filter({ hasText: '$uppercase' }).waitFor();
    // A list takes no Enter in its first moments, lest it catch one that was meant for the text.
    await page.waitForTimeout(200);
    await press('Enter');
    await page.locator('[data-signature=uppercase]').waitFor();
    await page.keyboard.type('payment.cur');
    await offered.filter({ hasText: 'currency' }).waitFor();
    await page.waitForTimeout(200);
    await press('Enter');
    await soon(async () => JSON.stringify(await nodeOf(page, 'by-keys', 'customer'))).toContain(
      '$uppercase(payment.currency',
    );
    // Escape leads back to the field.
    const back = page.locator(`[data-target='${path}'] button:focus`);
    await soon(async () => {
      // The first one may close what completion offers.
      if ((await back.count()) === 0) await press('Escape');
      return back.count();
    }).toBe(1);
  });

  it('an error is said in words and shown at its place; an expression that never ends is stopped, and the others go on', async () => {
    const page = await newPage();
    const flow = document('wrong');
    const endless = '{{($f := function($x){$f($x + 1)}; $f(1))}}';
    flow.nodes[2] = { id: 'sale', kind: 'map', with: { endless, good: '{{payment.currency}}', bad: '' } };
    await put(page, flow, [payment('pi_1', {})]);
    const dialog = await openMapping(page, 'wrong', /^Map fields/);
    await target(dialog, '.with.endless').getByText('stopped').waitFor();
    await target(dialog, '.with.good').getByText('eur').waitFor();
    await target(dialog, '.with.endless')
      .getByRole('button', { name: /endless/ })
      .first()
      .click();
    await dialog.getByText('The expression was stopped after 0.8 s: it does not come to an end.').waitFor();
    await target(dialog, '.with.bad').getByRole('button', { name: /bad/ }).first().click();
    await dialog.getByRole('textbox', { name: 'Expression of bad' }).fill('Total {{payment.amount_received )}} EUR');
    await dialog.getByText(/“\)” does not fit here|stands where/).waitFor();
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe(')');
    expect(await dialog.getByRole('textbox', { name: 'Expression of bad' }).getAttribute('aria-invalid')).toBe('true');
    // Put right, it gives what the engine would give: the worker that was stopped has been replaced.
    await dialog.getByRole('textbox', { name: 'Expression of bad' }).fill('Total {{payment.amount_received}} EUR');
    await target(dialog, '.with.bad').getByText('Total 1250 EUR').first().waitFor();
  });

  it('a lookup table takes rows from a spreadsheet, flags what cannot be looked up, and is undone', async () => {
    const page = await newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await put(page, document('table'));
    const dialog = await openMapping(page, 'table', /Look up in a table/, 'Edit the table');
    const paste = async (text: string) => {
      // The page's own clipboard: what a spreadsheet puts there.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await page.keyboard.press('Control+v');
    };
    await dialog.getByLabel('Key of row 1').focus();
    await paste('bhd\t3\r\nbif\t0\r\nbhd\t4\r\n\t5\r\n');
    await dialog.getByText('2 rows are not in the table').waitFor();
    await dialog.getByText('key twice').waitFor();
    await dialog.getByText('no key', { exact: true }).waitFor();
    const rows = async () => (await stored(page, 'table')).tables?.decimals?.rows;
    await soon(rows).toEqual({ jpy: 0, bhd: 3, bif: 0 });
    await dialog.getByLabel('Key of row 4').fill('kwd');
    await soon(rows).toEqual({ jpy: 0, bhd: 3, bif: 0, kwd: 4 });
    await dialog.getByLabel('Key of row 2').focus();
    await paste('a\t"never closed');
    await dialog.getByText(/A quote is opened and never closed/).waitFor();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await soon(rows).toEqual({ jpy: 0 });
    expect(await dialog.getByLabel('Key of row 2').count()).toBe(0);
  });

  const planted = () => {
    const flow = document('covered');
    flow.nodes[3] = {
      id: 'customer',
      kind: 'action',
      uses: 'zoho-books/create-contact',
      connection: 'books',
      with: {
        contact_name: '{{payment.description}}',
        contact_type: '{{payment.metadata.kind}}',
        phone: '{{payment.amount_received}}',
        notes: '{{$number(payment.description)}}',
      },
    };
    const metadata = { kind: 'customer' };
    const samples = [
      payment('pi_1', { description: '12', metadata }),
      payment('pi_2', { description: 'x'.repeat(300), metadata: { kind: 'stranger' } }),
      payment('pi_3', { metadata }),
    ];
    return { flow, samples };
  };

  it('all fields on all samples: what one sample hides is seen, and leads to the field on that sample', async () => {
    const page = await newPage();
    await page.addInitScript(
      'globalThis.asked = 0; const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (...all) { globalThis.asked += 1; return post.apply(this, all); };',
    );
    const { flow, samples } = planted();
    await put(page, flow, samples);
    const dialog = await openMapping(page, 'covered', /Create a contact/);
    await dialog.getByText('All samples', { exact: true }).click();
    const grid = dialog.getByRole('grid', { name: 'Fields on all samples' });
    await grid.waitFor();
    // What has not changed is not evaluated again: an open mapping costs nothing.
    const asked = () => page.evaluate<number>('globalThis.asked');
    await soon(async () => {
      const before = await asked();
      await page.waitForTimeout(500);
      return (await asked()) - before;
    }).toBe(0);
    await soon(() => grid.getByRole('columnheader').count()).toBe(4);
    for (const state of ['ok', 'missing', 'unknown', 'type', 'error', 'cut', 'empty'])
      expect(await grid.locator(`td[data-state=${state}]`).count(), state).toBeGreaterThan(0);
    // Each says its word, and the legend counts them.
    const unknown = grid.locator('td[data-state=unknown]');
    expect(await unknown.textContent()).toMatch(/not allowed/);
    await dialog
      .getByRole('group', { name: /Show only fields/ })
      .getByRole('button', { name: /^not allowed · 1$/ })
      .click();
    await soon(() => grid.locator('tbody th').count()).toBe(1);
    await unknown.focus();
    await page.keyboard.press('Enter');
    await target(dialog, '.with.contact_type')
      .getByText(/“stranger” is not one of the allowed values/)
      .waitFor();
    expect(await dialog.getByRole('combobox', { name: 'Sample' }).inputValue()).toMatch(/^2\./);
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    const { flow, samples } = planted();
    const id = `looked-${locale}-${colorScheme}`;
    await put(page, { ...flow, id }, samples);
    const words =
      locale === 'fr' ? ['Faire correspondre les champs', 'Tous les échantillons'] : ['Map fields', 'All samples'];
    await page.goto(`/flows/${id}`);
    await page.getByRole('treeitem').nth(3).click();
    await page.getByRole('button', { name: words[0]!, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await opened(dialog, 'payment');
    await target(dialog, '.with.notes').getByRole('button').first().click();
    await dialog.locator('.cm-content').waitFor();
    await dialog.locator('.cm-lintRange-error, [data-target] [class*=Badge]').first().waitFor();
    expect(await findBarriers(page), 'fields').toEqual([]);
    await dialog.getByText(words[1]!, { exact: true }).click();
    await dialog.getByRole('grid').waitFor();
    expect(await findBarriers(page), 'all samples').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('treeitem').nth(1).click();
    await page.getByRole('button', { name: locale === 'fr' ? 'Modifier la table' : 'Edit the table' }).click();
    await dialog.getByRole('table').waitFor();
    expect(await findBarriers(page), 'table').toEqual([]);
  });
});
