import { defineAction, Failure, FileRef } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { parseJson } from '../../shared/json/parse-json.ts';
import { parseCsv } from '../../shared/tables/csv.ts';
import { decodeText, encodings } from '../../shared/tables/encodings.ts';

/** What one record can hold. */
const MOST_BYTES = 8 * 1_048_576;

export const readFile = defineAction({
  id: 'read-file',
  version: 1,
  title: { en: 'Read the rows of a file', fr: 'Lire les lignes d’un fichier' },
  description: {
    en: 'Gives the rows of a CSV or JSON Lines file, a page at a time; a split behind it makes each a record.',
    fr: 'Donne les lignes d’un fichier CSV ou JSON Lines, page par page ; un découpage ensuite fait de chacune un enregistrement.',
  },
  input: Type.Object(
    {
      file: Type.Union(
        [FileRef],
        told('File', 'From a trigger or an earlier node.', 'Fichier', 'Issu d’un déclencheur ou d’un nœud précédent.'),
      ),
      format: Type.Optional(
        Type.Enum(['auto', 'csv', 'jsonl'], {
          default: 'auto',
          ...told(
            'Format',
            'By its name unless said otherwise.',
            'Format',
            'D’après son nom, sauf indication contraire.',
          ),
        }),
      ),
      separator: Type.Optional(
        Type.Enum(['auto', ',', ';', 'tab', '|'], {
          default: 'auto',
          ...told(
            'Separator',
            'Between the columns; found by the first line.',
            'Séparateur',
            'Entre les colonnes ; trouvé d’après la première ligne.',
          ),
        }),
      ),
      encoding: Type.Optional(
        Type.Enum(['auto', ...encodings], {
          default: 'auto',
          ...told(
            'Encoding',
            'UTF-8 if it is valid, else Windows-1252 as French Excel writes it.',
            'Encodage',
            'UTF-8 s’il est valide, sinon Windows-1252 comme l’écrit Excel en français.',
          ),
        }),
      ),
      offset: Type.Optional(
        Type.Integer({
          minimum: 0,
          default: 0,
          ...told('From row', 'Rows to leave out first.', 'À partir de', 'Lignes à passer d’abord.'),
        }),
      ),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 5_000,
          default: 1_000,
          ...told('Rows', 'At most so many.', 'Lignes', 'Au plus autant.'),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    count: Type.Integer(),
    columns: Type.Array(Type.String()),
    next: Type.Union([Type.Integer({ description: 'Where the next page begins.' }), Type.Null()]),
  }),
  effect: 'read',
  async run({ files }, { file, format = 'auto', separator = 'auto', encoding = 'auto', offset = 0, limit = 1_000 }) {
    const text = decodeText(await files.get(file), encoding);
    const lines = format === 'jsonl' || (format === 'auto' && /\.(jsonl|ndjson)$/i.test(file.name));
    const asked = { offset, limit };
    const chosen = separator === 'auto' ? undefined : separator === 'tab' ? '\t' : separator;
    const page = lines ? jsonLines(text, file.name, asked) : csvRows(text, file.name, { ...asked, separator: chosen });
    const size = Buffer.byteLength(JSON.stringify(page.rows));
    if (size > MOST_BYTES)
      throw new Failure('tooLarge', 'tables.pageTooLarge', { name: file.name, size, limit: MOST_BYTES });
    const next = page.more ? offset + page.rows.length : null;
    return { rows: page.rows, count: page.rows.length, columns: page.columns, next };
  },
});

type Page = { rows: Record<string, unknown>[]; columns: string[]; more: boolean };

function csvRows(text: string, name: string, asked: Parameters<typeof parseCsv>[1]): Page {
  const table = parseCsv(text, asked);
  if (table.ok) return table;
  throw new Failure('input', 'tables.badCsv', { name, ...table.problem });
}

function jsonLines(text: string, name: string, { offset, limit }: { offset: number; limit: number }): Page {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const rows = lines.slice(offset, offset + limit).map(({ line, number }) => {
    const parsed = parseJson(line);
    if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
      return parsed.value as Record<string, unknown>;
    throw new Failure('input', 'tables.badJsonLine', { name, line: number });
  });
  return { rows, columns: Object.keys(rows[0] ?? {}), more: lines.length > offset + rows.length };
}
