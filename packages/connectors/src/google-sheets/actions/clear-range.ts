import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import type { sheets_v4 } from '../../shared/google/apis.ts';
import { scopes, writeSheets } from '../client.ts';
import { inTurn } from '../one-writer.ts';
import { rangeFields } from './range-fields.ts';

export const clearRange = defineAction({
  id: 'clear-range',
  version: 1,
  title: { en: 'Clear a range', fr: 'Vider une plage' },
  description: {
    en: 'Empties the cells of a range; their format stays, and no row moves.',
    fr: 'Vide les cellules d’une plage ; leur format reste et aucune ligne ne bouge.',
  },
  input: Type.Object(rangeFields, { additionalProperties: false }),
  output: Type.Object({ range: Type.String({ description: 'What was cleared.' }) }),
  // Cleared twice is cleared.
  effect: 'upsert',
  scopes: [scopes.write],
  writes: { object: 'row' },
  run: (context, { spreadsheetId, range }) =>
    inTurn(spreadsheetId, async () => {
      const { clearedRange } = await writeSheets<sheets_v4.Schema$ClearValuesResponse>(context, (api, options) =>
        api.spreadsheets.values.clear({ spreadsheetId, range, requestBody: {} }, options),
      );
      return { range: clearedRange ?? range };
    }),
});
