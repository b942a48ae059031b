import Type from 'typebox';
import { placeFields } from '../place.ts';

export const rangeFields = {
  spreadsheetId: placeFields.spreadsheetId,
  range: Type.String({
    minLength: 1,
    maxLength: 200,
    title: 'Range',
    description: "In A1 notation with the sheet: `'Leads'!A2:E`.",
    fr: { title: 'Plage', description: "En notation A1 avec l’onglet : `'Leads'!A2:E`." },
  }),
};
