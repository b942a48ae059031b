import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { type Cell, cellsOf, keyText } from '../cells.ts';
import { keyedPlaceFields, type Place, placeFields, placeOf } from '../place.ts';
import { columnNamed, type Tab } from '../tab.ts';

export const asTyped = Type.Optional(
  Type.Boolean({
    default: false,
    title: 'As if typed',
    description:
      'Google reads formulas, dates and numbers out of text. Leave it off when values come from outside: `=…` would be run.',
    fr: {
      title: 'Comme au clavier',
      description:
        'Google interprète formules, dates et nombres dans le texte. Laissez-le désactivé si les valeurs viennent de l’extérieur : `=…` serait exécuté.',
    },
  }),
);
const key = Type.String({
  minLength: 1,
  title: 'Row',
  description: 'The value in the key column; without a key column, the number of the row.',
  fr: {
    title: 'Ligne',
    description: 'La valeur dans la colonne clé ; sans colonne clé, le numéro de la ligne.',
  },
});
const version = Type.Optional(
  Type.String({
    title: 'Version',
    description: 'As it was read; if the row was changed since, nothing is written.',
    fr: { title: 'Version', description: 'Telle que lue ; si la ligne a changé depuis, rien n’est écrit.' },
  }),
);

/** Columns stand beside the place, under their own names. */
const open = { additionalProperties: true };

export const RowToAdd = Type.Object({ ...placeFields, asTyped }, open);
export const RowToUpsert = Type.Object({ ...keyedPlaceFields, asTyped }, open);
export const RowToChange = Type.Object({ ...placeFields, _key: key, _version: version, asTyped }, open);
export const RowToRead = Type.Object({ ...placeFields, _key: key }, { additionalProperties: false });
export const RowToRemove = Type.Object(
  { ...placeFields, _key: key, _version: version },
  { additionalProperties: false },
);
export const RowToFind = Type.Object(
  {
    ...placeFields,
    column: Type.String({
      minLength: 1,
      choices: 'columns',
      title: 'Column',
      description: 'Where to look.',
      fr: { title: 'Colonne', description: 'Où chercher.' },
    }),
    value: Type.Union([Type.String({ minLength: 1 }), Type.Number(), Type.Boolean()], {
      title: 'Value',
      description: 'The whole content of the cell; case counts.',
      fr: { title: 'Valeur', description: 'Tout le contenu de la cellule ; la casse compte.' },
    }),
  },
  { additionalProperties: false },
);

type Written = Place & { asTyped?: boolean; _key?: string; _version?: string; [column: string]: unknown };
export type RowInput = { place: Place; asTyped: boolean; values: Record<string, unknown> };

/** What is to be written, apart from where. What a read row carries of its own (`_row`, …) is no column. */
export function rowInput(input: Written): RowInput {
  const { place, rest } = placeOf(input);
  const { asTyped: typed, ...values } = rest;
  for (const own of ['_key', '_row', '_version']) delete values[own];
  return { place, asTyped: typed === true, values };
}

/** @throws Failure config `googleSheets.columnUnknown`, `columnTwice`; input `googleSheets.cellInvalid` */
export function cellsToWrite(tab: Tab, { values, asTyped: typed }: Omit<RowInput, 'place'>): Cell[] {
  const columns = Object.entries(values).map(([name, value]) => [columnNamed(tab, name), value] as const);
  return cellsOf(tab, columns, typed);
}

/** The key that a row to be written carries. @throws Failure input `googleSheets.keyEmpty`, config `keyColumnNeeded` */
export function keyWritten(tab: Tab, values: Record<string, unknown>): string {
  const { keyColumn } = tab;
  if (keyColumn === undefined) throw new Failure('config', 'googleSheets.keyColumnNeeded');
  const text = keyText(values[keyColumn.name]);
  if (text === '') throw new Failure('input', 'googleSheets.keyEmpty', { column: keyColumn.name });
  return text;
}

/** Whether a row holds what was to be written. */
export function holds(cells: readonly Cell[], written: readonly Cell[]): boolean {
  return written.every((cell, at) => cell === null || (cells[at] ?? '') === cell);
}
