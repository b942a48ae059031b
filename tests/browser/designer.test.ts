import { readFile } from 'node:fs/promises';
import type { FlowDocument } from '@raccord/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { becomeOwner, type SignedIn } from './become-owner.ts';
import { findBarriers, looks } from './find-barriers.ts';
import { browserProgram } from './open-browser.ts';
import { openScreens, type Screens } from './open-screens.ts';
import { soon } from './soon.ts';

// The editor of flows in a real browser: drawn by mouse, by keyboard alone, and by two people at once.

/** What is saved takes a moment; the machine may be busy. */

const program = browserProgram();
vi.setConfig({ testTimeout: 90_000 });
const template = new URL('../../flows/stripe-payment-to-zoho-books/flow.json', import.meta.url);

/** What the tests look at of an element of the page. */
type Seen = {
  labels?: ArrayLike<{ textContent: string | null }> | null;
  textContent: string | null;
  getAttribute(name: string): string | null;
};
/** Runs in the page. */
const opacityOf = (element: object) =>
  (globalThis as unknown as { getComputedStyle(of: object): { opacity: string } }).getComputedStyle(element).opacity;
/** What is said of whatever has the focus. */
async function focusedName(page: Page): Promise<string> {
  const focused = page.locator(':focus');
  if ((await focused.count()) === 0) return '';
  return focused.evaluate(
    (element: Seen) =>
      element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '',
  );
}

