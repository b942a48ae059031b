import { describeProblem, type FlowDocument, type FlowEdge, type FlowNode } from '@raccord/contract';
import { describe, expect, test } from 'vitest';
import { checkBindings } from './check-bindings.ts';
import { type CheckOptions, checkFlow, MAX_EXPRESSIONS } from './check-flow.ts';
import { goodFlow, splittingFlow, testRegistry } from './flow-fixtures.ts';
import { parseFlow } from './parse-flow.ts';

type Row = {
  what: string;
  change: (flow: FlowDocument) => FlowDocument;
  options?: Partial<CheckOptions>;
  code: string;
  path: string;
  /** A part of the English sentence that names what is wrong here. */
  says: string;
  warning?: true;
};

const withNodes =
  (...nodes: FlowNode[]) =>
  (flow: FlowDocument): FlowDocument => ({ ...flow, nodes: [...flow.nodes, ...nodes] });
const withEdges =
  (...edges: FlowEdge[]) =>
  (flow: FlowDocument): FlowDocument => ({ ...flow, edges: [...flow.edges, ...edges] });
/** Sets fields of one node; undefined removes one. */
const setNode =
  (id: string, fields: Record<string, unknown>) =>
  (flow: FlowDocument): FlowDocument => ({
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === id ? withFields(node, fields) : node)),
  });
function withFields(node: FlowNode, fields: Record<string, unknown>): FlowNode {
  const changed = { ...node, ...fields };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) as FlowNode;
}
const invoiceWith = (more: Record<string, unknown>) => setNode('invoice', { with: { reference: 'R', ...more } });
/** Adds a node behind `payment`. */
const after = (node: FlowNode) => (flow: FlowDocument) =>
  withEdges({ from: 'payment', to: node.id })(withNodes(node)(flow));
const schedule =
  (configured: Record<string, unknown>) =>
  (flow: FlowDocument): FlowDocument => ({
    ...flow,
    settings: {},
    nodes: [{ id: 'tick', kind: 'trigger', uses: 'schedule/cron', with: configured }],
    edges: [],
  });
const splitting = (change: (flow: FlowDocument) => FlowDocument) => () => change(splittingFlow());
const then =
  (...changes: ((flow: FlowDocument) => FlowDocument)[]) =>
  (flow: FlowDocument) =>
    changes.reduce((changed, change) => change(changed), flow);

