import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Both languages and both themes. */
export const looks = [
  { locale: 'en', colorScheme: 'light' },
  { locale: 'fr', colorScheme: 'dark' },
] as const;

/** What axe complains of on a page: rule and places. */
export async function findBarriers(page: Page): Promise<[string, string[]][]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
