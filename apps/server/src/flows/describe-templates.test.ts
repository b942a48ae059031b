import { connectors } from '@raccord/connectors';
import { describeFlow, type Surroundings } from '@raccord/runtime/flow-page/describe-flow';
import { type Block, type FlowPage, plain, type Section } from '@raccord/runtime/flow-page/page';
import { toMarkdown } from '@raccord/runtime/flow-page/to-markdown';
import { describe, expect, it } from 'vitest';
import { readTemplates } from './read-templates.ts';

// What the documentation says of each template: a few lines of each, so that a change of words is seen.

const templates = await readTemplates();
const around: Surroundings = {
  shown: { revision: 3, at: '2026-11-20T07:00:00.000Z', by: 'Anne Roy' },
  environments: [
    {
      name: 'sandbox',
      deployment: { version: 2, active: true, at: '2026-11-20T08:00:00.000Z', by: null },
      connections: { books: { name: 'Books of Acme', explicit: true }, stripe: { name: 'Stripe', explicit: false } },
    },
    { name: 'production', connections: {} },
  ],
  versions: [{ version: 2, at: '2026-11-20T08:00:00.000Z', by: 'Anne Roy', note: 'VAT' }],
  tests: ['A payment makes one invoice'],
};
const now = Date.parse('2026-11-22T12:00:00Z');
const page = (id: string, language: 'en' | 'fr' = 'en') => {
  const { document } = templates.find((one) => one.id === id)!;
  return describeFlow(document, connectors, around, { language, now, zone: 'Europe/Paris' });
};
const textOf = (block: Block): string[] => {
  if (block.kind === 'paragraph') return [plain(block.words)];
  if (block.kind === 'list') return block.items.map(plain);
  if (block.kind === 'facts') return block.rows.map(({ label, words }) => `${label}: ${plain(words)}`);
  if (block.kind === 'table') return block.rows.map((cells) => cells.map(plain).join(' | '));
  return [];
};
const all = ({ blocks, parts = [] }: Section): string[] => [...blocks.flatMap(textOf), ...parts.flatMap(all)];
const section = ({ sections }: FlowPage, id: string) => all(sections.find((one) => one.id === id)!);
const step = ({ sections }: FlowPage, id: string) =>
  all(sections.find((one) => one.id === 'steps')!.parts!.find((one) => one.id === `step-${id}`)!);

describe('every template', () => {
  it.each(templates.map(({ id }) => id))('%s is told in both languages, to its last step', (id) => {
    const { document } = templates.find((one) => one.id === id)!;
    const steps = document.nodes.filter(({ kind }) => kind !== 'trigger').length;
    for (const language of ['en', 'fr'] as const) {
      const told = page(id, language);
      const parts = told.sections.find((one) => one.id === 'steps')!.parts!;
      expect(parts).toHaveLength(steps);
      const lines = told.sections.flatMap(all);
      // Every app is known, and no place of a sentence is left empty.
      expect(lines.filter((line) => /not known here|inconnu ici|\{[a-z]+\}(?!\})|undefined/.test(line))).toEqual([]);
      expect(section(told, 'start').length).toBeGreaterThan(0);
    }
  });
});

it('Stripe payment: how it starts, what is mapped, how it stays single', () => {
  const told = page('stripe-payment-to-zoho-books');
  expect(section(told, 'start').at(-1)).toBe('Stripe calls an address of its own for this flow (webhook).');
  expect(step(told, 'decimals')[0]).toBe(
    'Looks up {{payment.currency}} in the table decimals. What is not in it becomes 2.',
  );
  expect(step(told, 'known')).toEqual([
    'Sends each record the first way whose condition holds:',
    'yes: when {{$exists(customer.contact_id)}}',
    'no: all others',
    'Then: no → Create a contact, yes → Create an invoice',
  ]);
  const invoice = step(told, 'invoice');
  expect(invoice).toContain('App: Zoho Books');
  expect(invoice).toContain('Connection: books');
  expect(invoice).toContain(
    'When it fails: Tried up to 6 times, after pauses from 1 second up to 15 minutes. Then the record waits in the inbox.',
  );
  expect(invoice.find((line) => line.startsWith('How it stays single'))).toMatch(
    /looks whether|recognises|id of its own/,
  );
  expect(invoice.find((line) => line.includes('line_items[0].rate'))).toMatch(/\{\{sale\.amount\}\} \| sale\.amount$/);
  expect(section(told, 'tables')).toContain('jpy | 0');
});

