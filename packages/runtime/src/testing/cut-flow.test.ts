import type { FlowDocument } from '@raccord/contract';
import { describe, expect, it } from 'vitest';
import { testRegistry as registry } from '../flow/flow-fixtures.ts';
import { cutFlow } from './cut-flow.ts';
import { dryRun } from './dry-run.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'cut',
  name: 'Cut',
  settings: { ordering: 'key', recordKey: '{{sale.id}}' },
  connections: { shop: { connector: 'shop' }, books: { connector: 'books' } },
  tables: { pinned: { rows: { x: 'taken' } } },
  nodes: [
    { id: 'sale', kind: 'trigger', uses: 'shop/payment', connection: 'shop' },
    { id: 'order', kind: 'action', uses: 'shop/find-order', connection: 'shop', with: { id: '{{sale.id}}' } },
    { id: 'pause', kind: 'wait', for: '2d' },
    {
      id: 'invoice',
      kind: 'action',
      uses: 'books/create-invoice',
      connection: 'books',
      with: { reference: '{{order.ref}}' },
    },
    { id: 'sent', kind: 'map', with: { text: '{{invoice.note}}' } },
    { id: 'lost', kind: 'map', with: {} },
    { id: 'elsewhere', kind: 'action', uses: 'nobody/nothing' },
  ],
  edges: [
    { from: 'sale', to: 'order' },
    { from: 'order', to: 'pause' },
    { from: 'order', port: 'failed', to: 'lost' },
    { from: 'pause', to: 'invoice' },
    { from: 'invoice', to: 'sent' },
  ],
};
const ids = ({ nodes }: FlowDocument) => nodes.map(({ id }) => id);
const kinds = ({ nodes }: FlowDocument) => Object.fromEntries(nodes.map(({ id, kind }) => [id, kind]));

describe('cutFlow', () => {
  it('keeps what leads to a step; the rest may be broken', () => {
    const { document, replaced } = cutFlow(flow, { node: 'pause' }, { pinned: {}, registry });
    expect(ids(document)).toEqual(['sale', 'order', 'pause']);
    expect(document.edges).toEqual(flow.edges.slice(0, 2));
    expect(replaced).toEqual({});
    expect(ids(cutFlow(flow, {}, { pinned: {}, registry }).document)).toEqual(ids(flow));
  });

  it('for one step alone, what would change something before it is not done', () => {
    const { document, replaced } = cutFlow(flow, { node: 'sent', only: true }, { pinned: {}, registry });
    expect(kinds(document)).toMatchObject({ order: 'action', invoice: 'lookup', sent: 'map' });
    expect(replaced).toEqual({ invoice: 'example' });
  });

  it('the step itself is done, whatever is pinned to it', () => {
    const pinned = { invoice: { id: 1 }, order: { ref: 'A' } };
    const cut = cutFlow(flow, { node: 'invoice', only: true }, { pinned, registry });
    expect(kinds(cut.document)).toMatchObject({ order: 'lookup', invoice: 'action' });
    expect(cut.replaced).toEqual({ order: 'pinned' });
    expect(cutFlow(flow, {}, { pinned, registry }).replaced).toEqual({ order: 'pinned', invoice: 'pinned' });
  });

  it('hurried, nothing waits and nothing keeps an order', () => {
    const { document } = cutFlow(flow, {}, { pinned: {}, registry, hurried: true });
    expect(document.nodes.find(({ id }) => id === 'pause')).toMatchObject({ for: '0s' });
    expect(document.settings).toEqual({ recordKey: '{{sale.id}}' });
  });

  it('says what cannot be tried', () => {
    expect(() => cutFlow(flow, { node: 'gone' }, { pinned: {}, registry })).toThrow('trial.noStep');
    expect(() => cutFlow(flow, { node: 'elsewhere' }, { pinned: {}, registry })).toThrow('trial.notReached');
  });

  it('what is pinned comes out as it is, braces and all, and what follows is computed from it', async () => {
    const pinned = { order: { ref: 'A-1', note: '{{ 1 + 1 }}' }, invoice: { note: '{{sale}}' } };
    const { document } = cutFlow(flow, { node: 'sent' }, { pinned, registry });
    const { records, calls } = await dryRun(document, { registry, records: [{ id: 'x' }], unmocked: 'example' });
    expect(calls).toEqual([]);
    expect(records[0]).toMatchObject({ state: 'succeeded', visited: ['sale', 'order', 'pause', 'invoice', 'sent'] });
    expect(records[0]?.values).toMatchObject({ ...pinned, sent: { text: '{{sale}}' } });
  });
});

it('a dry run nobody waits for any more ends, and lets others have their turn before', async () => {
  const slow: FlowDocument = {
    ...flow,
    nodes: [flow.nodes[0]!, { id: 'sum', kind: 'map', with: { n: '{{ $sum([1..60000].($ * 2)) }}' } }],
    edges: [{ from: 'sale', to: 'sum' }],
  };
  const { document } = cutFlow(slow, {}, { pinned: {}, registry });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 60);
  const records = Array.from({ length: 1_000 }, () => ({ id: 'x' }));
  const options = { registry, records, unmocked: 'example' as const, signal: controller.signal };
  await expect(dryRun(document, options)).rejects.toMatchObject({ kind: 'transient', code: 'dryRun.late' });
});
