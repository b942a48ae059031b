import Type from 'typebox';

/** Where rows are: a sheet of a spreadsheet, and how its rows are told apart. */
const placeFields = {
  spreadsheetId: Type.String({
    pattern: '^[A-Za-z0-9_-]{10,100}$',
    choices: 'spreadsheets',
    title: 'Spreadsheet',
    description: 'Its id: the part of its address after `/d/`.',
    fr: { title: 'Feuille de calcul', description: 'Son identifiant : la partie de son adresse après `/d/`.' },
  }),
  sheet: Type.String({
    minLength: 1,
    maxLength: 100,
    choices: 'sheets',
    title: 'Sheet',
    description: 'Name of the tab.',
    fr: { title: 'Onglet', description: 'Le nom de l’onglet.' },
  }),
  keyColumn: Type.Optional(
    Type.String({
      minLength: 1,
      choices: 'columns',
      title: 'Key column',
      description:
        'The column whose value tells a row from all others, whatever its place. Rows without a value there are not looked at yet. Without a key column rows are told apart by their content, so that a change right beside a new row can be taken for it.',
      fr: {
        title: 'Colonne clé',
        description:
          'La colonne dont la valeur distingue une ligne de toutes les autres, où qu’elle soit. Les lignes qui n’y ont rien ne sont pas encore prises. Sans colonne clé, les lignes se distinguent par leur contenu : une modification juste à côté d’une nouvelle ligne peut être prise pour elle.',
      },
    }),
  ),
  headerRow: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000,
      default: 1,
      title: 'Header row',
      description: 'Number of the row with the names of the columns; 1 when absent.',
      fr: { title: 'Ligne d’en-tête', description: 'Numéro de la ligne qui porte le nom des colonnes ; 1 par défaut.' },
    }),
  ),
};
export type Place = { spreadsheetId: string; sheet: string; keyColumn?: string; headerRow?: number };

export const RowPlace = Type.Object(placeFields, { additionalProperties: false });

const { keyColumn } = placeFields;
/** The same, where a row must be told from the others. */
export const keyedPlaceFields = { ...placeFields, keyColumn: Type.String({ ...keyColumn }) };
export { placeFields };

/** Splits an input of place and columns, which stand side by side. */
export function placeOf<T extends Place>(input: T): { place: Place; rest: Record<string, unknown> } {
  const { spreadsheetId, sheet, keyColumn: key, headerRow, ...rest } = input;
  const place: Place = {
    spreadsheetId,
    sheet,
    ...(key === undefined ? {} : { keyColumn: key }),
    ...(headerRow === undefined ? {} : { headerRow }),
  };
  return { place, rest };
}
