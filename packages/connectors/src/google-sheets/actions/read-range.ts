import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { scopes } from '../client.ts';
import { readRange as readCells } from '../rows.ts';
import { rangeFields } from './range-fields.ts';

export const readRange = defineAction({
  id: 'read-range',
  version: 1,
  title: { en: 'Read a range', fr: 'Lire une plage' },
  description: {
    en: 'Gives the cells of a range as they are: numbers as numbers, dates as serial numbers, formulas as their results. Empty rows at the end are left out.',
    fr: 'Donne les cellules d’une plage telles quelles : les nombres comme nombres, les dates comme numéros de série, les formules comme résultats. Les lignes vides de la fin sont omises.',
  },
  input: Type.Object(rangeFields, { additionalProperties: false }),
  output: Type.Object({
    range: Type.String(),
    rows: Type.Array(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
  }),
  effect: 'read',
  scopes: [scopes.read],
  async run(context, { spreadsheetId, range }) {
    const rows = await readCells(context, spreadsheetId, range);
    return { range, rows: rows.map((cells) => cells.map((cell) => cell ?? '')) };
  },
});
