import { defineAction, FileRef } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { writeCsv } from '../../shared/tables/csv.ts';
import { encodeText, encodings } from '../../shared/tables/encodings.ts';

export const writeFile = defineAction({
  id: 'write-file',
  version: 1,
  title: { en: 'Make a file of rows', fr: 'Faire un fichier de lignes' },
  description: {
    en: 'Makes a CSV or JSON Lines file of a list, for a mail, an upload or an answer.',
    fr: 'Fait d’une liste un fichier CSV ou JSON Lines, pour un courrier, un envoi ou une réponse.',
  },
  input: Type.Object(
    {
      name: Type.String({
        minLength: 1,
        maxLength: 200,
        ...told('Name', 'e.g. `orders.csv`.', 'Nom', 'Par ex. `commandes.csv`.'),
      }),
      rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
        maxItems: 100_000,
        ...told('Rows', 'A list of objects.', 'Lignes', 'Une liste d’objets.'),
      }),
      format: Type.Optional(
        Type.Enum(['csv', 'jsonl'], {
          default: 'csv',
          ...told('Format', 'CSV or JSON Lines.', 'Format', 'CSV ou JSON Lines.'),
        }),
      ),
      columns: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), {
          maxItems: 1_000,
          ...told(
            'Columns',
            'Which, in which order. Default: all, as they first come.',
            'Colonnes',
            'Lesquelles, dans quel ordre. Par défaut : toutes, dans l’ordre où elles arrivent.',
          ),
        }),
      ),
      separator: Type.Optional(
        Type.Enum([',', ';', 'tab'], {
          default: ',',
          ...told('Separator', '`;` for French Excel.', 'Séparateur', '`;` pour Excel en français.'),
        }),
      ),
      encoding: Type.Optional(
        Type.Enum(encodings, {
          default: 'utf-8',
          ...told(
            'Encoding',
            '`utf-8-bom` is what Excel recognises.',
            'Encodage',
            '`utf-8-bom` est reconnu par Excel.',
          ),
        }),
      ),
      safeFormulas: Type.Optional(
        Type.Boolean({
          default: true,
          ...told(
            'Neutralise formulas',
            'Texts that a spreadsheet would run (=, +, -, @) get an apostrophe in front. Switch it off only for programs.',
            'Neutraliser les formules',
            'Les textes qu’un tableur exécuterait (=, +, -, @) sont précédés d’une apostrophe. À désactiver seulement pour des programmes.',
          ),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ file: FileRef, count: Type.Integer() }),
  // It changes nothing outside: the file is ours, and goes with the record.
  effect: 'read',
  async run(
    { files },
    { name, rows, format = 'csv', separator = ',', encoding = 'utf-8', safeFormulas = true, ...asked },
  ) {
    const columns = asked.columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const delimiter = separator === 'tab' ? '\t' : separator;
    const text =
      format === 'csv'
        ? writeCsv(rows, { columns, separator: delimiter, safeFormulas })
        : rows.map((row) => `${JSON.stringify(asked.columns === undefined ? row : picked(row, columns))}\n`).join('');
    const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
    return { file: await files.put({ name, type, content: encodeText(text, encoding) }), count: rows.length };
  },
});

function picked(row: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
}
