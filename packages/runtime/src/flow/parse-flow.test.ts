import { readdirSync, readFileSync } from 'node:fs';
import { describeProblem, FlowDocument, messages } from '@raccord/contract';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from './check-flow.ts';
import { anyFlow } from './flow-arbitraries.ts';
import { goodFlow, testRegistry } from './flow-fixtures.ts';
import type { FlowMigration } from './migrations.ts';
import { MAX_FLOW_BYTES, parseFlow } from './parse-flow.ts';

const good = goodFlow();
const [payment, order, known, invoice] = good.nodes;
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const text = (more: string) => JSON.stringify(good).replace('{', `{${more},`);

type Row = { what: string; input: unknown; code: string; path: string; says: string };
// biome-ignore format: a table reads best with one line per row
const rows: Row[] = [
  { what: 'no text', input: '', code: 'flow.syntax', path: '', says: 'Line 1, column 1' },
  { what: 'a missing value', input: '{\n  "id": "a",\n  "name": }', code: 'flow.syntax', path: '', says: 'Line 3, column 11' },
  { what: 'an end too early', input: '{"id": "a"', code: 'flow.syntax', path: '', says: 'Line 1, column 11' },
  { what: 'a comma too many', input: '{"id": "a",}', code: 'flow.syntax', path: '', says: 'Line 1, column 12' },
  { what: 'something after the end', input: '{} x', code: 'flow.syntax', path: '', says: 'Line 1, column 4' },
  { what: 'a bad escape', input: '{"a": "\\x"}', code: 'flow.syntax', path: '', says: 'Line 1, column 9' },
  { what: 'too deep', input: '['.repeat(5_000), code: 'flow.tooDeep', path: '', says: 'line 1, column 65 the document is nested more than 64 levels' },
  { what: 'too large', input: `"${'é'.repeat(MAX_FLOW_BYTES / 2)}"`, code: 'flow.tooLarge', path: '', says: `has ${MAX_FLOW_BYTES + 2} bytes; at most ${MAX_FLOW_BYTES}` },
  { what: 'a name twice', input: text('"name":"x"'), code: 'flow.duplicateKey', path: 'name', says: 'name is given twice, the second time at line 1, column' },
  { what: 'a name twice, once in disguise', input: text('"\\u006eame":"x"'), code: 'flow.duplicateKey', path: 'name', says: 'name is given twice' },
  { what: 'a prototype', input: text('"__proto__":{}'), code: 'flow.forbiddenKey', path: '__proto__', says: 'The name “__proto__” at line 1, column 2' },
  { what: 'a prototype in disguise, deep inside', input: text('"tags":[{"\\u005f_proto__":1}]'), code: 'flow.forbiddenKey', path: 'tags[0].__proto__', says: 'The name “__proto__”' },
  { what: 'a constructor in a value', input: { ...good, nodes: [payment, { ...order, with: { constructor: 1 } }] }, code: 'flow.forbiddenKey', path: 'nodes.order.with.constructor', says: 'The name “constructor”' },
  { what: 'a number beyond all bounds', input: text('"tags":[1e400]'), code: 'flow.badNumber', path: 'tags[0]', says: 'The number at tags[0] (line 1, column 10)' },
  { what: 'NUL', input: { ...good, name: 'a\u0000b' }, code: 'flow.badText', path: 'name', says: 'The text at name' },
  { what: 'half a surrogate pair', input: text('"owner":"\\ud83d"'), code: 'flow.badText', path: 'owner', says: 'The text at owner' },
  { what: 'a cycle', input: cyclic, code: 'flow.notJson', path: '', says: 'cannot be written as JSON' },
  { what: 'a function', input: () => 1, code: 'flow.notJson', path: '', says: 'cannot be written as JSON' },

  { what: 'a list', input: [], code: 'flow.wrongType', path: '', says: 'the flow document must be a group of fields, but it is a list' },
  { what: 'a newer version', input: { ...good, schemaVersion: 2 }, code: 'flow.newerVersion', path: 'schemaVersion', says: 'made by a newer Raccord (document version 2; this one reads up to 1)' },
  { what: 'a version nobody made', input: { ...good, schemaVersion: 0 }, code: 'flow.unknownVersion', path: 'schemaVersion', says: 'never was a flow document of version 0' },
  { what: 'no version', input: { ...good, schemaVersion: undefined }, code: 'flow.missingField', path: 'schemaVersion', says: 'schemaVersion is missing' },
  { what: 'a version in quotes', input: { ...good, schemaVersion: '1' }, code: 'flow.wrongType', path: 'schemaVersion', says: 'must be a number, but it is a text' },
  { what: 'an unknown field', input: { ...good, node: [] }, code: 'flow.unknownField', path: 'node', says: 'no field “node” here. Remove it or correct its name. Did you mean “nodes”?' },
  { what: 'an unknown field of a node', input: { ...good, nodes: [{ ...payment, wiht: {} }] }, code: 'flow.unknownField', path: 'nodes.payment.wiht', says: 'Did you mean “with”?' },
  { what: 'a field of another kind', input: { ...good, nodes: [{ ...payment, retry: {} }] }, code: 'flow.unknownField', path: 'nodes.payment.retry', says: 'no field “retry” here' },
  { what: 'an unknown kind', input: { ...good, nodes: [{ ...payment, kind: 'triger' }] }, code: 'flow.unknownKind', path: 'nodes.payment.kind', says: 'no node of kind “triger” (nodes.payment.kind). Possible are: trigger, action' },
  { what: 'an inherited kind', input: { ...good, nodes: [{ id: 'a', kind: 'toString' }] }, code: 'flow.unknownKind', path: 'nodes.a.kind', says: 'no node of kind “toString”' },
  { what: 'a node without id', input: { ...good, nodes: [payment, { kind: 'map', with: {} }] }, code: 'flow.missingField', path: 'nodes[1].id', says: 'nodes[1].id is missing' },
  { what: 'a node that is none', input: { ...good, nodes: [3] }, code: 'flow.wrongType', path: 'nodes[0]', says: 'must be a group of fields, but it is a number' },
  { what: 'a bad node id', input: { ...good, nodes: [{ ...payment, id: 'a b' }] }, code: 'flow.badNodeId', path: 'nodes[0].id', says: 'is “a b”, which no node can be called' },
  { what: 'a bad flow id', input: { ...good, id: 'My flow' }, code: 'flow.badId', path: 'id', says: 'is “My flow”, which is no id' },
  { what: 'a bad port', input: { ...good, nodes: [{ ...known, otherwise: 'No!' }] }, code: 'flow.badPort', path: 'nodes.known.otherwise', says: 'is “No!”' },
  { what: 'no slash in uses', input: { ...good, nodes: [{ ...order, uses: 'shop' }] }, code: 'flow.badUses', path: 'nodes.order.uses', says: 'is “shop”. Write the connector, a slash' },
  { what: 'a bad duration', input: { ...good, nodes: [{ id: 'w', kind: 'wait', for: '5 minutes' }] }, code: 'flow.badDuration', path: 'nodes.w.for', says: 'is “5 minutes”, which is no length of time' },
  { what: 'a value outside of a choice', input: { ...good, nodes: [{ ...invoice, onFailure: 'inbx' }] }, code: 'flow.notAllowed', path: 'nodes.invoice.onFailure', says: 'possible are: inbox, ignore. Choose one of them. Did you mean “inbox”?' },
  { what: 'too many attempts', input: { ...good, nodes: [{ ...invoice, retry: { attempts: 101 } }] }, code: 'flow.tooBig', path: 'nodes.invoice.retry.attempts', says: 'is 101; it must be at most 100' },
  { what: 'no attempt', input: { ...good, nodes: [{ ...invoice, retry: { attempts: 0 } }] }, code: 'flow.tooSmall', path: 'nodes.invoice.retry.attempts', says: 'is 0; it must be at least 1' },
  { what: 'no name', input: { ...good, name: '' }, code: 'flow.tooShort', path: 'name', says: 'at least 1 characters' },
  { what: 'a long name', input: { ...good, name: 'x'.repeat(201) }, code: 'flow.tooLong', path: 'name', says: 'at most 200 characters' },
  { what: 'no nodes', input: { ...good, nodes: [] }, code: 'flow.tooFew', path: 'nodes', says: 'at least 1 entries' },
  { what: 'too many nodes', input: { ...good, nodes: Array.from({ length: 501 }, () => payment) }, code: 'flow.tooMany', path: 'nodes', says: 'at most 500 entries' },
  { what: 'an edge that leads nowhere', input: { ...good, edges: [{ from: 'payment' }] }, code: 'flow.missingField', path: 'edges[0].to', says: 'edges[0].to is missing' },
];

