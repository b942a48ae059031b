import type { FlowDocument } from '@raccord/contract';
import { diffFlows } from '@raccord/runtime/flow/diff-flows';
import i18next from 'i18next';
import { beforeEach, describe, expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import { fr } from '../i18n/fr.ts';
import { type Apps, readApps } from '../nodes/apps.ts';
import { describeChange, lookOf } from './describe-change.ts';

const input = {
  type: 'object',
  properties: {
    date: { type: 'string', title: 'Date', fr: { title: 'Date de facture' } },
    lines: { type: 'array', title: 'Lines', items: { type: 'object', properties: { rate: { title: 'Price' } } } },
  },
};
const apps: Apps = readApps([
  {
    id: 'books',
    title: { en: 'Books', fr: 'Livres' },
    triggers: [],
    actions: [{ id: 'books/invoice', title: { en: 'Create invoice', fr: 'Créer la facture' }, input }],
  },
] as never);
const before: FlowDocument = {
  schemaVersion: 1,
  id: 'sale',
  name: 'Sale',
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'manual/run', title: 'Start' },
    { id: 'invoice', kind: 'action', uses: 'books/invoice', with: { date: '{{start.at}}', lines: [{ rate: 1 }] } },
  ],
  edges: [{ from: 'start', to: 'invoice' }],
};
const sentences = (edit: (copy: FlowDocument) => void) => {
  const after = structuredClone(before);
  edit(after);
  return diffFlows(before, after).map((change) => describeChange(change, { before, after, apps }, i18next.t));
};
// biome-ignore lint/suspicious/noExplicitAny: the case knows what stands there.
const invoice = (copy: FlowDocument) => copy.nodes[1] as any;

beforeEach(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  });
});

describe('a change is a sentence in both languages', () => {
  const cases: [(copy: FlowDocument) => void, string, string][] = [
    [
      (copy) => {
        invoice(copy).with.date = '{{start.on}}';
      },
      '“Create invoice”: field “Date” now reads “{{start.on}}” instead of “{{start.at}}”',
      '« Créer la facture » : le champ « Date de facture » vaut maintenant « {{start.on}} » au lieu de « {{start.at}} »',
    ],
    [
      (copy) => {
        invoice(copy).with.lines[0].rate = 2;
      },
      '“Create invoice”: field “Lines, no. 1 › Price” now reads 2 instead of 1',
      '« Créer la facture » : le champ « Lines, n° 1 › Price » vaut maintenant 2 au lieu de 1',
    ],
    [
      (copy) => {
        copy.nodes.push({ id: 'seen', kind: 'filter', when: '{{true}}' });
        copy.edges = [{ from: 'start', port: 'yes', to: 'seen' }];
      },
      '“Filter” was added\n“Start” now leads to “Filter” by “yes”\n“Start” no longer leads to “Create invoice”',
      '« Filtre » a été ajouté\n« Start » mène maintenant à « Filtre » par « yes »\n« Start » ne mène plus à « Créer la facture »',
    ],
    [
      (copy) => {
        copy.name = 'Sales';
        copy.settings = { timezone: 'UTC' };
        copy.tables = { t: { rows: { a: 1 } } };
        copy.layout = { start: { x: 1, y: 1 } };
      },
      '“Name of the flow” of the flow now reads “Sales” instead of “Sale”\n“Time zone” of the flow is now “UTC”\nThe table “t” was added, with 1 row\nOn the drawing, 1 step stands elsewhere',
      '« Nom du flux » du flux vaut maintenant « Sales » au lieu de « Sale »\n« Fuseau horaire » du flux vaut maintenant « UTC »\nLa table « t » a été ajoutée, avec 1 ligne\nSur le dessin, 1 étape est placée ailleurs',
    ],
    [
      (copy) => {
        copy.groups = [{ id: 'g', title: 'Books', members: ['start', 'invoice'] }];
        copy.notes = [{ id: 'n', text: 'Why', x: 0, y: 0, width: 200, height: 100 }];
      },
      'The group “Books” was added, with 2 steps\nThe note “Why” was added',
      'Le groupe « Books » a été ajouté, avec 2 étapes\nLa note « Why » a été ajoutée',
    ],
    [
      (copy) => {
        copy.nodes[1] = { ...invoice(copy), id: 'bill' };
        copy.edges[0]!.to = 'bill';
      },
      '“Create invoice”: expressions now call it bill instead of invoice',
      '« Créer la facture » : les expressions l’appellent maintenant bill au lieu de invoice',
    ],
  ];
  it.each(cases)('%#', async (edit, english, french) => {
    expect(sentences(edit).join('\n')).toBe(english);
    await i18next.changeLanguage('fr');
    expect(
      sentences(edit)
        .join('\n')
        .replaceAll(/[\u00a0\u202f]/g, ' '),
    ).toBe(french);
  });

  it('what is cut is said to be cut, and braces of expressions are not filled in', () => {
    const [sentence = ''] = sentences((copy) => {
      invoice(copy).with.date = `{{step}}${'x'.repeat(500)}`;
    });
    expect(sentence).toContain('“{{step}}x');
    expect(sentence).toContain('…”');
    expect(sentence.length).toBeLessThan(260);
  });

  it('is marked as added, removed, changed or only drawn', () => {
    const look = (edit: (copy: FlowDocument) => void) => {
      const after = structuredClone(before);
      edit(after);
      return diffFlows(before, after).map(lookOf);
    };
    expect(
      look((copy) => {
        invoice(copy).with.note = 1;
      }),
    ).toEqual(['added']);
    expect(
      look((copy) => {
        delete invoice(copy).with.date;
      }),
    ).toEqual(['removed']);
    expect(
      look((copy) => {
        invoice(copy).with.date = 1;
      }),
    ).toEqual(['changed']);
    expect(
      look((copy) => {
        copy.layout = { start: { x: 1, y: 2 } };
      }),
    ).toEqual(['drawing']);
  });
});
