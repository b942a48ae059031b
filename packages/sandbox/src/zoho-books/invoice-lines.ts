import type { Fields } from './call.ts';
import type { Invoice, LineItem } from './documents.ts';
import { doesNotExist, invalidValue } from './errors.ts';
import { listField, numberField, textField } from './fields.ts';
import { toCents } from './money.ts';
import type { BooksState } from './state.ts';

/** The lines an invoice has after `line_items` was sent: it replaces them all; a `line_item_id` keeps that line's identity. */
export function readLines(state: BooksState, fields: Fields, before: LineItem[]): LineItem[] {
  const sent = listField(fields, 'line_items');
  if (sent === undefined) return before;
  if (sent.length === 0) return invalidValue('line_items');
  return sent.map((line, position) => readLine(state, line, before, position));
}

/** Totals from the lines: each line is rounded, then its tax, then they are added. */
export function totalsOf({
  line_items: lines,
  is_inclusive_tax: inclusive,
}: Pick<Invoice, 'line_items' | 'is_inclusive_tax'>) {
  const sub_total = toCents(lines.reduce((sum, line) => sum + line.item_total, 0));
  const taxOf = (line: LineItem) =>
    inclusive
      ? toCents(line.item_total - line.item_total / (1 + line.tax_percentage / 100))
      : toCents((line.item_total * line.tax_percentage) / 100);
  const tax_total = toCents(lines.reduce((sum, line) => sum + taxOf(line), 0));
  return { sub_total, tax_total, total: inclusive ? sub_total : toCents(sub_total + tax_total) };
}

export function withTotals(invoice: Invoice): Invoice {
  const totals = totalsOf(invoice);
  const balance = invoice.status === 'void' ? 0 : toCents(totals.total - invoice.payment_made);
  return { ...invoice, ...totals, balance };
}

function readLine(state: BooksState, fields: Fields, before: LineItem[], position: number): LineItem {
  const lineId = textField(fields, 'line_item_id', '');
  const known = before.find((line) => line.line_item_id === lineId);
  if (lineId !== '' && known === undefined) doesNotExist('Line item');
  const itemId = textField(fields, 'item_id', known?.item_id ?? '');
  const item = itemId === '' ? undefined : (state.items.get(itemId) ?? doesNotExist('Item'));
  const name = textField(fields, 'name', known?.name ?? item?.name ?? '', 200);
  const description = textField(fields, 'description', known?.description ?? item?.description ?? '', 2_000);
  if (name === '' && description === '') invalidValue('line_items');
  const taxId = textField(fields, 'tax_id', known?.tax_id ?? item?.tax_id ?? '');
  const tax =
    taxId === '' ? undefined : (state.taxes.find((candidate) => candidate.tax_id === taxId) ?? invalidValue('tax_id'));
  const rate = numberField(fields, 'rate', known?.rate ?? item?.rate ?? 0);
  const quantity = numberField(fields, 'quantity', known?.quantity ?? 1);
  return {
    line_item_id: known?.line_item_id ?? state.nextId(),
    item_id: itemId,
    name,
    description,
    item_order: position + 1,
    rate,
    quantity,
    unit: textField(fields, 'unit', known?.unit ?? item?.unit ?? '', 100),
    tax_id: taxId,
    tax_name: tax?.tax_name ?? '',
    tax_percentage: tax?.tax_percentage ?? 0,
    item_total: toCents(rate * quantity),
  };
}
