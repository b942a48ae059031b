import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a screen reader is told of an element: the browser's own reckoning of role, name and state. */
export type Heard = { role: string; name: string; description: string; value: string; states: string[] };
export type Speech = Awaited<ReturnType<typeof openSpeech>>;

const spoken = ['expanded', 'checked', 'selected', 'pressed', 'invalid', 'required', 'readonly', 'busy', 'disabled'];
const nothing: Heard = { role: 'none', name: '', description: '', value: '', states: [] };
const patience = { timeout: 20_000, interval: 100 };

/**
 * Works a page by keys alone, hearing what a screen reader hears. Nothing is clicked, filled or run in the page; the focus is read from the
 * browser's accessibility tree. Whatever takes the focus without a name fails the test.
 */
export async function openSpeech(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const log: string[] = [];

  async function heard(): Promise<Heard> {
    const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (result.objectId === undefined) return nothing;
    const wanted = { objectId: result.objectId, fetchRelatives: false };
    const answer = await session.send('Accessibility.getPartialAXTree', wanted).catch(() => undefined);
    const node = answer?.nodes[0];
    if (node === undefined) return nothing;
    const states = (node.properties ?? [])
      .filter(({ name, value }) => spoken.includes(name) && value.value !== false && value.value !== 'false')
      .map(({ name }) => name);
    const text = (part: { value?: unknown } | undefined) => String(part?.value ?? '').trim();
    return {
      role: text(node.role),
      name: text(node.name),
      description: text(node.description),
      value: text(node.value),
      states,
    };
  }
  const isOn = (here: Heard, role: string, name: RegExp) => here.role === role && name.test(here.name);
  const words = ({ role, name, value, states }: Heard) =>
    [role, `“${name}”`, value, ...states].filter(Boolean).join(' ');
  /** Waits until the focus is there. */
  async function on(role: string, name: RegExp): Promise<void> {
    let here = nothing;
    await expect
      .poll(
        async () => {
          here = await heard();
          return isOn(here, role, name);
        },
        { ...patience, message: `the focus goes to ${role} ${name}` },
      )
      .toBe(true)
      .catch((error: unknown) => {
        throw new Error(`${error}; it is on ${words(here)}\n${log.slice(-30).join('\n')}`);
      });
    log.push(`→ ${words(here)}`);
  }
  /** Goes on by Tab until it is there. */
  async function tabTo(role: string, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    // Round and round, as somebody does who waits for a button to come alive.
    const until = Date.now() + patience.timeout;
    for (let count = 0; Date.now() < until; count++) {
      const here = await heard();
      if (count > 0) passed.push(words(here));
      if (count > 0 && here.role !== 'none' && here.role !== 'RootWebArea') expect(here.name, words(here)).not.toBe('');
      if (isOn(here, role, name)) {
        log.push(`${key} × ${count} → ${words(here)}`);
        return;
      }
      await page.keyboard.press(key);
    }
    const alerts = (await page.getByRole('alert').allTextContents()).join('\n');
    throw new Error(
      `no ${role} ${name} by ${key}; heard:\n${passed.slice(0, 60).join('\n')}\nbefore:\n${log.slice(-30).join('\n')}\nalerts:\n${alerts}`,
    );
  }
  return {
    heard,
    on,
    tabTo,
    log,
    press: async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      log.push(`[${keys.join(' ')}]`);
    },
    type: async (text: string) => {
      await page.keyboard.type(text);
      log.push(`“${text}”`);
    },
    /** What is long is not typed but pasted or dictated: it comes all at once. */
    put: async (text: string) => {
      await page.keyboard.insertText(text);
      log.push(`“${text}”`);
    },
    /** Opens the list of the field that has the focus, and takes an entry of it by its name. */
    choose: async (name: RegExp) => {
      const marked = page.locator('[role=option][data-combobox-selected]');
      // A list that is still being read fills a moment later.
      await expect
        .poll(async () => {
          await page.keyboard.press('ArrowDown');
          return (await marked.allTextContents()).join();
        }, patience)
        .toMatch(name);
      await page.keyboard.press('Enter');
      log.push(`chosen ${name}`);
    },
    /** What is said unasked. */
    status: (words: RegExp) =>
      page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' }),
  };
}