describe('a document in which one thing is wrong', () => {
  test.each(rows)('$what: $code at $path', ({ input, code, path, says }) => {
    const parsed = parseFlow(input);
    const problems = parsed.ok ? [] : parsed.problems;
    const problem = problems.find((found) => found.code === code && found.path === path);
    expect(problem, JSON.stringify(problems).slice(0, 500)).toMatchObject({ severity: 'error' });
    const english = describeProblem(problem!, 'en');
    const french = describeProblem(problem!, 'fr');
    expect(english).toContain(says);
    expect(french).not.toBe(english);
    for (const sentence of [english, french]) expect(sentence, 'every place is filled').not.toMatch(/\{[a-zA-Z]+\}/);
  });

  test('the node is named, so that the canvas can mark it', () => {
    const parsed = parseFlow({ ...good, nodes: [payment, { ...order, retry: { attempts: 'many' } }] });
    expect(parsed).toMatchObject({ ok: false, problems: [{ node: 'order', path: 'nodes.order.retry.attempts' }] });
  });
});

describe('what is read', () => {
  test('a flow comes back as it was, from text, with a byte order mark, and from a value', () => {
    expect(parseFlow(JSON.stringify(good))).toEqual({ ok: true, flow: good });
    expect(parseFlow(`\uFEFF${JSON.stringify(good)}`)).toEqual({ ok: true, flow: good });
    expect(parseFlow(good)).toEqual({ ok: true, flow: good });
  });

  test('an older document is migrated, and says from where', () => {
    const migrations: FlowMigration[] = [{ from: 0, migrate: ({ title, ...rest }) => ({ ...rest, name: title }) }];
    const { name, ...rest } = good;
    const old = { ...rest, title: name, schemaVersion: 0 };
    expect(parseFlow(old, migrations)).toEqual({ ok: true, flow: good, migratedFrom: 0 });
    expect(old.schemaVersion).toBe(0);
  });

  test('a migration that stumbles over the document is a problem, not a crash', () => {
    const migrations: FlowMigration[] = [
      {
        from: 0,
        migrate: () => {
          throw new TypeError('no steps');
        },
      },
    ];
    const parsed = parseFlow({ schemaVersion: 0 }, migrations);
    expect(parsed).toMatchObject({ ok: false, problems: [{ code: 'flow.notMigrated' }] });
    if (parsed.ok) return;
    expect(describeProblem(parsed.problems[0]!, 'en')).toContain('could not be brought up to version 1: no steps');
    expect(describeProblem(parsed.problems[0]!, 'fr')).toContain('no steps');
  });
});

