import { type CompiledMapping, compileMapping } from '@raccord/runtime/mapping/mapping';
import jsonata from 'jsonata';

/**
 * What a mapping costs per record: ours, stock JSONata and plain JavaScript, on the same data in the same process.
 * Run with `node bench/src/mapping.ts`; no test depends on the figures.
 */
type Order = { order: Record<string, unknown>; env: Record<string, unknown> };
type Case = {
  name: string;
  tree: Record<string, unknown>;
  /** The same mapping as one JSONata object constructor, which is how JSONata is meant to be used. */
  jsonata: string;
  javascript: (context: never) => unknown;
};

const context = (index: number) => ({
  order: {
    id: `gid://shop/Order/${index}`,
    number: index,
    email: 'Marie.Dupond@example.com ',
    currency: 'EUR',
    total_cents: 10_990 + index,
    tax_cents: 1_832,
    paid: index % 2 === 0,
    customer: { first_name: 'Marie', last_name: 'Dupond', address: { city: 'Lyon', zip: '69003', country: 'FR' } },
    items: [
      { sku: 'A-1', title: 'Brioche', quantity: 2, price_cents: 1_250 },
      { sku: 'B-7', title: 'Tarte', quantity: 1, price_cents: 2_400 },
      { sku: 'C-3', title: 'Pain', quantity: 4, price_cents: 320 },
    ],
  },
  env: { warehouse: 'lyon-1' },
});

const twelveFields = {
  reference_number: '{{order.id}}',
  number: '{{order.number}}',
  email: '{{$lowercase($trim(order.email))}}',
  currency: '{{order.currency}}',
  total: '{{order.total_cents / 100}}',
  net: '{{(order.total_cents - order.tax_cents) / 100}}',
  name: '{{order.customer.first_name & " " & order.customer.last_name}}',
  city: '{{order.customer.address.zip}} {{order.customer.address.city}}',
  status: '{{order.paid ? "paid" : "open"}}',
  warehouse: '{{env.warehouse}}',
  foreign: '{{order.customer.address.country != "FR"}}',
  line_items: [{ name: 'Total', rate: '{{order.total_cents / 100}}', tax: '{{order.tax_cents / 100}}' }],
};

const cases: Case[] = [
  {
    name: '12 fields',
    tree: twelveFields,
    jsonata: `{
      "reference_number": order.id, "number": order.number, "email": $lowercase($trim(order.email)),
      "currency": order.currency, "total": order.total_cents / 100, "net": (order.total_cents - order.tax_cents) / 100,
      "name": order.customer.first_name & " " & order.customer.last_name,
      "city": order.customer.address.zip & " " & order.customer.address.city,
      "status": order.paid ? "paid" : "open", "warehouse": env.warehouse, "foreign": order.customer.address.country != "FR",
      "line_items": [{ "name": "Total", "rate": order.total_cents / 100, "tax": order.tax_cents / 100 }] }`,
    javascript: ({ order, env }: { order: ReturnType<typeof context>['order']; env: { warehouse: string } }) => ({
      reference_number: order.id,
      number: order.number,
      email: order.email.trim().toLowerCase(),
      currency: order.currency,
      total: order.total_cents / 100,
      net: (order.total_cents - order.tax_cents) / 100,
      name: `${order.customer.first_name} ${order.customer.last_name}`,
      city: `${order.customer.address.zip} ${order.customer.address.city}`,
      status: order.paid ? 'paid' : 'open',
      warehouse: env.warehouse,
      foreign: order.customer.address.country !== 'FR',
      line_items: [{ name: 'Total', rate: order.total_cents / 100, tax: order.tax_cents / 100 }],
    }),
  },
  {
    name: '3 order lines and their sum',
    tree: {
      lines: '{{order.items.{"sku": sku, "name": title, "amount": quantity * price_cents / 100}}}',
      total: '{{$sum(order.items.(quantity * price_cents)) / 100}}',
    },
    jsonata: `{ "lines": order.items.{"sku": sku, "name": title, "amount": quantity * price_cents / 100},
      "total": $sum(order.items.(quantity * price_cents)) / 100 }`,
    javascript: ({ order }: { order: ReturnType<typeof context>['order'] }) => ({
      lines: order.items.map((item) => ({
        sku: item.sku,
        name: item.title,
        amount: (item.quantity * item.price_cents) / 100,
      })),
      total: order.items.reduce((total, item) => total + item.quantity * item.price_cents, 0) / 100,
    }),
  },
  {
    name: 'a sort, which needs JSONata itself',
    tree: { dearest: '{{order.items^(>price_cents)[0].title}}' },
    jsonata: '{ "dearest": order.items^(>price_cents)[0].title }',
    javascript: ({ order }: { order: ReturnType<typeof context>['order'] }) => ({
      dearest: order.items.toSorted((left, right) => right.price_cents - left.price_cents)[0]?.title,
    }),
  },
];

const records = Array.from({ length: 1_000 }, (_, index) => context(index));
const clock = { now: 1_700_000_000_000, seed: 'bench' };

/** Microseconds per record: the best of several rounds, since the machine is shared. */
async function measure(work: (record: Order) => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 12; round += 1) {
    const started = performance.now();
    for (const record of records) {
      const result = work(record);
      if (result instanceof Promise) await result;
    }
    best = Math.min(best, performance.now() - started);
  }
  return (best * 1_000) / records.length;
}

const lines: string[] = [
  '| mapping | ours, µs | stock JSONata, µs | plain JavaScript, µs | ours / JSONata |',
  '| --- | ---: | ---: | ---: | ---: |',
];
for (const one of cases) {
  const mapping: CompiledMapping = compileMapping(one.tree);
  const stock = jsonata(one.jsonata);
  const expected = JSON.stringify(one.javascript(records[7] as never));
  for (const got of [await mapping.evaluate(records[7] as Order, clock), await stock.evaluate(records[7])]) {
    if (JSON.stringify(got) !== expected) throw new Error(`${one.name}: ${JSON.stringify(got)} is not ${expected}`);
  }
  const ours = await measure((record) => mapping.evaluate(record, clock));
  const theirs = await measure((record) => stock.evaluate(record));
  const plain = await measure((record) => one.javascript(record as never));
  const shown = [ours, theirs, plain].map((figure) => figure.toFixed(2));
  lines.push(`| ${one.name} | ${shown.join(' | ')} | ${(theirs / ours).toFixed(1)} × |`);
}
process.stdout.write(`${lines.join('\n')}\n`);
