import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Both languages and both themes; the dark one changes nothing but colours, whatever the language, so only they are looked at in it. */
export const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'fr', colorScheme: 'light' },
  { locale: 'en', colorScheme: 'dark' },
] as const;
const aboutColours = ['color-contrast', 'link-in-text-block'];

/** What axe complains of on a page: rule and places. */
export async function findBarriers(page: Page, colorScheme: 'light' | 'dark'): Promise<[string, string[]][]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'dark' ? axe.withRules(aboutColours) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
