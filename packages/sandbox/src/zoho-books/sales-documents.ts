import type { World } from '../world.ts';
import { type BooksCall, type BooksRoutes, done, type Fields, found } from './call.ts';
import { contactById } from './contacts.ts';
import { documentByUnique, readCustomFields } from './custom-fields.ts';
import type { SalesDocument } from './documents.ts';
import { alreadyExists, doesNotExist, invalidValue, refuse } from './errors.ts';
import { booleanField, dateField, textField } from './fields.ts';
import { readLines, totalsOf } from './invoice-lines.ts';
import { dateFilter, listPage, modifiedFilter, textFilter } from './lists.ts';
import { type SalesKind, salesKinds } from './sales-kinds.ts';
import { shown } from './sales-shape.ts';
import { booksDate } from './times.ts';

export function salesDocumentRoutes(route: BooksRoutes): void {
  for (const kind of salesKinds) {
    const { path, entity } = kind;
    route('POST', path, (call) => create(kind, call));
    // The one document of these without the unique-identifier headers.
    if (entity !== 'recurringinvoice') {
      route('PUT', path, (call) => {
        const id = documentByUnique(call, entity, kind.thing);
        return id === undefined ? create(kind, call) : update(kind, call, id);
      });
    }
    route('GET', path, ({ world, query }) => listOf(kind, world, query));
    route('GET', `${path}/:id`, ({ world, id }) => found(kind.resource, shown(kind, documentById(kind, world, id))));
    route('PUT', `${path}/:id`, (call) => update(kind, call, call.id));
    route('DELETE', `${path}/:id`, ({ world, id, effect }) => {
      const document = documentById(kind, world, id);
      if (document.used > 0) refuse(400, 1040, `${kind.thing} that has been used cannot be deleted.`);
      world.books.sales[entity].remove(id);
      world.books.indexUnique(entity, id, document.custom_fields, []);
      effect(`${path.slice(1)}.delete`, id);
      return done(`The ${kind.thing.toLowerCase()} has been deleted.`);
    });
    for (const [word, status] of Object.entries(kind.statuses)) {
      route('POST', `${path}/:id/status/${word}`, ({ world, id, time, effect }) => {
        const before = documentById(kind, world, id);
        world.books.sales[entity].replace({ ...before, status, last_modified_time: time });
        effect(`${path.slice(1)}.${word}`, id);
        return done(`The status of the ${kind.thing.toLowerCase()} has been changed to ${status}.`);
      });
    }
  }
}

export function documentById({ entity, thing }: SalesKind, world: World, id: string): SalesDocument {
  return world.books.sales[entity].get(id) ?? doesNotExist(thing);
}

function listOf(kind: SalesKind, world: World, query: URLSearchParams) {
  const table = world.books.sales[kind.entity];
  const reference = query.get('reference_number');
  const party = query.get(`${kind.party}_id`);
  const rows =
    reference !== null
      ? table.by('reference', reference).reverse()
      : party !== null
        ? table.by('party', party).reverse()
        : [...table.newestFirst()];
  const names = ['reference_number', kind.numberField, `${kind.party}_name`, `${kind.party}_id`, 'status'];
  const tests = [textFilter(query, names), dateFilter(query, 'date')];
  const modified = kind.modified ? modifiedFilter(query) : () => true;
  const spec = { resource: kind.list, sortable: kind.sortable, show: (row: object) => row };
  const listed = rows.filter(modified).map((row) => listRow(kind, row));
  return listPage(
    spec,
    query,
    listed.filter((row) => tests.every((test) => test(row))),
  );
}

function listRow(kind: SalesKind, document: SalesDocument): object {
  const { line_items, custom_fields, notes, sub_total, tax_total, custom_field_hash, ...row } = shown(
    kind,
    document,
  ) as Fields;
  return { ...row, ...(custom_field_hash as object) };
}

function create(kind: SalesKind, call: BooksCall) {
  const { world, fields, time, effect } = call;
  const { books } = world;
  const partyField = `${kind.party}_id`;
  for (const name of [partyField, 'line_items']) if (fields[name] === undefined) invalidValue(name);
  const party = contactById(world, textField(fields, partyField, ''));
  if (party.contact_type !== kind.party) invalidValue(partyField);
  const blank: SalesDocument = {
    id: books.nextId(),
    number: readNumber(kind, call),
    status: kind.firstStatus,
    party_id: party.contact_id,
    party_name: party.contact_name,
    reference_number: '',
    date: booksDate(world.now()),
    currency_id: party.currency_id,
    currency_code: party.currency_code,
    is_inclusive_tax: false,
    line_items: [],
    sub_total: 0,
    tax_total: 0,
    total: 0,
    used: 0,
    notes: '',
    custom_fields: [],
    own: {},
    created_time: time,
    last_modified_time: time,
  };
  const made = books.sales[kind.entity].insert(withFields(kind, call, blank));
  books.indexUnique(kind.entity, made.id, [], made.custom_fields);
  effect(`${kind.path.slice(1)}.create`, made.id);
  return found(kind.resource, shown(kind, made), kind.made, 201);
}

function update(kind: SalesKind, call: BooksCall, id: string) {
  const { world, time, effect } = call;
  const before = documentById(kind, world, id);
  const after = withFields(kind, call, { ...before, last_modified_time: time });
  if (after.total < after.used) refuse(400, 1006, 'The total cannot be less than what has been used.');
  world.books.sales[kind.entity].replace(after);
  world.books.indexUnique(kind.entity, id, before.custom_fields, after.custom_fields);
  effect(`${kind.path.slice(1)}.update`, id);
  return found(kind.resource, shown(kind, after), `${kind.thing} information has been updated.`);
}

function withFields(kind: SalesKind, { world, fields }: BooksCall, document: SalesDocument): SalesDocument {
  const next: SalesDocument = {
    ...document,
    date: dateField(fields, 'date', document.date),
    reference_number: textField(fields, 'reference_number', document.reference_number, 100),
    is_inclusive_tax: booleanField(fields, 'is_inclusive_tax', document.is_inclusive_tax),
    notes: textField(fields, 'notes', document.notes, 5_000),
    line_items: readLines(world.books, fields, document.line_items),
    own: kind.own(fields, document.own),
    custom_fields: readCustomFields(world.books, kind.entity, document.id, fields, document.custom_fields),
  };
  return { ...next, ...totalsOf(next) };
}

/** Where numbering is automatic, an own number is taken only with `ignore_auto_number_generation=true`. */
function readNumber(
  { entity, prefix, numberField: name, thing }: SalesKind,
  { world, query, fields }: BooksCall,
): string {
  const { books } = world;
  const own = textField(fields, name, '', 100);
  if (prefix === undefined || query.get('ignore_auto_number_generation') === 'true') {
    if (own === '') invalidValue(name);
    if (books.sales[entity].one('number', own) !== undefined) alreadyExists(thing, own);
    return own;
  }
  if (own !== '') refuse(400, 4097, `Auto-generation of ${thing.toLowerCase()} numbers is enabled.`);
  const number = (books.lastSalesNumber.get(entity) ?? 0) + 1;
  books.lastSalesNumber.set(entity, number);
  return `${prefix}${String(number).padStart(5, '0')}`;
}