// biome-ignore format: a table reads best with one line per row
const rows: Row[] = [
  { what: 'no trigger', change: (flow) => ({ ...flow, settings: {}, nodes: [{ id: 'a', kind: 'map', with: {} }], edges: [] }), code: 'flow.noTrigger', path: 'nodes', says: 'no trigger' },
  { what: 'two triggers', change: withNodes({ id: 'other', kind: 'trigger', uses: 'shop/payment', connection: 'shop' }), code: 'flow.secondTrigger', path: 'nodes.other.id', says: '“other” is a second trigger; “payment” starts' },
  { what: 'two nodes of one id', change: withNodes({ id: 'order', kind: 'map', with: {} }), code: 'flow.duplicateNode', path: 'nodes[4].id', says: 'Two nodes are called “order”' },
  { what: 'a reserved id', change: after({ id: 'env', kind: 'map', with: {} }), code: 'flow.reservedName', path: 'nodes.env.id', says: 'No node can be called “env”' },
  { what: 'an edge from nowhere', change: withEdges({ from: 'ordr', to: 'known' }), code: 'flow.unknownNode', path: 'edges[3].from', says: 'names the node “ordr”, which does not exist. Remove the edge or correct the name. Did you mean “order”?' },
  { what: 'an edge to nowhere', change: withEdges({ from: 'order', to: 'zzzzzz' }), code: 'flow.unknownNode', path: 'edges[3].to', says: 'names the node “zzzzzz”' },
  { what: 'a group with a step that is not there', change: (flow) => ({ ...flow, groups: [{ id: 'g', title: 'Sale', members: ['order', 'ordr'] }] }), code: 'flow.unknownMember', path: 'groups[0].members[1]', says: 'The group “Sale” names the step “ordr”', warning: true },
  { what: 'a step in two groups', change: (flow) => ({ ...flow, groups: [{ id: 'g', title: 'Sale', members: ['order'] }, { id: 'h', title: 'Other', members: ['order'] }] }), code: 'flow.memberTwice', path: 'groups[1].members[0]', says: 'in the group “Other” and already in “Sale”', warning: true },
  { what: 'two groups of one id', change: (flow) => ({ ...flow, groups: [{ id: 'g', title: 'A', members: ['order'] }, { id: 'g', title: 'B', members: ['known'] }] }), code: 'flow.duplicateGroup', path: 'groups[1].id', says: 'Two groups have the id “g”', warning: true },
  { what: 'two notes of one id', change: (flow) => ({ ...flow, notes: [1, 2].map((x) => ({ id: 'n', text: '', x, y: 0, width: 200, height: 100 })) }), code: 'flow.duplicateNote', path: 'notes[1].id', says: 'Two notes have the id “n”', warning: true },
  { what: 'an edge drawn twice', change: withEdges({ from: 'order', to: 'known' }), code: 'flow.duplicateEdge', path: 'edges[3]', says: 'from “order” to “known” exists twice' },
  { what: 'a branch left by no port', change: then(withNodes({ id: 'x', kind: 'map', with: {} }), withEdges({ from: 'known', to: 'x' })), code: 'flow.portNeeded', path: 'edges[3]', says: 'Choose one of: yes, no.' },
  { what: 'a branch left by an unknown port', change: then(withNodes({ id: 'x', kind: 'map', with: {} }), withEdges({ from: 'known', port: 'yess', to: 'x' })), code: 'flow.unknownPort', path: 'edges[3].port', says: 'has only: yes, no. Choose one of them. Did you mean “yes”?' },
  { what: 'an action left by a port other than failed', change: then(withNodes({ id: 'x', kind: 'map', with: {} }), withEdges({ from: 'order', port: 'error', to: 'x' })), code: 'flow.unknownPort', path: 'edges[3].port', says: 'has only: failed' },
  { what: 'a port on a node that has none', change: then(withNodes({ id: 'x', kind: 'map', with: {} }), withEdges({ from: 'payment', port: 'yes', to: 'x' })), code: 'flow.noPorts', path: 'edges[3].port', says: 'has a single way out' },
  { what: 'an edge into the trigger', change: withEdges({ from: 'invoice', to: 'payment' }), code: 'flow.edgeToTrigger', path: 'edges[3].to', says: 'leads to the trigger “payment”' },
  { what: 'a cycle', change: withEdges({ from: 'invoice', to: 'order' }), code: 'flow.cycle', path: 'nodes.order', says: 'in a circle: order → known → invoice → order.' },
  { what: 'a node that leads to itself', change: withEdges({ from: 'order', to: 'order' }), code: 'flow.cycle', path: 'nodes.order', says: 'in a circle: order → order.' },
  { what: 'a node no path leads to', change: withNodes({ id: 'alone', kind: 'map', with: {} }), code: 'flow.unreachable', path: 'nodes.alone', says: 'No path leads from the trigger to “alone”' },
  { what: 'an aggregate without a split', change: after({ id: 'all', kind: 'aggregate' }), code: 'flow.aggregateAlone', path: 'nodes.all', says: '“all” gathers what a split made' },
  { what: 'an aggregate after its split is closed', change: splitting(then(withNodes({ id: 'again', kind: 'aggregate' }), withEdges({ from: 'all', to: 'again' }))), code: 'flow.aggregateAlone', path: 'nodes.again', says: '“again” gathers' },
  { what: 'paths from inside and outside a split', change: splitting(withEdges({ from: 'payment', to: 'price' })), code: 'flow.mixedSplit', path: 'nodes.price', says: 'Into “price” lead paths from inside and outside' },

  { what: 'an unknown connector', change: setNode('order', { uses: 'shpo/find-order' }), code: 'flow.unknownConnector', path: 'nodes.order.uses', says: 'there is no connector “shpo”. Choose another or correct its name. Did you mean “shop”?' },
  { what: 'a connector named like an inherited property', change: setNode('order', { uses: 'constructor/find-order' }), code: 'flow.unknownConnector', path: 'nodes.order.uses', says: 'no connector “constructor”' },
  { what: 'a slot of an unknown connector', change: (flow) => ({ ...flow, connections: { ...flow.connections, x: { connector: 'book' } } }), code: 'flow.unknownConnector', path: 'connections.x.connector', says: 'Did you mean “books”?' },
  { what: 'an unknown action', change: setNode('order', { uses: 'shop/find-oder' }), code: 'flow.unknownAction', path: 'nodes.order.uses', says: 'has no action “find-oder”. Choose one that it has. Did you mean “shop/find-order”?' },
  { what: 'an unknown trigger', change: setNode('payment', { uses: 'shop/payments' }), code: 'flow.unknownTrigger', path: 'nodes.payment.uses', says: 'has no trigger “payments”. Choose one that it has. Did you mean “shop/payment”?' },
  { what: 'an action as a trigger', change: setNode('payment', { uses: 'shop/find-order' }), code: 'flow.isAction', path: 'nodes.payment.uses', says: '“shop/find-order” is an action' },
  { what: 'a trigger as an action', change: setNode('order', { uses: 'shop/payment' }), code: 'flow.isTrigger', path: 'nodes.order.uses', says: '“shop/payment” is a trigger' },
  { what: 'a version from the future', change: setNode('invoice', { version: 4 }), code: 'flow.unknownActionVersion', path: 'nodes.invoice.version', says: 'has no version 4; the newest here is 3' },
  { what: 'a version nobody migrates', change: setNode('invoice', { version: 1 }), code: 'flow.oldActionVersion', path: 'nodes.invoice.version', says: 'version 1 of “books/create-invoice”' },
  { what: 'no connection', change: setNode('invoice', { connection: undefined }), code: 'flow.noConnection', path: 'nodes.invoice.connection', says: '“books” works through an account. Choose a connection. Did you mean “ledger”?' },
  { what: 'an unknown slot', change: setNode('invoice', { connection: 'leger' }), code: 'flow.unknownSlot', path: 'nodes.invoice.connection', says: 'no connection “leger”. Choose one it has, or add it. Did you mean “ledger”?' },
  { what: 'a slot of another connector', change: setNode('invoice', { connection: 'shop' }), code: 'flow.slotOfOther', path: 'nodes.invoice.connection', says: '“shop” is for “shop”, but this node needs one for “books”' },

  { what: 'a required field missing', change: setNode('invoice', { with: {} }), code: 'flow.missingField', path: 'nodes.invoice.with.reference', says: 'nodes.invoice.with.reference is missing' },
  { what: 'no fields at all', change: setNode('invoice', { with: undefined }), code: 'flow.missingField', path: 'nodes.invoice.with.reference', says: 'is missing' },
  { what: 'a required field missing in a list', change: invoiceWith({ lines: [{ rate: 1 }, { name: 'x' }] }), code: 'flow.missingField', path: 'nodes.invoice.with.lines[1].rate', says: 'is missing' },
  { what: 'an unknown field where the schema is closed', change: invoiceWith({ refrence: 'x' }), code: 'flow.unknownField', path: 'nodes.invoice.with.refrence', says: 'no field “refrence” here. Remove it or correct its name. Did you mean “reference”?' },
  { what: 'an unknown field where the schema is open', change: invoiceWith({ lines: [{ rate: 1, nme: 'x' }] }), code: 'flow.unknownField', path: 'nodes.invoice.with.lines[0].nme', says: 'Did you mean “name”?', warning: true },
  { what: 'a number for a text', change: invoiceWith({ reference: 12 }), code: 'flow.wrongType', path: 'nodes.invoice.with.reference', says: 'must be a text, but it is a number' },
  { what: 'a text for a list', change: invoiceWith({ lines: 'none' }), code: 'flow.wrongType', path: 'nodes.invoice.with.lines', says: 'must be a list, but it is a text' },
  { what: 'a group for a yes or no', change: invoiceWith({ paid: {} }), code: 'flow.wrongType', path: 'nodes.invoice.with.paid', says: 'must be true or false, but it is a group of fields' },
  { what: 'a text for a number or nothing', change: invoiceWith({ due: 'soon' }), code: 'flow.wrongType', path: 'nodes.invoice.with.due', says: 'must be a whole number, but it is a text' },
  { what: 'a fraction for a whole number or nothing', change: invoiceWith({ due: 1.5 }), code: 'flow.wrongType', path: 'nodes.invoice.with.due', says: 'must be a whole number' },
  { what: 'a value outside of a choice', change: invoiceWith({ status: 'draf' }), code: 'flow.notAllowed', path: 'nodes.invoice.with.status', says: 'is “draf”; possible are: draft, sent. Choose one of them. Did you mean “draft”?' },
  { what: 'a value too small', change: invoiceWith({ lines: [{ rate: -1 }] }), code: 'flow.tooSmall', path: 'nodes.invoice.with.lines[0].rate', says: 'is -1; it must be at least 0' },
  { what: 'a text too long', change: invoiceWith({ reference: 'x'.repeat(21) }), code: 'flow.tooLong', path: 'nodes.invoice.with.reference', says: 'at most 20 characters' },
  { what: 'too many entries', change: invoiceWith({ lines: [{ rate: 1 }, { rate: 1 }, { rate: 1 }, { rate: 1 }] }), code: 'flow.tooMany', path: 'nodes.invoice.with.lines', says: 'at most 3 entries' },
  { what: 'a template for a number', change: invoiceWith({ lines: [{ rate: '{{payment.amount}} €' }] }), code: 'flow.textGiven', path: 'nodes.invoice.with.lines[0].rate', says: 'must be a number, but text around the braces' },
  { what: 'escaped braces for a number', change: invoiceWith({ lines: [{ rate: '\\{{payment.amount}}' }] }), code: 'flow.wrongType', path: 'nodes.invoice.with.lines[0].rate', says: 'must be a number, but it is a text' },
  { what: 'an expression in a text that is fixed', change: invoiceWith({ layout: 'A{{payment.amount}}' }), code: 'flow.fixedText', path: 'nodes.invoice.with.layout', says: 'must be the same for every record' },
  { what: 'an expression in a trigger', change: setNode('payment', { with: { currency: '{{env.currency}}' } }), code: 'flow.literalOnly', path: 'nodes.payment.with.currency', says: 'a trigger is set up before there is any record' },
  { what: 'an unknown setting of a trigger', change: setNode('payment', { with: { curency: 'EUR' } }), code: 'flow.unknownField', path: 'nodes.payment.with.curency', says: 'Did you mean “currency”?' },
  { what: 'polling what cannot be polled', change: setNode('payment', { poll: { every: '5m' } }), code: 'flow.cannotPoll', path: 'nodes.payment.poll', says: '“shop/payment” cannot be polled' },

  { what: 'an expression that does not parse', change: invoiceWith({ reference: '{{payment.}}' }), code: 'mapping.syntax', path: 'nodes.invoice.with.reference', says: 'nodes.invoice.with.reference' },
  { what: 'an expression that is not closed', change: invoiceWith({ reference: '{{payment' }), code: 'mapping.syntax', path: 'nodes.invoice.with.reference', says: 'nodes.invoice.with.reference' },
  { what: 'a condition without braces', change: after({ id: 'f', kind: 'filter', when: 'true' }), code: 'flow.notExpression', path: 'nodes.f.when', says: 'must be one expression' },
  { what: 'a condition with text around', change: setNode('known', { cases: [{ port: 'yes', when: 'is {{order.id}}' }] }), code: 'flow.notExpression', path: 'nodes.known.cases[0].when', says: 'must be one expression' },
  { what: 'reading a node that comes later', change: setNode('order', { with: { id: '{{invoice.id}}' } }), code: 'flow.notUpstream', path: 'nodes.order.with.id', says: '“order” reads “invoice”, which does not come before it' },
  { what: 'reading a neighbour', change: then(after({ id: 'side', kind: 'map', with: {} }), invoiceWith({ reference: '{{side.x}}' })), code: 'flow.notUpstream', path: 'nodes.invoice.with.reference', says: '“invoice” reads “side”' },
  { what: 'reading oneself', change: setNode('order', { with: { id: '{{order.id}}' } }), code: 'flow.readsItself', path: 'nodes.order.with.id', says: '“order” reads its own result' },
  { what: 'reading an unknown name', change: invoiceWith({ reference: '{{paymnt.id}}' }), code: 'flow.unknownName', path: 'nodes.invoice.with.reference', says: 'reads “paymnt”, but no node is called that. Correct the name, or add quotes if it is a text. Did you mean “payment”?' },
  { what: 'a name with a dash but no back-ticks', change: then(after({ id: 'tax-rate', kind: 'map', with: {} }), withEdges({ from: 'tax-rate', to: 'known' }), invoiceWith({ reference: '{{tax-rate.id}}' })), code: 'flow.unknownName', path: 'nodes.invoice.with.reference', says: 'Did you mean “`tax-rate`”?' },
  { what: 'a record key that reads more than the trigger', change: (flow) => ({ ...flow, settings: { recordKey: '{{order.id}}' } }), code: 'flow.notUpstream', path: 'settings.recordKey', says: '“recordKey” reads “order”' },
  { what: 'reading inside a split that was gathered', change: splitting(setNode('total', { with: { last: '{{price.cents}}' } })), code: 'flow.readsInsideSplit', path: 'nodes.total.with.last', says: '“total” reads “price”', warning: true },
  { what: 'reading before the gathering of a run', change: splitting(setNode('all', { of: 'run' })), code: 'flow.readsInsideSplit', path: 'nodes.total.with.payment', says: '“total” reads “payment”', warning: true },

  { what: 'more expressions than can be checked', change: after({ id: 'wide', kind: 'map', with: Object.fromEntries(Array.from({ length: MAX_EXPRESSIONS + 1 }, (_, at) => [`f${at}`, `{{payment.f${at}}}`])) }), code: 'flow.tooManyExpressions', path: 'nodes', says: 'more than 10000 different expressions' },
  { what: 'an unknown table', change: after({ id: 'vat', kind: 'lookup', table: 'rate', key: '{{payment.country}}' }), code: 'flow.unknownTable', path: 'nodes.vat.table', says: 'no table “rate”. Choose one that exists or add it to the flow. Did you mean “rates”?' },
  { what: 'waiting for nothing', change: after({ id: 'w', kind: 'wait' }), code: 'flow.waitForNothing', path: 'nodes.w', says: '“w” does not say how long' },
  { what: 'waiting twice', change: after({ id: 'w', kind: 'wait', for: '1d', until: '{{payment.due}}' }), code: 'flow.waitForBoth', path: 'nodes.w', says: '“w” says both' },
  { what: 'an approval that ends without a time', change: after({ id: 'a', kind: 'approval', otherwise: 'approve' }), code: 'flow.approvalNoTime', path: 'nodes.a.otherwise', says: '“a” says what happens when nobody decides' },
  { what: 'a flow that calls itself', change: after({ id: 's', kind: 'subflow', flow: 'payment-to-invoice' }), code: 'flow.subflowItself', path: 'nodes.s.flow', says: '“s” calls the very flow it is in' },
  { what: 'a subflow that is not deployed', change: after({ id: 's', kind: 'subflow', flow: 'notfy' }), options: { deployed: [{ flow: { ...goodFlow(), id: 'notify' }, bindings: {} }] }, code: 'flow.unknownSubflow', path: 'nodes.s.flow', says: 'Did you mean “notify”?' },
  { what: 'an unknown time zone', change: (flow) => ({ ...flow, settings: { timezone: 'Europe/Pari' } }), code: 'flow.badTimezone', path: 'settings.timezone', says: 'is “Europe/Pari”, which is no time zone. Write a name such as Europe/Paris or UTC. Did you mean “Europe/Paris”?' },
  { what: 'an offset as a time zone', change: (flow) => ({ ...flow, settings: { timezone: '+02:00' } }), code: 'flow.badTimezone', path: 'settings.timezone', says: 'is “+02:00”' },
  { what: 'a schedule in an unknown time zone', change: schedule({ cron: '0 9 * * *', timezone: 'Mars' }), code: 'flow.badTimezone', path: 'nodes.tick.with.timezone', says: 'is “Mars”' },
  { what: 'a schedule that is none', change: schedule({ cron: 'every morning' }), code: 'flow.badCron', path: 'nodes.tick.with.cron', says: 'is “every morning”, which is no schedule' },
  { what: 'a minute that does not exist', change: schedule({ cron: '61 * * * *' }), code: 'flow.badCron', path: 'nodes.tick.with.cron', says: 'is “61 * * * *”' },
  { what: 'a day that never comes', change: schedule({ cron: '0 0 31 2 *' }), code: 'flow.cronNever', path: 'nodes.tick.with.cron', says: 'a time that never comes' },
];

