import { readdirSync, readFileSync } from 'node:fs';
import { connectors } from '@raccord/connectors';
import type { FlowDocument, FlowTest } from '@raccord/contract';
import { actualExpectation } from '@raccord/runtime/testing/actual-expectation';
import { runFlowTest } from '@raccord/runtime/testing/run-flow-test';
import { expect, it } from 'vitest';

const flows = new URL('../../../../flows/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, flows), 'utf8'));
const tests = readdirSync(flows, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(new URL(`${name}/tests/`, flows)).map((file): [string, string] => [name, `${name}/tests/${file}`]),
  );

it.each(tests)('%s: what came of a test is what it expects, field for field (%s)', async (flow, file) => {
  const test: FlowTest = read(file);
  const { run, differences } = await runFlowTest(read(`${flow}/flow.json`), test, connectors);
  expect(differences).toEqual([]);
  const actual = actualExpectation(test.expect, run);
  expect({ ...test, expect: actual }.expect.records).toEqual(test.expect.records);
  const byNode = (effects: FlowTest['expect']['effects'] = []) =>
    [...effects].map((effect) => JSON.stringify(effect)).sort();
  expect(byNode(actual.effects)).toEqual(byNode(test.expect.effects));
});

it.each(tests)(
  '%s: without an expectation everything is told, and told so that the test passes (%s)',
  async (flow, file) => {
    const document: FlowDocument = read(`${flow}/flow.json`);
    const test: FlowTest = read(file);
    const { run } = await runFlowTest(document, test, connectors);
    const again = { ...test, expect: actualExpectation(undefined, run) };
    expect((await runFlowTest(document, again, connectors)).differences).toEqual([]);
    expect(again.expect.records).toHaveLength(test.records.length);
  },
);

it('what became different is accepted with the fields the test speaks of, and with calls it did not know', async () => {
  const document = read('stripe-payment-to-zoho-books/flow.json') as FlowDocument;
  const test: FlowTest = read('stripe-payment-to-zoho-books/tests/known-customer.json');
  const node = document.nodes.find(
    ({ id, kind }) => kind === 'action' && test.expect.effects?.some((one) => one.node === id),
  )!;
  const strange = { ...test, expect: { effects: [{ node: node.id, input: { currency_code: 'XXX', nothing: 1 } }] } };
  const first = await runFlowTest(document, strange, connectors);
  expect(first.differences.length).toBeGreaterThan(0);
  const accepted = { ...strange, expect: actualExpectation(strange.expect, first.run) };
  expect((await runFlowTest(document, accepted, connectors)).differences).toEqual([]);
  expect(accepted.expect).not.toHaveProperty('records');
  expect(JSON.stringify(accepted.expect)).not.toContain('XXX');
});