describe('whatever comes', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(FlowDocument);

  test('reading never throws, and what is accepted fits the whole schema', () => {
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
      fc.string(),
      fc.json({ maxDepth: 5 }),
      // Close to a flow, so that the reader gets past the first gate.
      fc
        .record({ part: fc.constantFrom(...Object.keys(FlowDocument.properties)), value: fc.jsonValue() })
        .map(({ part, value }) => ({ ...good, [part]: value })),
      fc
        .record({
          field: fc.constantFrom('id', 'kind', 'uses', 'with', 'when', 'cases', 'retry', 'poll'),
          value: fc.jsonValue(),
          index: fc.nat({ max: 3 }),
        })
        .map(({ field, value, index }) => ({
          ...good,
          nodes: good.nodes.map((node, at) => (at === index ? { ...node, [field]: value } : node)),
        })),
    );
    let accepted = 0;
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseFlow(input);
        if (!parsed.ok) {
          expect(parsed.problems.length).toBeGreaterThan(0);
          for (const problem of parsed.problems) expect(describeProblem(problem, 'fr').length).toBeGreaterThan(10);
          return;
        }
        accepted++;
        expect(validate(parsed.flow)).toBe(true);
        checkFlow(parsed.flow, { registry: testRegistry });
      }),
      { numRuns: 1_500 },
    );
    expect(accepted, 'some must get through, or nothing was checked').toBeGreaterThan(5);
  });

  test('what the whole schema refuses is refused', () => {
    for (const { input } of rows.slice(rows.findIndex(({ what }) => what === 'a list'))) {
      expect(validate(JSON.parse(JSON.stringify(input)))).toBe(false);
    }
  });

  test('random flows are read and checked', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const parsed = parseFlow(flow);
        expect(parsed).toMatchObject({ ok: true });
        if (parsed.ok) checkFlow(parsed.flow, { registry: testRegistry });
      }),
    );
  });
});

test('every code has its sentence, and every sentence its code', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/test|fixtures/.test(name));
  const written = sources.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const used = new Set([...written.matchAll(/'(flow\.[a-zA-Z]+)'/g)].map((match) => match[1]));
  // `scanJson` names its faults without the prefix; `describeProblem` uses the words.
  for (const fault of ['syntax', 'tooDeep', 'duplicateKey', 'forbiddenKey', 'badNumber', 'badText'])
    used.add(`flow.${fault}`);
  // The server's, which alone knows what an account was granted.
  used.add('flow.scopeMissing');
  const told = Object.keys(messages).filter((code) => /^flow\.[a-zA-Z]+$/.test(code) && code !== 'flow.didYouMean');
  expect([...used].sort()).toEqual(told.sort());
});
