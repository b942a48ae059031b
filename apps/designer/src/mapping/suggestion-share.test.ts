import { readdirSync, readFileSync } from 'node:fs';
import type { FlowDocument } from '@raccord/contract';
import { compileMapping } from '@raccord/runtime/mapping/mapping';
import { expect, test } from 'vitest';
import { connectors } from '../../../../packages/connectors/src/index.ts';
import { toGraph } from '../canvas/to-graph.ts';
import { fieldsOf, type JsonSchema } from '../inspector/json-schema.ts';
import { readApps } from '../nodes/apps.ts';
import { onlyExpression, stepsOfPath } from './source-path.ts';
import { flatSources, sourceTree } from './source-tree.ts';
import { suggestMappings } from './suggest-mappings.ts';
import { readTargets } from './targets.ts';

const flows = new URL('../../../../flows/', import.meta.url);
const documents = readdirSync(flows, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): FlowDocument => JSON.parse(readFileSync(new URL(`${name}/flow.json`, flows), 'utf8')));

const apps = readApps(
  Object.values(connectors).map(({ id, title, triggers, actions }) => {
    const named = (all: object) => Object.values(all).map((one) => ({ ...one, id: `${id}/${one.id}` }));
    return { id, title, triggers: named(triggers), actions: named(actions) } as never;
  }),
);

/** The variables of the environment are part of every sample. */
const environment = { env: { salesChannel: '#sales' } };

/** What people mapped in the templates, and what would have been proposed for the same field had it been empty. */
const mappings = documents.flatMap((document) => {
  const graph = toGraph(document);
  return document.nodes.flatMap((node) => {
    if (node.kind !== 'action') return [];
    const schema = apps.find(node.uses)!.of;
    const fields = fieldsOf(('input' in schema ? schema.input : {}) as JsonSchema);
    const sources = flatSources(sourceTree(graph, node.id, apps, 'en', ({ id }) => id, environment));
    const options = { app: node.uses.split('/')[0]!, recordKey: onlyExpression(document.settings?.recordKey) };
    const filled = readTargets(fields, node.with ?? {}, 'en').filter(
      ({ value, kind }) => kind === 'leaf' && String(value).includes('{{'),
    );
    return filled.map((target) => {
      const reads = compileMapping(target.value).places.flatMap(({ expressions }) =>
        expressions.map(({ source }) => source),
      );
      const path = stepsOfPath(onlyExpression(target.value) ?? '')?.join('.');
      const proposed = suggestMappings(sources, [{ ...target, value: undefined }], options)[0]?.source.path;
      return { at: `${document.id} ${node.id}${target.path}`, path, reads: reads.join(' '), proposed };
    });
  });
});

test('five sixths of what the templates map field to field would have been proposed', () => {
  const direct = mappings.filter(({ path }) => path !== undefined);
  const right = direct.filter(({ path, proposed }) => path === proposed);
  const missed = direct.filter(({ path, proposed }) => path !== proposed);
  const share = right.length / direct.length;
  expect(direct.length).toBeGreaterThan(25);
  expect(share, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.83);
});
