import type { Connector } from '@raccord/contract';
import { vendorMessages } from '@raccord/contract/messages/vendors';
import { expect, it } from 'vitest';
import { connectors } from './index.ts';
import { describeConformance } from './testing/conformance.ts';

const all: Connector[] = Object.values(connectors);
/** Names that are the same in both languages. */
const sameInBoth = new Set(['gmail', 'google-sheets', 'http', 'webhook', 'slack', 'stripe', 'zoho-books', 'zoho-crm']);
/** Connectors whose fields are not yet titled in French. May only shrink. */
const englishFields = new Set<string>();

it('holds connectors, and each under its own id', () => {
  expect(all.length).toBeGreaterThanOrEqual(7);
  for (const [key, connector] of Object.entries(connectors)) expect(connector.id).toBe(key);
});

describeConformance(all, { sameInBoth, englishFields });

it('speaks French and English wherever it fails', () => {
  const vendor = Object.entries(vendorMessages);
  expect(vendor.length).toBeGreaterThan(30);
  for (const [code, { en, fr }] of vendor) {
    const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
    expect(places(fr), code).toEqual(places(en));
    expect(fr, code).not.toBe(en);
  }
});
