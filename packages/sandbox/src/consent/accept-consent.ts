/** What a person does on a consent page, without a browser. */
export type Consent = { decision?: 'accept' | 'reject'; account?: string; without?: readonly string[] };

/**
 * Opens a consent page of the sandbox, fills its form in and sends it.
 * @returns where the browser is sent then: the redirect address with `code` and `state`
 */
export async function answerConsent(authorizeUrl: string, consent: Consent = {}): Promise<string> {
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  if (!page.ok)
    throw new Error(`The consent page refuses: ${html.replace(/<style>.*<\/style>|<[^>]+>/gs, ' ').trim()}`);
  const form = new URLSearchParams({ decision: consent.decision ?? 'accept' });
  for (const [, name, value] of html.matchAll(/<input type="(?:hidden|checkbox)" name="([^"]*)" value="([^"]*)"/g)) {
    if (name === 'granted' && consent.without?.includes(plain(value!)) === true) continue;
    form.append(plain(name!), plain(value!));
  }
  if (consent.account !== undefined) form.set('account', consent.account);
  const target = new URL(authorizeUrl);
  target.search = '';
  const answer = await fetch(target, { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`The consent page answered ${answer.status} and sends the browser nowhere.`);
  return location;
}

function plain(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
