import { readdirSync, readFileSync } from 'node:fs';
import { connectors } from '@raccord/connectors';
import type { FlowDocument, FlowTest } from '@raccord/contract';
import { flowImpact, type PastRecord } from '@raccord/runtime/testing/flow-impact';
import { describe, expect, it } from 'vitest';

const flows = new URL('../../../../flows/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, flows), 'utf8'));
const ids = readdirSync(flows, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const options = {
  registry: connectors,
  variables: { channel: 'C1' },
  environment: 'test',
  signal: new AbortController().signal,
};
const past = (input: unknown, answers: PastRecord['answers'] = []): PastRecord => ({
  id: 'r',
  input,
  now: Date.parse('2026-03-29T01:30:00Z'),
  answers,
});

it.each(ids)('%s: an unchanged flow would do what it did', async (id) => {
  const document: FlowDocument = read(`${id}/flow.json`);
  const tests: FlowTest[] = readdirSync(new URL(`${id}/tests/`, flows)).map((file) => read(`${id}/tests/${file}`));
  const records = tests.flatMap((test) => test.records.map((record) => past(record)));
  const { records: found } = await flowImpact(document, structuredClone(document), records, options);
  expect(found).toHaveLength(records.length);
  for (const record of found) expect(record).toEqual({ id: 'r', ends: [], calls: [], answer: [] });
});

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'sale',
  name: 'Sale',
  connections: { shop: { connector: 'http' } },
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'manual/run' },
    { id: 'lines', kind: 'split', items: '{{start.lines}}' },
    {
      id: 'find',
      kind: 'action',
      uses: 'http/request',
      connection: 'shop',
      with: { method: 'GET', url: 'https://shop.example/{{lines.sku}}' },
    },
    { id: 'chance', kind: 'map', with: { at: '{{$now()}}', one: '{{$random()}}' } },
    {
      id: 'book',
      kind: 'action',
      uses: 'http/request',
      connection: 'shop',
      with: {
        method: 'POST',
        url: 'https://shop.example/book',
        json: { id: '{{find.body.id}}', at: '{{chance.at}}', n: '{{chance.one}}' },
      },
    },
  ],
  edges: [
    { from: 'start', to: 'lines' },
    { from: 'lines', to: 'find' },
    { from: 'find', to: 'chance' },
    { from: 'chance', to: 'book' },
  ],
};
const edited = (edit: (copy: FlowDocument) => void) => {
  const copy = structuredClone(flow);
  edit(copy);
  return copy;
};
// biome-ignore lint/suspicious/noExplicitAny: each case knows what stands at the place it changes.
const at = (copy: FlowDocument, index: number) => copy.nodes[index] as any;
const record = past({ lines: [{ sku: 'a' }, { sku: 'b' }] }, [
  { place: '0.0', node: 'find', output: { status: 200, headers: {}, body: { id: 'A1' } } },
  { place: '0.1', node: 'find', output: { status: 200, headers: {}, body: { id: 'B1' } } },
]);
const impact = async (after: FlowDocument) => (await flowImpact(flow, after, [record], options)).records[0]!;

describe('what would become different is told field by field', () => {
  it('nothing, with time and chance in it; and what nobody recorded is said to be guessed', async () => {
    const again = () => flowImpact(flow, flow, [record], options);
    expect(await again()).toEqual({ records: [{ id: 'r', ends: [], calls: [], answer: [] }], guessed: ['book'] });
    expect(await again()).toEqual(await again());
  });

  it('a changed field, in the calls of each record a split made, with the recorded answers in it', async () => {
    const { calls } = await impact(
      edited((copy) => {
        at(copy, 4).with.json.id = 'x-{{find.body.id}}';
      }),
    );
    const change = { node: 'book', change: 'changed', reads: false };
    expect(calls).toEqual([
      { ...change, fields: [{ path: 'json.id', before: '"A1"', after: '"x-A1"' }] },
      { ...change, fields: [{ path: 'json.id', before: '"B1"', after: '"x-B1"' }] },
    ]);
  });

  it('a step that only goes by another name still finds its answers', async () => {
    const text = JSON.stringify(flow).replaceAll('"find"', '"seek"').replaceAll('{{find.', '{{seek.');
    expect(await impact(JSON.parse(text))).toEqual({ id: 'r', ends: [], calls: [], answer: [] });
  });

  it('calls that come and go, and records that end otherwise', async () => {
    const without = await impact(
      edited((copy) => {
        copy.nodes.pop();
        copy.edges.pop();
      }),
    );
    expect(without.calls.map(({ node, change }) => [node, change])).toEqual([
      ['book', 'removed'],
      ['book', 'removed'],
    ]);
    expect(without.calls[0]!.fields).toContainEqual({ path: 'url', before: '"https://shop.example/book"' });
    const filtered = await impact(
      edited((copy) => {
        copy.nodes[3] = { id: 'chance', kind: 'filter', when: '{{false}}' };
      }),
    );
    expect(filtered.ends).toEqual(expect.arrayContaining([{ before: 'succeeded', after: 'filtered' }]));
    const failing = await impact(
      edited((copy) => {
        at(copy, 4).with.json.id = '{{$error("no")}}';
      }),
    );
    expect(failing.ends).toContainEqual(
      expect.objectContaining({
        before: 'succeeded',
        after: 'failed',
        failure: expect.objectContaining({ kind: expect.any(String) }),
      }),
    );
  });

  it('stops in time, and says of how many it speaks', async () => {
    const { records } = await flowImpact(flow, flow, [record], { ...options, signal: AbortSignal.abort() });
    expect(records).toEqual([]);
  });
});
