import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Both languages and both themes. */
export const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'fr', colorScheme: 'dark' },
] as const;

/** What axe complains of on a page: rule and places. */
export async function findBarriers(page: Page): Promise<[string, string[]][]> {
  // Otherwise each look opens a page of its own to end in, for the sake of frames of other sites, which we have none of: three times as long.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
