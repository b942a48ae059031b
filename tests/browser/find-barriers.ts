import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** In both languages; the dark theme changes nothing but colours, so only they are looked at again in it. */
export const looks = (['en', 'fr'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ locale, colorScheme })),
);
const aboutColours = ['color-contrast', 'link-in-text-block'];

/** What axe complains of on a page: rule and places. */
export async function findBarriers(page: Page, colorScheme: 'light' | 'dark'): Promise<[string, string[]][]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'dark' ? axe.withRules(aboutColours) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
