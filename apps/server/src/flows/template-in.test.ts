import { connectors } from '@raccord/connectors';
import type { ConnectorRegistry } from '@raccord/contract';
import { checkFlow } from '@raccord/runtime/flow/check-flow';
import { dryRun } from '@raccord/runtime/testing/dry-run';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { cleanSample } from '../samples/clean-sample.ts';
import { readTemplates } from './read-templates.ts';
import { templateIn, withWords } from './template-in.ts';

const registry: ConnectorRegistry = connectors;
const templates = await readTemplates();

/** What becomes of the samples: each template shows what goes through, and what does not. */
const states: Record<string, string[]> = {
  'gmail-support-to-zoho-crm-note': ['succeeded', 'succeeded', 'filtered'],
  'google-sheets-row-to-zoho-lead': ['succeeded', 'succeeded', 'failed'],
  'mail-in-to-sheets': ['succeeded', 'succeeded', 'succeeded'],
  'stripe-customers-to-zoho-books': ['succeeded', 'succeeded', 'filtered'],
  'stripe-payment-to-zoho-books': ['succeeded', 'succeeded', 'succeeded', 'failed'],
  'stripe-refund-to-credit-note': ['succeeded', 'succeeded', 'filtered'],
  'zoho-deal-won-to-slack': ['succeeded', 'filtered'],
};

describe.each(templates.map((template) => [template.id, template] as const))('%s', (id, template) => {
  it('can be tried at once on samples that are as its apps give them', async () => {
    const { document, samples } = templateIn(template, 'fr');
    const schemaOf = (node: string) => {
      const { uses = '' } = document.nodes.find((each) => each.id === node) as { uses?: string };
      const [app = '', operation = ''] = uses.split('/');
      return (registry[app]!.triggers[operation] ?? registry[app]!.actions[operation])!.output;
    };
    for (const { node, name, data } of samples) {
      expect([...Value.Errors(schemaOf(node), data)], name).toEqual([]);
      expect(JSON.parse(cleanSample(data)), 'nothing in it is taken for a secret').toEqual(data);
    }
    const trigger = document.nodes.find(({ kind }) => kind === 'trigger')!.id;
    const of = (wanted: (node: string) => boolean) => samples.filter(({ node }) => wanted(node));
    const records = of((node) => node === trigger).map(({ data }) => data);
    const examples = Object.fromEntries(of((node) => node !== trigger).map(({ node, data }) => [node, data]));
    const variables = { salesChannel: 'C0VENTES001' };
    const tried = await dryRun(document, { registry, records, examples, variables, unmocked: 'example' });
    expect(tried.records.map(({ state }) => state)).toEqual(states[id]);
  });

  it('is French to its last word for whoever reads French, and the same flow', () => {
    const read = new Set<string>();
    withWords(template.document, (text) => {
      read.add(text);
      return text;
    });
    for (const { name } of template.tests) read.add(name);
    expect([...read].sort()).toEqual(Object.keys(template.french).sort());
    for (const [english, french] of Object.entries(template.french)) expect(french).not.toBe(english);
    const { document, tests } = templateIn(template, 'fr');
    const problems = checkFlow(document, { registry });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(document.nodes.map(({ id: node }) => node)).toEqual(template.document.nodes.map(({ id: node }) => node));
    expect(tests.map(({ document: text }) => JSON.parse(text).name)).toEqual(tests.map(({ name }) => name));
    expect(templateIn(template, 'en').document).toEqual(template.document);
  });
});

it('notes, groups and notes of steps are told too; what is computed stays', () => {
  const flow = {
    ...{ schemaVersion: 1 as const, id: 'f', name: 'F', edges: [{ from: 'way', port: 'a', to: 'map' }] },
    nodes: [
      { id: 'way', kind: 'branch' as const, cases: [{ port: 'a', when: '{{a}}' }], note: 'a' },
      { id: 'map', kind: 'map' as const, with: { a: 'a' } },
      {
        id: 'ask',
        kind: 'approval' as const,
        question: 'a',
        fields: [{ name: 'a', title: 'a', type: 'string' as const }],
      },
    ],
    notes: [{ id: 'a', text: 'a', x: 0, y: 0, width: 200, height: 100 }],
    groups: [{ id: 'a', title: 'a', members: ['map'] }],
    tables: { a: { title: 'a', rows: { a: 'a' } }, b: { rows: {} } },
  };
  const asked = { ...flow.nodes[2], question: 'A', fields: [{ name: 'a', title: 'A', type: 'string' }] };
  expect(withWords(flow, (text) => text.toUpperCase())).toEqual({
    ...flow,
    edges: [{ from: 'way', port: 'A', to: 'map' }],
    nodes: [{ ...flow.nodes[0], cases: [{ port: 'A', when: '{{a}}' }], note: 'A' }, flow.nodes[1], asked],
    notes: [{ ...flow.notes[0], text: 'A' }],
    groups: [{ ...flow.groups[0], title: 'A' }],
    tables: { a: { title: 'A', rows: { a: 'a' } }, b: { rows: {} } },
  });
});
