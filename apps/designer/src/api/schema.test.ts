import { readFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

// schema.ts is generated: `vitest run apps/designer/src/api -u` writes it, CI fails when it is stale.

it('the types of the API are those of its description', async () => {
  const description = await readFile(new URL('../../../../docs/api/openapi.json', import.meta.url), 'utf8');
  const types = astToString(await openapiTypescript(description));
  await expect(`// Made from docs/api/openapi.json; do not edit.\n${types}`).toMatchFileSnapshot('./schema.ts');
});