const ledger = { ledger: { id: 'c1', connector: 'books' }, shop: { id: 'c2', connector: 'shop' } };

describe('a flow in which one thing is wrong', () => {
  test.each(rows)('$what: $code at $path', ({ change, options, code, path, says, warning }) => {
    const parsed = parseFlow(change(goodFlow()));
    if (!parsed.ok) throw new Error(`the row does not parse: ${JSON.stringify(parsed.problems)}`);
    const problems = checkFlow(parsed.flow, { registry: testRegistry, ...options });
    const problem = problems.find((found) => found.code === code && found.path === path);
    expect(problem, JSON.stringify(problems)).toBeDefined();
    expect(problem?.severity).toBe(warning ? 'warning' : 'error');
    const english = describeProblem(problem!, 'en');
    expect(english).toContain(says);
    const french = describeProblem(problem!, 'fr');
    expect(french).not.toBe(english);
    for (const sentence of [english, french])
      expect(sentence, 'every place is filled').not.toMatch(/(?<!\{)\{[a-zA-Z]+\}/);
  });
});

describe('a flow in which nothing is wrong', () => {
  // biome-ignore format: a table reads best with one line per row
  const fine: { what: string; change: (flow: FlowDocument) => FlowDocument; options?: Partial<CheckOptions> }[] = [
    { what: 'the example', change: (flow) => flow },
    { what: 'split and aggregate', change: splittingFlow },
    { what: 'a split in a split', change: () => ({ ...splittingFlow(), nodes: [...splittingFlow().nodes.slice(0, 4), { id: 'part', kind: 'split', items: '{{line.parts}}' }, { id: 'inner', kind: 'aggregate', collect: '{{part.id}}' }], edges: [{ from: 'payment', to: 'line' }, { from: 'line', to: 'part' }, { from: 'part', to: 'inner' }, { from: 'inner', to: 'price' }, { from: 'price', to: 'all' }] }) },
    { what: 'env and run', change: invoiceWith({ reference: '{{env.prefix}}{{run.id}}' }) },
    { what: 'an expression for a number', change: invoiceWith({ lines: [{ rate: ' {{payment.amount}} ' }] }) },
    { what: 'an expression for a whole list', change: invoiceWith({ lines: '{{payment.lines}}' }) },
    { what: 'null where it is allowed', change: invoiceWith({ due: null }) },
    { what: 'a way out for failures', change: then(withNodes({ id: 'tell', kind: 'respond', body: { id: '{{payment.id}}' } }), withEdges({ from: 'order', port: 'failed', to: 'tell' })) },
    { what: 'polling', change: setNode('payment', { uses: 'shop/new-order', poll: { every: '5m' } }) },
    { what: 'an action of the version before', change: setNode('invoice', { version: 2, with: { ref: 'R' } }) },
    { what: "a table of the environment", change: after({ id: 'vat', kind: 'lookup', table: 'shared', key: 'FR' }), options: { tables: ['shared'] } },
    { what: 'a schedule', change: schedule({ cron: '0 9 * * 1-5', timezone: 'Europe/Paris' }) },
    { what: 'a dashed name in back-ticks', change: then(after({ id: 'tax-rate', kind: 'map', with: {} }), withEdges({ from: 'tax-rate', to: 'known' }), invoiceWith({ reference: '{{`tax-rate`.id}}' })) },
  ];
  test.each(fine)('$what', ({ change, options }) => {
    const parsed = parseFlow(change(goodFlow()));
    if (!parsed.ok) throw new Error(`the row does not parse: ${JSON.stringify(parsed.problems)}`);
    expect(checkFlow(parsed.flow, { registry: testRegistry, ...options })).toEqual([]);
  });
});

describe('two flows that write the same field', () => {
  const other = { ...goodFlow(), id: 'other', name: 'Other' };
  const warnings = (bindings: typeof ledger, flow = other) =>
    checkFlow(goodFlow(), { registry: testRegistry, bindings: ledger, deployed: [{ flow, bindings }] });

  test('are reported, field by field, through the same connection', () => {
    const found = warnings(ledger);
    expect(found.map(({ code, path, severity }) => ({ code, path, severity }))).toEqual([
      { code: 'flow.sameField', path: 'nodes.invoice', severity: 'warning' },
      { code: 'flow.sameField', path: 'nodes.invoice', severity: 'warning' },
    ]);
    expect(found.map(({ params }) => params.field)).toEqual(['reference', 'lines']);
    expect(describeProblem(found[0]!, 'en')).toContain('The flow “Other” writes “reference” of “invoice”');
    expect(describeProblem(found[0]!, 'fr')).toContain('Le flux « Other » écrit lui aussi « reference »');
  });

  test('are left alone on two connections, and a flow does not disturb its own older version', () => {
    expect(warnings({ ...ledger, ledger: { id: 'c9', connector: 'books' } })).toEqual([]);
    expect(warnings(ledger, goodFlow())).toEqual([]);
  });
});

describe('bindings', () => {
  const shop = ledger.shop;
  // biome-ignore format: a table reads best with one line per row
  test.each([
    { what: 'every slot bound', bindings: ledger, codes: [] },
    { what: 'one slot unbound', bindings: { shop }, codes: [['flow.unbound', 'connections.ledger']] },
    { what: 'one slot bound to another connector', bindings: { shop, ledger: { id: 'c3', connector: 'slack' } }, codes: [['flow.boundToOther', 'connections.ledger']] },
  ])('$what', ({ bindings, codes }) => {
    const problems = checkBindings(goodFlow(), bindings);
    expect(problems.map(({ code, path }) => [code, path])).toEqual(codes);
    for (const problem of problems) {
      expect(describeProblem(problem, 'en')).toContain('“ledger”');
      expect(describeProblem(problem, 'fr')).toContain('« ledger »');
    }
  });

  test('a slot that no node uses need not be bound', () => {
    const flow = { ...goodFlow(), connections: { ...goodFlow().connections, spare: { connector: 'books' } } };
    expect(checkBindings(flow, ledger)).toEqual([]);
  });
});
