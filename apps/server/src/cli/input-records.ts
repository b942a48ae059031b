import { extname } from 'node:path';
import { Failure } from '@raccord/contract';
import { parseCsv } from './csv.ts';
import { parseJsonFile, readTextFile } from './read-file.ts';

/**
 * Records from a file: `.json` (one record, or a list of them), `.jsonl` (one a line), `.csv` (the first line names the fields; every
 * value is a text). Standard input (`-`) is JSON or JSON lines.
 * @throws Failure `cli.fileUnreadable`, `cli.fileNotJson`, `cli.badLine`, `cli.badCsv`, `cli.noRecords`
 */
export async function readRecords(path: string): Promise<unknown[]> {
  const records = parseRecords(path, await readTextFile(path));
  if (records.length === 0) throw new Failure('input', 'cli.noRecords', { file: path });
  return records;
}

export function parseRecords(path: string, content: string): unknown[] {
  const text = content.replace(/^\uFEFF/, '');
  const kind = extname(path).toLowerCase();
  if (kind === '.csv') return parseCsv(path, text);
  if (kind === '.jsonl' || kind === '.ndjson' || (path === '-' && isJsonLines(text))) return parseLines(path, text);
  const value = parseJsonFile(path, text);
  return Array.isArray(value) ? value : [value];
}

function isJsonLines(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return text.trim().includes('\n');
  }
}

function parseLines(path: string, text: string): unknown[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch (cause) {
      throw new Failure('input', 'cli.badLine', { file: path, line: index + 1, message: String(cause) }, { cause });
    }
  });
}
