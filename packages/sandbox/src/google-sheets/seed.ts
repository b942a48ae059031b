import { googleUsers } from '../google-accounts/state.ts';
import type { World } from '../world.ts';
import { newSheet } from './state.ts';

/** Ids of the sample spreadsheets: always the same, so that templates can name them. */
export const sampleSpreadsheets = {
  leads: '1RaccordSandboxLeadsAAAAAAAAAAAAAAAAAAAAAAAA',
  orders: '1RaccordSandboxOrdersAAAAAAAAAAAAAAAAAAAAAAA',
  others: '1RaccordSandboxOthersAAAAAAAAAAAAAAAAAAAAAAA',
  uploaded: '1RaccordSandboxExcelAAAAAAAAAAAAAAAAAAAAAAAA',
} as const;

/** Spreadsheets of a French and an English company, one of somebody else, and an uploaded Excel file. */
export function seedSheets(world: World): void {
  const [camille, support] = googleUsers;
  const modifiedAt = world.now();
  const add = world.googleSheets.add.bind(world.googleSheets);
  const prospects = newSheet(
    'Prospects',
    [
      ['Id', 'Nom', 'E-mail', 'Montant', 'Date', 'Total'],
      ['L-1', 'Élodie Marchand', 'elodie@petitspains.example', 1200.5, 46_340],
      ['L-2', 'Hugo Lefèvre', 'hugo@briochedoree.example', 900, 46_343],
    ],
    { sheetId: 0, formats: [undefined, undefined, undefined, 'CURRENCY', 'DATE'] },
  );
  prospects.rows[1]![5] = { value: '', formula: '=SUM(D2:D3)' };
  const archive = newSheet('Archive 2025', [['Id', 'Nom', 'Nom', '', 'Fin']], { sheetId: 101, rowCount: 1 });
  add(camille.email, { id: sampleSpreadsheets.leads, title: 'Prospects', sheets: [prospects, archive], modifiedAt });
  add(camille.email, {
    id: sampleSpreadsheets.orders,
    title: 'Orders',
    locale: 'en_GB',
    timeZone: 'Europe/London',
    sheets: [
      newSheet(
        'Orders',
        [
          ['Order', 'Customer', 'Quantity'],
          ['A-100', 'Acme Ltd', 3],
        ],
        { sheetId: 0 },
      ),
    ],
    modifiedAt: modifiedAt - 1_000,
  });
  add(support.email, {
    id: sampleSpreadsheets.others,
    title: 'Privé',
    sheets: [newSheet('Feuille 1', [], { sheetId: 0 })],
    modifiedAt,
  });
  add(camille.email, { id: sampleSpreadsheets.uploaded, title: 'Ancien.xlsx', uploaded: true, modifiedAt: 0 });
}
