import { readdir } from 'node:fs/promises';
import type { Connector } from '@raccord/contract';
import { expect, it } from 'vitest';
import { connectors } from '../index.ts';
import { referencePage } from './reference-page.ts';

// docs/connectors is generated: `vitest run packages/connectors/src/reference -u` writes it, CI fails when it is stale.
const folder = new URL('../../../../docs/connectors/', import.meta.url);
const all: Connector[] = Object.values(connectors);

it.each(all.map((connector) => [connector.id, connector] as const))(
  '%s has its page in both languages',
  async (id, connector) => {
    await expect(referencePage(connector, 'en')).toMatchFileSnapshot(`../../../../docs/connectors/${id}.md`);
    await expect(referencePage(connector, 'fr')).toMatchFileSnapshot(`../../../../docs/connectors/${id}.fr.md`);
  },
);

it('there is no page of a connector that is gone', async () => {
  const known = new Set(all.flatMap(({ id }) => [`${id}.fr.md`, `${id}.md`]));
  expect((await readdir(folder)).filter((page) => !known.has(page))).toEqual([]);
});