describe.skipIf(program === undefined)('the editor', () => {
  let screens: Screens;
  let signedIn: SignedIn | undefined;
  let drawn = 0;
  beforeAll(async () => {
    screens = await openScreens(program!);
  });
  afterAll(() => screens.close());

  async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
    signedIn ??= await becomeOwner(screens.server.setupLink, await screens.newPage({ locale: 'en-GB' }));
    const desk = { locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    return screens.newPage({ ...desk, storageState: signedIn, ...options });
  }

  async function stored(page: Page, id: string): Promise<FlowDocument & { revision: number }> {
    const answer = await page.request.get(`/api/flows/${id}`);
    const { document, revision } = await answer.json();
    return { ...document, revision };
  }
  async function put(page: Page, document: FlowDocument): Promise<void> {
    const headers = { origin: screens.server.address };
    const made = await page.request.post('/api/flows', { data: { document }, headers });
    expect(made.ok()).toBe(true);
  }
  const small = (id: string, more: Partial<FlowDocument> = {}): FlowDocument => ({
    schemaVersion: 1,
    id,
    name: `Flow ${id}`,
    nodes: [
      { id: 'start', kind: 'trigger', uses: 'manual/run' },
      { id: 'sale', kind: 'map', with: { total: 1 } },
    ],
    edges: [{ from: 'start', to: 'sale' }],
    ...more,
  });
  const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
  const open = async (page: Page, id: string) => {
    await page.goto(`/flows/${id}`);
    await page.getByRole('treeitem').first().waitFor();
    await page.locator('.react-flow__node').first().waitFor();
  };
  /** Out of the palette onto the drawing. */
  const dragOffer = async (page: Page, search: string, name: RegExp, x: number, y: number) => {
    await page.getByRole('button', { name: 'Add a step', exact: true }).click();
    await page.getByRole('combobox', { name: 'Search steps' }).fill(search);
    const from = (await page.getByRole('option', { name }).boundingBox())!;
    const pane = (await page.locator('.react-flow__pane').boundingBox())!;
    await page.mouse.move(from.x + 200, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 210, from.y + 40, { steps: 4 });
    // The palette has stepped aside.
    await soon(() => page.locator('.mantine-Spotlight-content').evaluate(opacityOf)).toBe('0');
    await page.mouse.move(pane.x + x, pane.y + y, { steps: 4 });
    await page.mouse.up();
  };
  const inspector = (page: Page) => page.getByRole('region', { name: 'Settings of the step' });

  it('a flow is drawn by mouse, saved by itself, and is there after reloading', async () => {
    const page = await newPage();
    // A test that is tried again finds what it left.
    const [name, id] = [`Drawn by mouse ${++drawn}`, `drawn-by-mouse-${drawn}`];
    await page.goto('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Add a step', exact: true }).click();
    await page.getByRole('combobox', { name: 'Search steps' }).fill('zoho books find contact');
    await page.getByRole('option', { name: /^Find a contact/ }).click();
    await inspector(page)
      .getByLabel(/^E-mail/)
      .first()
      .fill('{{start.email}}');
    // Between the two, by the + of the edge.
    await page.getByRole('button', { name: /Add a step between start and findContact/ }).click();
    await page.getByRole('combobox', { name: 'Search steps' }).fill('branch');
    await page.getByRole('option', { name: /^Branch/ }).click();
    await inspector(page).getByRole('textbox', { name: 'Condition' }).fill('{{$exists(start.email)}}');
    await page.getByRole('button', { name: /between branch and findContact, on the way “yes”/ }).waitFor();
    // What comes behind it says by which of its ways; here it is left alone.
    await page.getByRole('button', { name: 'Add a step', exact: true }).click();
    await page.getByText('Comes after “Branch”, on the way “no”').waitFor();
    await page.getByRole('dialog').getByRole('radiogroup', { name: 'Way out' }).getByText('yes').click();
    await page.getByText('Comes after “Branch”, on the way “yes”').waitFor();
    await page.keyboard.press('Escape');
    // Connected by dragging from the way out that is still free.
    const nodes = page.locator('.react-flow__node');
    await soon(() => nodes.count()).toBe(3);
    await page.getByRole('button', { name: 'Show everything' }).click();
    const no = page.locator('.react-flow__handle[data-handleid=":no"]');
    await soon(async () => {
      // On a busy machine the drawing may still be on its way to its place.
      await no.dragTo(page.locator('[data-id=findContact] .react-flow__handle.target'));
      return page.locator('.react-flow__edge').count();
    }).toBe(3);
    // Backwards it is refused, in words.
    const refusal = page.getByText(/That would be a circle/).first();
    await soon(async () => {
      const wayOut = page.locator('[data-id=findContact] .react-flow__handle[data-handleid=":"]');
      await wayOut.dragTo(page.locator('[data-id=branch] .react-flow__handle.target'));
      return refusal.isVisible();
    }).toBe(true);
    // What goes into service is saved first, however early it is asked for.
    await page.locator('[data-id=findContact]').click();
    await inspector(page).getByLabel('Title').fill('Who pays');
    await page.getByRole('button', { name: 'Deploy…' }).click();
    await page.getByRole('dialog', { name: /^Deploy|into service/ }).waitFor();
    const document = await stored(page, id);
    await page.keyboard.press('Escape');
    await page.getByRole('status').filter({ hasText: 'All changes are saved.' }).waitFor({ state: 'attached' });
    expect(document.nodes).toEqual([
      { id: 'start', kind: 'trigger', uses: 'manual/run' },
      expect.objectContaining({
        uses: 'zoho-books/find-contact',
        title: 'Who pays',
        connection: 'zoho-books',
        with: { email: '{{start.email}}' },
      }),
      { id: 'branch', kind: 'branch', cases: [{ port: 'yes', when: '{{$exists(start.email)}}' }], otherwise: 'no' },
    ]);
    expect(document.edges).toEqual([
      { from: 'branch', port: 'no', to: 'findContact' },
      { from: 'branch', port: 'yes', to: 'findContact' },
      { from: 'start', to: 'branch' },
    ]);
    await page.reload();
    await page.locator('[data-id=findContact]').waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(3);
  });

  it('the same by keyboard alone: added, connected, moved, edited, removed', async () => {
    const page = await newPage();
    await page.goto('/flows');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Tabs until what has the focus is called so. */
    const tabTo = async (name: RegExp, key = 'Tab') => {
      for (let count = 0; count < 80; count++) {
        const here = await focusedName(page);
        if (name.test(here)) return;
        await page.keyboard.press(key);
      }
      throw new Error(`no ${name} by ${key}`);
    };
    await tabTo(/^New flow$/);
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Drawn by keys');
    await press('Enter');
    await page.getByRole('heading', { name: 'Drawn by keys', level: 1 }).waitFor();
    await page.getByRole('treeitem').first().waitFor();
    /** Until the dialog has taken the focus. */
    const dialog = () => page.locator('[role=dialog] input:focus').waitFor();
    const addStep = async (search: string) => {
      await press('a');
      await page.getByRole('combobox', { name: 'Search steps' }).waitFor();
      await page.keyboard.type(search);
      // What was found first is marked.
      await press('Enter');
      await page.getByRole('combobox', { name: 'Search steps' }).waitFor({ state: 'detached' });
    };
    await tabTo(/Started by hand|Run by hand|step 1 of 1/);
    await addStep('slack post message');
    // The new step has the focus in its settings; back in the outline it is the one that is chosen.
    await tabTo(/^Channel/);
    await page.keyboard.type('#sales');
    await tabTo(/^Text/);
    await page.keyboard.type('Hello');
    await tabTo(/step 2 of 2/, 'Shift+Tab');
    await addStep('map fields');
    await tabTo(/step 3 of 3/, 'Shift+Tab');
    // Moved in front of the message.
    await press('m');
    await dialog();
    await page.keyboard.type('start');
    await press('ArrowDown', 'Enter');
    await tabTo(/^Move$/);
    await press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await saved(page);
    const edges = async () => (await stored(page, 'drawn-by-keys')).edges;
    await soon(edges).toEqual([
      { from: 'map', to: 'postMessage' },
      { from: 'start', to: 'map' },
    ]);
    // Connected a second way, then that step is taken out again.
    const inTree = (words: string) => page.locator('[role=treeitem]:focus', { hasText: words }).waitFor();
    await inTree('step 2 of 3');
    await press('Home');
    await inTree('step 1 of 3');
    await press('c');
    await dialog();
    await page.keyboard.type('postMessage');
    await press('ArrowDown', 'Enter');
    await tabTo(/^Connect$/);
    await press('Enter');
    await soon(edges).toContainEqual({ from: 'start', to: 'postMessage' });
    await inTree('step 1 of 3');
    await press('ArrowDown');
    await inTree('step 2 of 3');
    await press('Delete');
    await soon(async () => (await stored(page, 'drawn-by-keys')).nodes.map(({ id }) => id)).toEqual([
      'start',
      'postMessage',
    ]);
    const { nodes } = await stored(page, 'drawn-by-keys');
    expect(nodes[1]).toMatchObject({ with: { channel: '#sales', text: 'Hello' } });
    await soon(() => page.getByRole('status').last().textContent()).toMatch(/Removed map/);
  });

  it('every edit is undone and done again, to the byte', async () => {
    const page = await newPage();
    await put(page, small('undone'));
    await open(page, 'undone');
    const before = await (await page.request.get('/api/flows/undone/export')).text();
    await page.getByRole('treeitem', { name: /^Map fields/ }).click();
    await inspector(page).getByLabel('Title').fill('Sums');
    await inspector(page).getByLabel('Name in expressions').fill('sums');
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: /^Sums/ }).click();
    await page.keyboard.press('Delete');
    await saved(page);
    await soon(async () => (await stored(page, 'undone')).nodes.length).toBe(1);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await soon(async () => (await page.request.get('/api/flows/undone/export')).text()).toBe(before);
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+Shift+z');
    await soon(async () => (await stored(page, 'undone')).nodes[1]).toMatchObject({ id: 'sums', title: 'Sums' });
  });

  it('when somebody else saved first both are shown, and both can be kept', async () => {
    const page = await newPage();
    await put(page, small('shared'));
    await open(page, 'shared');
    const theirs = small('shared', { name: 'Their name' });
    const headers = { origin: screens.server.address };
    await page.request.put('/api/flows/shared', { data: { revision: 1, document: theirs }, headers });
    await page.getByRole('treeitem', { name: /^Map fields/ }).click();
    await inspector(page).getByLabel('Title').fill('My title');
    const dialog = page.getByRole('dialog', { name: 'Somebody else saved this flow' });
    await dialog.getByText(/saved it on/).waitFor();
    await dialog.getByText('changed: sale').waitFor();
    expect((await stored(page, 'shared')).nodes[1]).not.toHaveProperty('title');
    await dialog.getByRole('button', { name: 'Put both together' }).click();
    await saved(page);
    await soon(async () => await stored(page, 'shared')).toMatchObject({ name: 'Their name', revision: 3 });
    expect((await stored(page, 'shared')).nodes[1]).toMatchObject({ title: 'My title' });
  });

  it('what somebody else saves is a calm notice while nothing was changed here, and is brought in', async () => {
    const page = await newPage();
    await put(page, small('noticed'));
    await open(page, 'noticed');
    const headers = { origin: screens.server.address };
    const theirs = { revision: 1, document: small('noticed', { name: 'Their name' }) };
    await page.request.put('/api/flows/noticed', { data: theirs, headers });
    await page.getByText(/saved this flow on/).waitFor();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByRole('heading', { name: 'Their name', level: 1 }).waitFor();
    await saved(page);
    // It is there already: bringing it in saves nothing.
    expect((await stored(page, 'noticed')).revision).toBe(2);
  });

  it('a step is dragged out of the palette to where it is dropped; the settings are made wider by keys', async () => {
    const page = await newPage();
    await put(page, small('dropped'));
    await open(page, 'dropped');
    await dragOffer(page, 'creer facture books', /^Create an invoice/, 300, 120);
    await page.locator('[data-id=createInvoice]').waitFor();
    await soon(async () => (await stored(page, 'dropped')).nodes.map(({ id }) => id)).toContain('createInvoice');
    expect(Object.keys((await stored(page, 'dropped')).layout ?? {}).sort()).toEqual([
      'createInvoice',
      'sale',
      'start',
    ]);
    const edge = page.getByRole('separator', { name: 'Width of the settings' });
    await edge.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await edge.getAttribute('aria-valuenow')).toBe('376');
    await page.reload();
    await soon(() => edge.getAttribute('aria-valuenow')).toBe('376');
  });

  it('problems are listed, and lead to their place', async () => {
    const page = await newPage();
    await put(
      page,
      small('wrong', { nodes: [small('x').nodes[0]!, { id: 'sale', kind: 'filter', when: '{{gone.total}}' }] }),
    );
    await open(page, 'wrong');
    await page.getByRole('button', { name: /gone/ }).click();
    const field = inspector(page).getByRole('textbox', { name: 'Condition' });
    await page.locator('[data-path="nodes.sale.when"]:focus').waitFor();
    expect(
      await page
        .locator('[data-id=sale]')
        .getByRole('img', { name: /problem/ })
        .count(),
    ).toBe(1);
    await field.fill('{{start.total > 1}}');
    await page.getByText('Nothing is wrong with this flow.').waitFor();
    // A name of 500 characters is refused where it was typed, and nothing is lost or stored of it.
    await page.getByRole('button', { name: 'Settings of the flow' }).click();
    await page.getByLabel('Name of the flow').fill('W'.repeat(500));
    await page.getByRole('alert').filter({ hasText: 'Cannot be saved' }).waitFor();
    await page
      .getByText(/at most 200 characters/)
      .first()
      .waitFor();
    expect((await stored(page, 'wrong')).name).toBe('Flow wrong');
  });

  it('steps are grouped and notes written, by mouse and by keys; nothing in them is markup', async () => {
    const page = await newPage();
    await put(page, small('drawn-beside'));
    await open(page, 'drawn-beside');
    const before = await (await page.request.get('/api/flows/drawn-beside/export')).text();
    const drawing = async () => await stored(page, 'drawn-beside');
    await page.locator('[data-id=start]').click();
    await page.locator('[data-id=sale]').click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Group the chosen steps' }).click();
    await inspector(page).getByLabel('Title').fill('Sales');
    await soon(async () => (await drawing()).groups).toEqual([
      { id: 'group', title: 'Sales', members: ['sale', 'start'] },
    ]);
    // Dragged by its title, it takes its steps along.
    const title = (await page.locator('.raccord-group-title').boundingBox())!;
    await page.mouse.move(title.x + 30, title.y + 15);
    await page.mouse.down();
    await page.mouse.move(title.x + 70, title.y + 95, { steps: 5 });
    await page.mouse.up();
    await soon(async () => Object.keys((await drawing()).layout ?? {})).toEqual(['sale', 'start']);
    // The rest by keys, from the outline.
    await page.getByRole('treeitem', { name: /^Sales/ }).focus();
    await page.keyboard.press('n');
    await page.locator('textarea[data-path="notes.note"]:focus').waitFor();
    await page.keyboard.type('<b>Why</b>');
    await page.getByRole('treeitem', { name: /^<b>Why/ }).waitFor();
    const corner = (await page.locator('[data-id="note:note"] .react-flow__resize-control').boundingBox())!;
    await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2);
    await page.mouse.down();
    await page.mouse.move(corner.x + 86, corner.y + 46, { steps: 5 });
    await page.mouse.up();
    await soon(async () => (await drawing()).notes?.[0]?.width).toBeGreaterThan(230);
    expect((await drawing()).notes?.[0]?.text).toBe('<b>Why</b>');
    // Another one out of the palette, to where it is dropped.
    await dragOffer(page, 'note', /^Note/, 60, 60);
    await page.locator('[data-id="note:note2"]').waitFor();
    expect(await findBarriers(page), 'a note').toEqual([]);
    await page.getByRole('treeitem', { name: /^Sales/ }).click();
    await page.keyboard.press('Delete');
    await soon(async () => (await drawing()).groups).toBeUndefined();
    const undo = page.getByRole('button', { name: /^Undo/ });
    while (await undo.isEnabled()) await page.keyboard.press('Control+z');
    await soon(async () => (await page.request.get('/api/flows/drawn-beside/export')).text()).toBe(before);
  });

  it('steps are copied as text into another flow; hostile text is refused, and names are never markup', async () => {
    const page = await newPage();
    const evil = '<img src=x onerror=alert(1)>';
    await put(
      page,
      small('source', {
        name: evil,
        nodes: [small('x').nodes[0]!, { id: 'sale', kind: 'map', title: evil, with: {} }],
      }),
    );
    await put(page, small('target'));
    await open(page, 'source');
    await page.getByRole('treeitem', { name: /^<img/ }).click();
    await page.keyboard.press('Control+c');
    await page
      .getByText(/step copied as text/)
      .first()
      .waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await open(page, 'target');
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('Control+v');
    await page.getByRole('treeitem', { name: /^<img/ }).waitFor();
    await soon(async () => (await stored(page, 'target')).nodes.map(({ id }) => id)).toEqual([
      'start',
      'sale',
      'sale2',
    ]);
    // What is hostile comes from anywhere, here from a field of our own.
    await page.keyboard.press('a');
    const field = page.getByRole('combobox', { name: 'Search steps' });
    await field.fill('{"nodes":[{"id":"a","kind":"map","with":{"__proto__":{"x":1}}}]}');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('Control+v');
    await page
      .getByText(/has something in it that no flow may hold/)
      .first()
      .waitFor();
    expect((await stored(page, 'target')).nodes).toHaveLength(3);
  });

  it.each(looks)('axe finds nothing to complain of ($locale, $colorScheme)', async ({ locale, colorScheme }) => {
    const page = await newPage({ locale, colorScheme });
    const document: FlowDocument = JSON.parse(await readFile(template, 'utf8'));
    const id = `looked-at-${locale}-${colorScheme}`;
    const notes = [{ id: 'why', text: 'Pourquoi', x: 0, y: -200, width: 220, height: 120, colour: 'pink' as const }];
    const groups = [{ id: 'books', title: 'Comptabilité', members: ['invoice', 'received'] }];
    await put(page, { ...document, id, notes, groups });
    await open(page, id);
    const look = async (what: string) => expect(await findBarriers(page), what).toEqual([]);
    await look('the flow');
    await page.getByRole('treeitem').nth(6).click();
    await page.locator('[data-path="nodes.invoice.with.customer_id"]').waitFor();
    await look('a step');
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    await look('connecting');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    await look('the palette');
  });
});
