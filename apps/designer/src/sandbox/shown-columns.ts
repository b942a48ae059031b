type Row = Record<string, unknown>;

const MOST = 6;
const LONGEST = 80;
/** What people know a row by, before whatever else it has. */
const telling = [
  ...[
    'id',
    'subject',
    'name',
    'Full_Name',
    'Last_Name',
    'Deal_Name',
    'Account_Name',
    'Subject',
    'title',
    'email',
    'Email',
  ],
  ...['from', 'to', 'date', 'folder', 'text', 'amount', 'Amount', 'total', 'currency', 'Stage', 'type', 'status'],
];

const rank = (name: string) => {
  const at = telling.indexOf(name);
  if (at >= 0) return at;
  return /(^|_)(id|number|name|email|status|total|amount)$/i.test(name) ? telling.length : telling.length + 1;
};

/** The few columns that tell rows apart: those with a value, what people know rows by first. */
export function columnsOf(rows: readonly Row[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const filled = names.filter((name) => rows.some((row) => isTelling(row[name])));
  const sorted = filled.toSorted((one, other) => rank(one) - rank(other));
  return (sorted.length === 0 ? names : sorted).slice(0, MOST);
}

function isTelling(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item !== 'object');
  return value !== null && value !== undefined && value !== '' && typeof value !== 'object';
}

/** A value in one short line. */
export function shownCell(value: unknown): string {
  if (value === null) return '–';
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? listed(value) : (JSON.stringify(value) ?? '–');
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? '–' : line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function listed(values: readonly unknown[]): string {
  return values.every((value) => typeof value !== 'object') ? values.join(', ') : JSON.stringify(values);
}
