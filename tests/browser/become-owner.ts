import type { BrowserContext, Page } from 'playwright-core';

export const anne = { name: 'Anne Roy', email: 'anne@acme.example', password: 'une phrase assez longue' };
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Follows the one-time link to the first account and into the screens. @returns what makes another page signed in */
export async function becomeOwner(setupLink: string | undefined, page: Page): Promise<SignedIn> {
  if (setupLink === undefined) throw new Error('this server has an owner');
  await page.goto(setupLink);
  await page.getByLabel('Your name').fill(anne.name);
  await page.getByLabel('E-mail address').fill(anne.email);
  await page.getByLabel('Password').fill(anne.password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('link', { name: 'Open Raccord' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  return page.context().storageState();
}