it('Stripe payment, in French: service, connections, tests, versions', () => {
  const told = page('stripe-payment-to-zoho-books', 'fr');
  expect(section(told, 'service')).toEqual(['sandbox | 2 | en service | 20 nov. 2026, 09:00 | –']);
  expect(section(told, 'connections')).toEqual([
    'books | Zoho Books | Books of Acme | aucune encore',
    'slack | Slack | aucune encore | aucune encore',
    'stripe | Stripe | Stripe (par défaut) | aucune encore',
  ]);
  expect(section(told, 'tests')).toEqual(['A payment makes one invoice']);
  expect(section(told, 'history')).toEqual(['2 | 20 nov. 2026, 09:00 | Anne Roy | VAT']);
  expect(textOf(told.facts)).toContain(
    'Montré ici: le brouillon (révision 3), modifié le 20 nov. 2026, 08:00 par Anne Roy',
  );
});

it('a deal won: filters, polling, the end of the way', () => {
  const told = page('zoho-deal-won-to-slack');
  expect(section(told, 'start')).toContain('Zoho CRM is asked every 1 minute whether there is something new.');
  expect(step(told, 'won')[0]).toBe(
    "Only records for which {{deal.Stage = 'Closed Won'}} holds go on; the others end here, as filtered.",
  );
  expect(step(told, 'tagged')).toContain('Then: The way of the record ends here.');
});

it('a schedule is told with its next times, in its zone and the reader’s', () => {
  const flow = {
    ...{ schemaVersion: 1 as const, id: 'daily', name: 'Daily', edges: [], settings: { timezone: 'America/New_York' } },
    nodes: [
      { id: 'morning', kind: 'trigger' as const, uses: 'schedule/cron', with: { cron: '0 8 * * 1-5', missed: 'all' } },
    ],
  };
  const told = describeFlow(flow, connectors, around, { language: 'en', now, zone: 'Europe/Paris' });
  const [, starts, next] = section(told, 'start');
  expect(starts).toBe(
    'It starts from Monday to Friday at 08:00 (America/New_York). All times that were missed are made up for.',
  );
  expect(next).toMatch(/^The next times: Mon, Nov 23, 08:00 AM \(Mon, Nov 23, 02:00 PM here\), Tue/);
  expect(next!.match(/here\)/g)).toHaveLength(5);
});

it('groups and notes are told on the page and in Markdown, as text whatever they hold', () => {
  const { document } = templates.find(({ id }) => id === 'mail-in-to-sheets')!;
  const note = (id: string, text: string) => ({ id, text, x: 0, y: 0, width: 220, height: 120 });
  const flow = {
    ...document,
    groups: [{ id: 'g', title: 'In | out', members: ['mail', 'row', 'gone'] }],
    notes: [note('n', 'Why *this*?\n# <b>Because</b>'), note('empty', ' ')],
  };
  const told = describeFlow(flow, connectors, around, { language: 'fr', now, zone: 'Europe/Paris' });
  expect(section(told, 'groups')).toEqual(['In | out: A mail was captured, Its row, gone']);
  expect(section(told, 'notes')).toEqual(['Why *this*?\n# <b>Because</b>']);
  const markdown = toMarkdown(told);
  expect(markdown).toContain('## Groupes d’étapes\n');
  expect(markdown).toContain('## Notes du dessin\n\n- Why \\*this\\*? \\# \\<b\\>Because\\</b\\>\n');
});

it('what is half drawn or unknown is told as far as it goes', () => {
  const flow = {
    ...{ schemaVersion: 1 as const, id: 'half', name: 'Half', settings: { timezone: 'Mars/Olympus' } },
    nodes: [
      { id: 'at', kind: 'trigger' as const, uses: 'schedule/cron', with: { cron: 'whenever' } },
      { id: 'b', kind: 'action' as const, uses: 'gone/do-it', with: { a: '{{1 +', c: [] } },
      { id: 'c', kind: 'wait' as const },
    ],
    edges: [
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
    ],
  };
  const told = describeFlow(flow, connectors, around, { language: 'en', now, zone: 'UTC' });
  expect(section(told, 'start')).toContain('There is no such time.');
  expect(step(told, 'b')).toEqual(
    expect.arrayContaining(['It uses gone/do-it, which is not known here.', 'a | {{1 + | –', 'c | [] | –']),
  );
  expect(section(told, 'purpose')).toEqual(['Nobody has written yet what this flow is for.']);
});
